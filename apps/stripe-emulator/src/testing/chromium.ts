import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** Set by `tools/jest/chromium.global-setup.mjs`. Without a Chromium there is nothing to see: install Debian's `chromium-headless-shell` or set CHROME_PATH. */
const LAUNCH_OPTIONS = process.env['GUILDHALL_CHROMIUM'];

export const describeInChromium = LAUNCH_OPTIONS === undefined ? describe.skip : describe;

/** A Chromium of one's own, for whoever closes it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch(JSON.parse(LAUNCH_OPTIONS ?? '{}') as LaunchOptions);
}
