import { chromiumPath } from '../../scripts/chromium.mjs';

/** How each spec with pages starts its Chromium. Without one they are skipped. */
export default function setup() {
  if (chromiumPath === undefined) return;
  process.env.GUILDHALL_CHROMIUM = JSON.stringify({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A page lives for seconds: what optimizing compilers gain they do not win back (a tenth of the processor time).
      '--js-flags=--no-opt --no-maglev --no-sparkplug --no-concurrent-recompilation',
      // Names of hosts without TLS, as in a test environment of containers.
      '--host-resolver-rules=MAP *.test 127.0.0.1',
    ],
  });
}
