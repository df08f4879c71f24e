// Compiles every src/**/*.ts of every workspace to dist/**/*.js beside it, skipping files that have not changed.
// swc alone, no bundler: an app starts from its own files and a stack trace names them (source maps included).
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isTest = (path) => /\.spec\.ts$/.test(path);

async function workspaces() {
  const folders = await Promise.all(
    ['libs', 'apps'].map(async (kind) => (await readdir(join(root, kind))).map((name) => join(root, kind, name))),
  );
  return folders.flat();
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function newerThan(source, output) {
  const [from, to] = await Promise.all([stat(source), stat(output).catch(() => null)]);
  return to === null || from.mtimeMs > to.mtimeMs;
}

async function buildWorkspace(folder) {
  const sources = (await filesBelow(join(folder, 'src'))).filter((path) => path.endsWith('.ts') && !isTest(path));
  const wanted = new Map(
    sources.map((path) => [join(folder, 'dist', relative(join(folder, 'src'), path)).replace(/\.ts$/, '.js'), path]),
  );
  let compiled = 0;
  for (const [output, source] of wanted) {
    if (!(await newerThan(source, output))) continue;
    const { code, map } = await transformFile(source, { configFile: join(root, '.swcrc'), cwd: root });
    await mkdir(dirname(output), { recursive: true });
    await writeFile(`${output}.map`, map ?? '');
    await writeFile(output, `${code}//# sourceMappingURL=${output.split('/').at(-1)}.map\n`);
    compiled += 1;
  }
  for (const path of await filesBelow(join(folder, 'dist'))) {
    if (path.endsWith('.js') && !wanted.has(path)) await Promise.all([rm(path), rm(`${path}.map`, { force: true })]);
  }
  return compiled;
}

export async function build() {
  const counts = await Promise.all((await workspaces()).map(buildWorkspace));
  return counts.reduce((sum, count) => sum + count, 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  const compiled = await build();
  console.log(`built ${compiled} file(s) in ${Math.round(performance.now() - started)} ms`);
}
