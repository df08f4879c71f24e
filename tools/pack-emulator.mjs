// Makes the emulator a package of its own: bundled, with the scripts of its pages, types and documentation, so that
// `npm install FILE.tgz` in an empty folder is all it takes. `node tools/pack-emulator.mjs [FOLDER]`.
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import ts from 'typescript';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const emulator = join(root, 'apps/stripe-emulator');
const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'));

/** They stay packages of their own: pdfkit reads its fonts from its folder, and ws is CommonJS that asks for Node's modules. */
const DEPENDENCIES = ['@fastify/busboy', 'pdfkit', 'ws'];

async function writeFileWithFolder(path, text) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

async function bundleServer(folder) {
  await esbuild.build({
    absWorkingDir: emulator,
    entryPoints: ['dist/index.js', 'dist/main.js'],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 160,
    external: [...DEPENDENCIES, 'esbuild'],
    logLevel: 'warning',
  });
  await chmod(join(folder, 'main.js'), 0o755);
}

async function bundlePages(folder) {
  const { BROWSER_SCRIPTS, browserScript } = await import('../apps/stripe-emulator/dist/stripe-js/script.js');
  for (const name of BROWSER_SCRIPTS)
    await writeFileWithFolder(join(folder, 'browser', `${name}.js`), browserScript(name));
}

/** The declarations of a source and of all that they mention; what is marked `@internal` is left out. */
async function writeTypes(folder, path = 'index.ts', seen = new Set()) {
  if (seen.has(path)) return;
  seen.add(path);
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(
    await readFile(join(emulator, 'src', path), 'utf8'),
    {
      fileName: path,
      compilerOptions: {
        target: ts.ScriptTarget.ESNext,
        module: ts.ModuleKind.NodeNext,
        strict: true,
        stripInternal: true,
      },
    },
  );
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost({})));
  await writeFileWithFolder(join(folder, path.replace(/\.ts$/, '.d.ts')), outputText);
  for (const [, relative] of outputText.matchAll(/from '(\.[^']+)\.js'/g)) {
    await writeTypes(folder, join(dirname(path), `${relative}.ts`), seen);
  }
}

async function writeManifest(folder) {
  const [house, own] = [await readJson(join(root, 'package.json')), await readJson(join(emulator, 'package.json'))];
  const manifest = {
    name: own.name,
    version: own.version,
    description: own.description,
    license: house.license,
    type: 'module',
    engines: house.engines,
    bin: { 'stripe-emulator': 'main.js' },
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    dependencies: Object.fromEntries(DEPENDENCIES.map((name) => [name, house.dependencies[name]])),
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function fill(folder) {
  await bundleServer(folder);
  await bundlePages(folder);
  await writeTypes(folder);
  await writeManifest(folder);
  for (const name of ['README.md', 'docs']) await cp(join(emulator, name), join(folder, name), { recursive: true });
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}

/**
 * @param target the folder that gets the `.tgz`
 * @returns its path
 */
async function pack(target) {
  await build();
  const folder = await mkdtemp(join(tmpdir(), 'stripe-emulator-package-'));
  try {
    await fill(folder);
    await mkdir(target, { recursive: true });
    const packing = ['pack', '--json', '--pack-destination', target];
    const { stdout } = await promisify(execFile)('npm', packing, { cwd: folder });
    return join(target, JSON.parse(stdout)[0].filename);
  } finally {
    await rm(folder, { recursive: true });
  }
}

console.log(await pack(resolve(process.argv[2] ?? '.')));
