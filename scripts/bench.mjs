// `npm run bench`: the benchmarks one after another, and one table of what they found. `npm run bench -- --help`.
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root, seconds } from './prepare.mjs';

const folder = join(root, 'benchmarks');
const SUFFIX = '.bench.mjs';
const RESULTS = join(folder, 'RESULTS.md');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});

function table({ title, rows, note = '' }) {
  const lines = rows.map(({ what, value, range = '', bar = '' }) => `| ${what} | ${value} | ${range} | ${bar} |`);
  const head = ['| what | median | range | bar |', '|---|---|---|---|'];
  return [`## ${title}`, '', ...head, ...lines, ...(note === '' ? [] : ['', note]), ''].join('\n');
}

function report(machine, sections) {
  const facts = Object.entries(machine).map(([name, value]) => `- ${name}: ${value}`);
  const how = options.quick ? ' Short rounds (`--quick`): orders of magnitude, not figures to compare.' : '';
  const intro = `What \`npm run bench\` found; [README.md](README.md) says how to read it.${how}`;
  return ['# Results', '', intro, '', ...facts, '', ...sections].join('\n');
}

/** As the formatter wants it, so that a new run leaves the repository clean. */
async function formatted(text) {
  const { format, resolveConfig } = await import('prettier');
  return format(text, { ...(await resolveConfig(RESULTS)), parser: 'markdown' });
}

async function main() {
  const names = (await readdir(folder))
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length));
  if (options.help) {
    console.log(
      `npm run bench -- [names] [--quick]\n\n  names    ${names.join(', ')}; all when none is given, and only then RESULTS.md is written`,
    );
    return;
  }
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`there is no benchmark ${unknown.join(', ')}: ${names.join(', ')}`);
  await prepare();
  const { machine } = await import('../benchmarks/support/machine.mjs');
  const facts = machine();
  const sections = [];
  for (const name of positionals.length > 0 ? positionals : names) {
    const started = performance.now();
    process.stderr.write(`${name} ...\n`);
    const { run } = await import(`../benchmarks/${name}${SUFFIX}`);
    sections.push(table(await run({ quick: options.quick })));
    process.stderr.write(`${name} took ${seconds(started)}\n`);
  }
  const text = await formatted(report(facts, sections));
  if (positionals.length === 0) await writeFile(RESULTS, text);
  console.log(text);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
