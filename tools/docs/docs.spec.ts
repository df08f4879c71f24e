import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;

/** Everything people are told to read. */
const DOCS = [
  ...['README', 'CHANGELOG', 'CONTRIBUTING', 'SECURITY'].map((name) => `${name}.md`),
  ...filesBelow('docs'),
  ...['libs', 'apps'].flatMap((kind) => readdirSync(join(root, kind)).map((name) => `${kind}/${name}/README.md`)),
  ...filesBelow('apps/stripe-emulator/docs'),
  'libs/database/OWNERS.md',
  'benchmarks/README.md',
].filter((path) => path.endsWith('.md') && existsSync(join(root, path)));

const ROUTES = ['admin-api', 'buyer-checkout-api', 'seller-onboarding-api'].flatMap((name) => {
  const { paths } = JSON.parse(read(`libs/api-client/openapi/${name}.json`)) as { paths: Record<string, object> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
});
const TREE = ['libs', 'apps', 'docs', 'scripts', 'tools', 'benchmarks'].flatMap(filesBelow);
const SOURCES = TREE.filter((path) => /\/src\/.*\.ts$/.test(path));

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.includes('node_modules') && !path.includes('dist/'))
    .map((path) => join(folder, path));
}

/** `a b` of prose and the lines of shell blocks; other blocks are not commands or paths. */
function codeOf(text: string): string[] {
  const blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)];
  const shell = blocks.filter(([, language]) => ['', 'sh', 'bash'].includes(language ?? '')).map(([, , body]) => body);
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span ?? '');
  return [...spans, ...shell.flatMap((body) => (body ?? '').split('\n'))];
}

/** Where a path in a document may start from: the project, the document's folder, or the library's src. */
function isThere(path: string, doc: string): boolean {
  const source = path.replace('/dist/', '/src/').replace(/(\/src\/.*)\.js$/, '$1.ts');
  if (path.includes('*')) return matches(source, doc);
  const from = ['.', dirname(doc), join(dirname(doc), 'src')];
  if (from.some((base) => existsSync(join(root, base, source)))) return true;
  // Inside a library or app a bare file name may be anywhere in it.
  const isOwn = /^(libs|apps)\//.test(doc) && !source.includes('/');
  return isOwn && SOURCES.some((file) => file.startsWith(dirname(doc) + '/') && file.endsWith(`/${source}`));
}

function matches(glob: string, doc: string): boolean {
  const pattern = new RegExp(`(^|/)${glob.replace(/[.+]/g, '\\$&').replaceAll('*', '[^/]*')}$`);
  return [...TREE, ...TREE.map((file) => relative(dirname(doc), file))].some((file) => pattern.test(file));
}

const LOOKS_LIKE_A_PATH =
  /^(?:(?:libs|apps|docs|scripts|tools|benchmarks|deploy|\.ci|\.github|src)\/[\w./*@-]*|[\w./-]+\.(?:ts|mjs|md|yml))$/;
const NOT_OURS = /\.{3}|^node_modules\/|\/\/|^@|<|^\.guildhall/;

function pathProblems(doc: string, text: string): string[] {
  return codeOf(text)
    .flatMap((code) => code.split(/[\s,()'"=]+/))
    .map((token) => token.replace(/[.:;]$/, ''))
    .filter((token) => LOOKS_LIKE_A_PATH.test(token) && !NOT_OURS.test(token) && !isThere(token, doc))
    .map((token) => `${doc}: no file ${token}`);
}

function linkProblems(doc: string, text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^(https?|mailto):/.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? doc : relative(root, resolve(root, dirname(doc), path));
    if (!existsSync(join(root, file))) return [`${doc}: the link ${target} leads nowhere`];
    if (anchor === undefined || !file.endsWith('.md')) return [];
    const known = file === doc ? text : read(file);
    return anchorsOf(known).includes(anchor) ? [] : [`${doc}: ${file} has no heading #${anchor}`];
  });
}

function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

const NPM_ITSELF = ['ci', 'install', 'prune', 'audit'];
/** Whose source lists the options behind `--` of a script. */
const OPTIONS: Record<string, string> = {
  start: 'scripts/start.mjs',
  replay: 'apps/replay/src/command-line.ts',
  emulator: 'apps/stripe-emulator/src/main.ts',
  bench: 'scripts/bench.mjs',
};

function commandProblems(doc: string, text: string): string[] {
  return codeOf(text).flatMap((code) =>
    [...code.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)(?:.*? -- (.*))?/g)].flatMap(([, name = '', rest = '']) => {
      if (NPM_ITSELF.includes(name)) return [];
      if (manifest.scripts?.[name] === undefined) return [`${doc}: there is no "npm run ${name}"`];
      const source = OPTIONS[name] === undefined ? '' : read(OPTIONS[name]);
      const options = source === '' ? [] : [...rest.matchAll(/--([a-z]+)/g)].map(([, option]) => option ?? '');
      return options
        .filter((option) => !new RegExp(`\\b${option}\\b`).test(source))
        .map((option) => `${doc}: npm run ${name} has no option --${option}`);
    }),
  );
}

/** Runbooks name our own routes only; elsewhere `POST /v1/payouts` may be Stripe's. */
function runbookProblems(doc: string, text: string): string[] {
  if (!doc.startsWith('docs/runbooks/')) return [];
  const named = codeOf(text).flatMap((code) => [...code.matchAll(/\b(?:GET|POST|PUT|PATCH|DELETE) \/v1\/[\w{}/-]+/g)]);
  const figures = codeOf(text).flatMap((code) => [...code.matchAll(/\bguildhall_\w+/g)]);
  return [
    ...named.filter(([route]) => !ROUTES.includes(route)).map(([route]) => `${doc}: no API has ${route}`),
    ...figures
      .filter(([figure]) => !SOURCES.some((path) => read(path).includes(`'${figure}'`)))
      .map(([figure]) => `${doc}: nobody keeps the figure ${figure}`),
  ];
}

function problemsIn(doc: string, text: string): string[] {
  return [linkProblems, pathProblems, commandProblems, runbookProblems].flatMap((check) => check(doc, text));
}

/** Cells of every table row of a part of a document, headings left out. */
function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (---|:--)/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe('the documents', () => {
  it.each(DOCS)('%s names only links, paths, commands, routes and figures that exist', (doc) => {
    expect(problemsIn(doc, read(doc))).toEqual([]);
  });

  it.each([
    ['a link', 'README.md', 'See [there](docs/nowhere.md).', 'docs/nowhere.md leads nowhere'],
    ['an anchor', 'README.md', 'See [there](#no-such-heading).', 'has no heading #no-such-heading'],
    ['a path', 'README.md', 'In `libs/checkout/src/nothing.ts`.', 'no file libs/checkout/src/nothing.ts'],
    ['a path of a library', 'libs/checkout/README.md', 'In `src/nothing.ts`.', 'no file src/nothing.ts'],
    ['a file name', 'libs/checkout/README.md', 'In `nothing.mjs`.', 'no file nothing.mjs'],
    ['a pattern', 'README.md', 'All `libs/*/src/*.nothing.ts`.', 'no file libs/*/src/*.nothing.ts'],
    ['a path in a command', 'docs/x.md', '```\nnode tools/nothing.mjs --check\n```', 'no file tools/nothing.mjs'],
    ['a script', 'README.md', 'Type `npm run nothing`.', 'there is no "npm run nothing"'],
    ['a script in a block', 'README.md', '```\nnpm nothing\n```', 'there is no "npm run nothing"'],
    ['an option', 'README.md', 'Type `npm start -- --nothing`.', 'npm run start has no option --nothing'],
    ['a route', 'docs/runbooks/x.md', 'Ask `GET /v1/nothing/{id}`.', 'no API has GET /v1/nothing/{id}'],
    ['a figure', 'docs/runbooks/x.md', 'Watch `guildhall_nothing`.', 'nobody keeps the figure guildhall_nothing'],
  ])('are caught when they name %s that is not there', (_, doc, text, problem) => {
    expect(problemsIn(doc, text)).toEqual([expect.stringContaining(problem)]);
  });

  it('include a README for every library and app', () => {
    const folders = ['libs', 'apps'].flatMap((kind) => readdirSync(join(root, kind)).map((name) => `${kind}/${name}`));
    expect(folders.filter((folder) => !existsSync(join(root, folder, 'README.md')))).toEqual([]);
  });

  it('say who owns every table', () => {
    const [owners = ''] = read('libs/database/OWNERS.md').split('## Agreed exceptions');
    const tables = SOURCES.flatMap((path) => [...read(path).matchAll(/^@Entity\('(\w+)'\)/gm)].map(([, name]) => name));
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter((name) => !owners.includes(`\`${name}\``))).toEqual([]);
  });

  it('name nothing of the machine they were written on', () => {
    for (const doc of DOCS) expect(read(doc)).not.toMatch(/\/(?:home|work|Users)\/|registry\.npmjs/);
  });
});

describe('docs/configuration.md', () => {
  it('lists every variable of the environment and no other', () => {
    const schema =
      /const schema = z\.object\(\{([\s\S]*?)^\}\);/m.exec(read('libs/config/src/app-config.ts'))?.[1] ?? '';
    const variables = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name ?? '');
    const [, after = ''] = read('docs/configuration.md').split('## Variables');
    const [table = ''] = after.split('\n## ');
    const listed = rowsOf(table).flatMap(([cell = '']) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name));
    expect(variables.length).toBeGreaterThan(10);
    expect(listed.sort()).toEqual(variables.sort());
  });
});

describe('docs/glossary.md', () => {
  it('is sorted, and says Stripe’s words first', () => {
    const [, stripe = '', ours = ''] = read('docs/glossary.md').split(/^## /m);
    expect([stripe.split('\n')[0], ours.split('\n')[0]]).toEqual(['Stripe’s words', 'Our words']);
    for (const part of [stripe, ours]) {
      const terms = rowsOf(part).flatMap(([term = '']) => (term === 'term' ? [] : [term.toLowerCase()]));
      expect(terms.length).toBeGreaterThan(20);
      expect(terms).toEqual([...terms].sort());
    }
  });
});

describe('docs/architecture.md', () => {
  it('names for each invariant tests that name it', () => {
    const rows = rowsOf(read('docs/architecture.md')).filter(([first = '']) => /^I\d+ /.test(first));
    expect(rows.map(([first = '']) => first.split(' ')[0])).toEqual(
      Array.from({ length: 10 }, (_, index) => `I${index + 1}`),
    );
    for (const [first = '', tests = ''] of rows) {
      const name = first.split(' ')[0] ?? '';
      const [named = ''] = tests.split(/;|not yet tested/);
      for (const [, path = ''] of named.matchAll(/`([^`]+)`/g)) {
        expect([path, new RegExp(`\\b${name}\\b`).test(read(path))]).toEqual([path, true]);
      }
    }
  });
});

describe('docs/adr', () => {
  const records = filesBelow('docs/adr').filter((path) => /\d{4}-/.test(path));
  const index = read('docs/adr/README.md');

  it('lists every record, numbered without gaps', () => {
    expect(records.map((path) => Number(/\d{4}/.exec(path)?.[0])).sort((a, b) => a - b)).toEqual(
      records.map((_, position) => position + 1),
    );
    for (const path of records) expect(index).toContain(`](${path.replace('docs/adr/', '')})`);
  });

  it.each(records)('%s has a date, a status and what enforces it', (path) => {
    expect(read(path)).toMatch(/^- Date: \d{4}-\d{2}-\d{2}\n- Status: \w+.*\n- Enforced by: \S+/m);
  });

  it('gives a reason for every dependency, and for none that is not there', () => {
    const [, log = ''] = index.split('## Dependency log');
    const logged = rowsOf(log).flatMap(([cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    const installed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(logged.sort()).toEqual(installed.sort());
  });
});
