import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { House, type RunFile, stopPostgresIn, usableDataDirectory } from '@guildhall/launcher';
import { type Command, readCommandLine } from './command-line.js';
import { decode, readRows } from './csv/read-rows.js';
import { planReplay } from './plan/replay-plan.js';
import { reportJson, reportText } from './report/replay-report.js';
import { Chaos } from './run/chaos.js';
import { consoleProgress } from './run/progress.js';
import { Replay } from './run/replay.js';

const ROOT = process.cwd();
const DIRECTORY = join(ROOT, '.guildhall', 'replay');
const INTERRUPTED = 130;
const CHAOS_PAUSE_MS = [2_000, 8_000] as const;

/** A house of the replay's own: British, durable, and not slowed down by limits that are for strangers. */
function openHouse(say: (step: string) => void): Promise<House> {
  return House.start({
    root: ROOT,
    directory: DIRECTORY,
    country: 'GB',
    currency: 'gbp',
    env: { LOG_LEVEL: 'warn', STRIPE_MAX_REQUESTS_PER_SECOND: '5000', ORDER_EXPIRES_AFTER_SECONDS: '86400' },
    onProgress: say,
  });
}

/** Everything the replay's own house knows: its database may live elsewhere (see `usableDataDirectory`). */
async function forget(): Promise<void> {
  const dataDirectory = await usableDataDirectory(join(DIRECTORY, 'postgres'));
  await stopPostgresIn(dataDirectory);
  for (const path of [dataDirectory, `${dataDirectory}.password`, DIRECTORY]) {
    await rm(path, { recursive: true, force: true });
  }
}

async function readRun(path: string): Promise<RunFile> {
  const run = JSON.parse(await readFile(path, 'utf8')) as RunFile;
  if (run.platform.country !== 'GB')
    throw new Error(`the house of ${path} is not British: npm start -- --reset --country GB`);
  return run;
}

async function replay(command: Command, house: House | null, run: RunFile, signal: AbortSignal): Promise<number> {
  const bytes = await readFile(command.file);
  const progress = consoleProgress();
  const { chaosSeed: seed } = command;
  const chaos =
    house === null || seed === null
      ? {}
      : { chaos: new Chaos(house, { seed, pause: CHAOS_PAUSE_MS, say: progress.say }) };
  const directory = house === null ? join(dirname(resolve(command.run ?? '')), 'replay-here') : DIRECTORY;
  const report = await new Replay({
    run,
    directory,
    file: { name: basename(command.file), sha256: createHash('sha256').update(bytes).digest('hex') },
    plan: planReplay(readRows(decode(bytes)), command.orders),
    concurrency: command.concurrency,
    progress,
    signal,
    ...chaos,
  }).perform();
  await writeFile(join(directory, 'report.json'), reportJson(report));
  process.stdout.write(reportText(report));
  return report.problems.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const command = readCommandLine(process.argv.slice(2));
  const interruption = new AbortController();
  const interrupted = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        interruption.abort();
        done();
      });
    }
  });
  try {
    if (command.run !== null) return await replay(command, null, await readRun(command.run), interruption.signal);
    return await inOwnHouse(command, interruption.signal, interrupted);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    process.stderr.write('\nstopped; the same command goes on where it was\n');
    return INTERRUPTED;
  }
}

async function inOwnHouse(command: Command, signal: AbortSignal, interrupted: Promise<void>): Promise<number> {
  if (command.fresh) await forget();
  await mkdir(DIRECTORY, { recursive: true });
  const house = await openHouse((step) => void process.stderr.write(`${step}\n`));
  try {
    const code = await replay(command, house, house.runFile([]), signal);
    if (command.keep) {
      process.stderr.write(`the house goes on: ${JSON.stringify(house.urls, null, 2)}\nCtrl-C stops it\n`);
      await interrupted;
    }
    return code;
  } finally {
    await house.stop();
  }
}

function exit(code: number): void {
  process.stdout.write('', () => process.exit(code)); // only once all of the report is out
}

main().then(exit, (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  exit(1);
});
