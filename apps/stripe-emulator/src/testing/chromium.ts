import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = [
  process.env['CHROME_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

/** Without a Chromium there is nothing to see: install Debian's `chromium` or set CHROME_PATH. */
export const describeInChromium = CHROMIUM === undefined ? describe.skip : describe;

/** Launches the Chromium that was found. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Names of hosts without TLS, as in a test environment of containers.
      '--host-resolver-rules=MAP *.test 127.0.0.1',
    ],
  });
}
