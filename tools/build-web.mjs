// Builds the web application for browsers with Vite when what it is made of has changed, and compresses it once instead of at
// every request.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Everything that ends up in the build. The lock file stands for the packages. */
const INPUTS = [
  'apps/web/src',
  'apps/web/public',
  'apps/web/seller',
  'apps/web/operator',
  'apps/web/vite',
  'libs/money/src',
  'libs/api-client/src',
];
const INPUT_FILES = ['apps/web/index.html', 'apps/web/vite.config.ts', 'package-lock.json', 'tools/build-web.mjs'];
const COMPRESSED = /\.(js|css|html|svg|json)$/;
const SMALLEST_BYTES = 1_024;

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function stampOf(root) {
  const below = await Promise.all(INPUTS.map((folder) => filesBelow(join(root, folder))));
  const hash = createHash('sha256');
  for (const file of [...below.flat(), ...INPUT_FILES.map((name) => join(root, name))].sort()) {
    if (/\.spec\.tsx?$/.test(file)) continue;
    hash
      .update(file.slice(root.length))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex');
}

async function compress(file) {
  const content = await readFile(file);
  if (content.length < SMALLEST_BYTES) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  await Promise.all([
    promisify(gzip)(content, { level: 9 }).then((packed) => writeFile(`${file}.gz`, packed)),
    promisify(brotliCompress)(content, { params }).then((packed) => writeFile(`${file}.br`, packed)),
  ]);
}

/** In a process of its own: whoever builds within Jest says NODE_ENV=test, and React would be twice as large. */
async function runVite(root) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const options = ['--config', join(root, 'apps', 'web', 'vite.config.ts'), '--logLevel', 'warn'];
  const env = { ...process.env, NODE_ENV: 'production' };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [vite, 'build', ...options], { env });
  process.stderr.write(stdout + stderr);
}

/** @returns 1 when it was built, 0 when nothing has changed since */
export async function buildWeb(root) {
  const out = join(root, 'apps', 'web', 'dist');
  const stampFile = join(out, '.built');
  const stamp = await stampOf(root);
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return 0;
  await runVite(root);
  await copyFile(join(root, 'apps/web/src/shell/paying-pages.json'), join(out, 'paying-pages.json'));
  const files = (await filesBelow(out)).filter((file) => COMPRESSED.test(file));
  await Promise.all(files.map(compress));
  await writeFile(stampFile, stamp);
  return 1;
}
