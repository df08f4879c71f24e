// Compiles every src/**/*.ts of every workspace to dist/**/*.js beside it, skipping files that have not changed, and
// bundles the processes (bundle.mjs). The web application is built by Vite (build-web.mjs).
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';
import { buildWeb } from './build-web.mjs';
import { bundle } from './bundle.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isTest = (path) => /\.spec\.ts$/.test(path);

async function workspaces() {
  const folders = await Promise.all(
    ['libs', 'apps'].map(async (kind) => (await readdir(join(root, kind))).map((name) => join(root, kind, name))),
  );
  return folders.flat().filter((folder) => folder !== join(root, 'apps', 'web'));
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function compile(source, output) {
  const { code, map } = await transformFile(source, { configFile: join(root, '.swcrc'), cwd: root });
  await mkdir(dirname(output), { recursive: true });
  await writeFile(`${output}.map`, map ?? '');
  await writeFile(output, `${code}//# sourceMappingURL=${output.split('/').at(-1)}.map\n`);
}

async function buildWorkspace(folder) {
  const sources = (await filesBelow(join(folder, 'src'))).filter((path) => path.endsWith('.ts') && !isTest(path));
  const wanted = new Map(
    sources.map((path) => [join(folder, 'dist', relative(join(folder, 'src'), path)).replace(/\.ts$/, '.js'), path]),
  );
  const compiled = [];
  for (const [path, source] of wanted) {
    const [from, to] = await Promise.all([stat(source), stat(path).catch(() => null)]);
    const isFresh = to === null || from.mtimeMs > to.mtimeMs;
    if (isFresh) await compile(source, path);
    compiled.push({ path, isFresh, writtenAtMs: isFresh ? (await stat(path)).mtimeMs : to.mtimeMs });
  }
  for (const path of await filesBelow(join(folder, 'dist'))) {
    if (path.endsWith('.js') && !wanted.has(path)) await Promise.all([rm(path), rm(`${path}.map`, { force: true })]);
  }
  return compiled;
}

/** @returns how many files were compiled, bundled or built for browsers */
export async function build() {
  const web = buildWeb(root);
  const compiled = (await Promise.all((await workspaces()).map(buildWorkspace))).flat();
  return compiled.filter(({ isFresh }) => isFresh).length + (await bundle(root, compiled)) + (await web);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  const files = await build();
  if (files > 0 || !process.argv.includes('--quiet')) {
    console.log(`built ${files} file(s) in ${Math.round(performance.now() - started)} ms`);
  }
}
