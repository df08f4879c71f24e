import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** One Chromium for all specs with pages, each of which has contexts of its own in it. Without one they are skipped. */
export default async function setup() {
  if (globalThis.guildhallChromium !== undefined) return;
  const executablePath = PLACES.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) return;
  const server = await chromium.launchServer({
    executablePath,
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
  Object.assign(globalThis, { guildhallChromium: server });
  process.env.GUILDHALL_CHROMIUM = server.wsEndpoint();
}
