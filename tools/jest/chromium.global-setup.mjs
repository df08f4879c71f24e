import { chromium } from 'playwright-core';
import { chromiumPath } from '../../scripts/chromium.mjs';

/** One Chromium for all specs with pages, each of which has contexts of its own in it. Without one they are skipped. */
export default async function setup() {
  if (globalThis.guildhallChromium !== undefined) return;
  if (chromiumPath === undefined) return;
  const server = await chromium.launchServer({
    executablePath: chromiumPath,
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
