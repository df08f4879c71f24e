import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const BROWSER_SCRIPTS = ['page/stripe', 'frame/frame'] as const;
type BrowserScript = (typeof BROWSER_SCRIPTS)[number];

/** A file of the first folder `browser` upwards that has it: it lies beside `src` and `dist`. */
function findInBrowserFolder(name: string): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'browser', name))) {
    const above = dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
  return join(folder, 'browser', name);
}

const bundles = new Map<BrowserScript, string>();

/** A script of the folder `browser/` with all it imports, found when it is first asked for. */
export function browserScript(name: BrowserScript): string {
  const known = bundles.get(name);
  if (known !== undefined) return known;
  const built = findInBrowserFolder(`${name}.js`); // in the package; from sources it is bundled now
  const text = built === undefined ? bundled(name) : readFileSync(built, 'utf8');
  bundles.set(name, text);
  return text;
}

function bundled(name: BrowserScript): string {
  const source = findInBrowserFolder(`${name}.ts`);
  if (source === undefined) throw new Error('the folder browser/ of the emulator is missing, and with it Stripe.js');
  // Loaded when it is needed: most emulators never show a page.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  const { outputFiles } = buildSync({
    entryPoints: [source],
    bundle: true,
    write: false,
    format: 'iife',
    target: ['chrome100', 'firefox100', 'safari15'],
    minify: true,
    legalComments: 'none',
    logLevel: 'error',
    // The one of the project this is part of is for its servers.
    tsconfigRaw: {},
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * Stripe.js.
 * @param url the emulator's address, for pages that load the script by another name
 * @param version 3, or the name of a release
 */
export function stripeScript(url: string, version: number | string): string {
  return `(function(EMULATOR){${browserScript('page/stripe')}})(${JSON.stringify({ url, version })});`;
}

/** What runs in the frames of elements. */
export function frameScript(): string {
  return browserScript('frame/frame');
}
