import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The sources lie beside `src` and `dist`: the first folder upwards that has them. */
function sourceFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'browser', 'page', 'stripe.ts'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('the folder browser/ of the emulator is missing, and with it Stripe.js');
    folder = above;
  }
  return join(folder, 'browser');
}

const bundles = new Map<string, string>();

/** A script of the folder `browser/` with all it imports; bundled when it is first asked for. */
function bundleOf(entry: 'page/stripe.ts' | 'frame/frame.ts'): string {
  const known = bundles.get(entry);
  if (known !== undefined) return known;
  // Loaded when it is needed: most emulators never show a page.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  const { outputFiles } = buildSync({
    entryPoints: [join(sourceFolder(), entry)],
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
  const text = outputFiles[0]?.text ?? '';
  bundles.set(entry, text);
  return text;
}

/**
 * Stripe.js.
 * @param url the emulator's address, for pages that load the script by another name
 * @param version 3, or the name of a release
 */
export function stripeScript(url: string, version: number | string): string {
  return `(function(EMULATOR){${bundleOf('page/stripe.ts')}})(${JSON.stringify({ url, version })});`;
}

/** What runs in the frames of elements. */
export function frameScript(): string {
  return bundleOf('frame/frame.ts');
}
