import { type Browser, chromium } from 'playwright-core';

/** Set by `tools/jest/chromium.global-setup.mjs`. Without a Chromium there is nothing to see: install Debian's `chromium` or set CHROME_PATH. */
const ENDPOINT = process.env['GUILDHALL_CHROMIUM'];

export const describeInChromium = ENDPOINT === undefined ? describe.skip : describe;

/** One's own contexts in the Chromium that all specs share. Closing it closes those. */
export function launchChromium(): Promise<Browser> {
  return chromium.connect(ENDPOINT ?? '');
}
