// How long the house takes from nothing to ready, and again on the state it left; what its processes hold in memory.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { row } from './support/figures.mjs';
import { cpuMicroseconds, memoryOf } from './support/processes.mjs';
import { openHouse, removeDirectory, temporaryDirectory } from './support/temporary-house.mjs';

const self = fileURLToPath(import.meta.url);
/** Pools close the connections that only the start needed after 10 s. */
const REST_MS = 15_000;

/** In a process of its own, as `npm start` does, so that what it holds itself is counted too. */
async function startOnce(directory) {
  const started = performance.now();
  const child = fork(self, ['--open', directory]);
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the house did not start'))),
  ]);
  const ms = performance.now() - started;
  const pids = { ...message.pids, launcher: child.pid };
  const cpuMs = (await cpuMicroseconds(child.pid)) / 1_000;
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const memory = await memoryByProcess(pids);
  child.send('stop');
  await once(child, 'exit');
  return { ms, cpuMs, memory };
}

async function memoryByProcess(pids) {
  const found = {};
  for (const [name, pid] of Object.entries(pids)) {
    if (name !== 'launcher') found[name] = await memoryOf(pid);
  }
  const all = await memoryOf(pids.launcher);
  const children = Object.values(found);
  const sum = (kind) => children.reduce((total, each) => total + each[kind], 0);
  return { ...found, launcher: { rss: all.rss - sum('rss'), pss: all.pss - sum('pss') }, total: all };
}

async function open(directory) {
  const { run, close } = await openHouse({ directory, env: { LOG_LEVEL: 'info' } });
  process.send({ pids: run.pids });
  await once(process, 'message');
  await close();
  process.disconnect();
}

export async function run({ quick = false } = {}) {
  const rounds = quick ? 1 : 3;
  const [first, again] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const directory = await temporaryDirectory();
    try {
      first.push(await startOnce(directory));
      again.push(await startOnce(directory));
    } finally {
      await removeDirectory(directory);
    }
  }
  const seconds = (runs, figure) => runs.map((each) => each[figure] / 1_000);
  const names = Object.keys(again[0].memory).filter((name) => name !== 'total');
  const memory = (name, kind) => again.map((each) => each.memory[name][kind]);
  return {
    title: 'Start-up and memory',
    rows: [
      row('to ready, first time (makes and migrates the database)', seconds(first, 'ms'), 's', '<= 15 s, aim 5 s'),
      row('to ready, again', seconds(again, 'ms'), 's', '<= 8 s, aim 5 s'),
      row('CPU of all processes until ready, first time', seconds(first, 'cpuMs'), 's'),
      row('CPU of all processes until ready, again', seconds(again, 'cpuMs'), 's'),
      row(
        'RSS of all processes together (shared pages counted once per process)',
        memory('total', 'rss'),
        'MB',
        '< 1,024 MB, aim 600 MB',
      ),
      row('PSS of all processes together (what they really take)', memory('total', 'pss'), 'MB'),
      ...names
        .map((name) => row(`RSS / PSS of ${name}`, memory(name, 'rss'), 'MB'))
        .map((each, index) => ({
          ...each,
          value: `${each.value} / ${Math.round(memory(names[index], 'pss').at(0))} MB`,
        })),
    ],
    note:
      `The house as \`npm start\` opens it, without the seed and without npm itself; ${rounds} round(s) of a first and a ` +
      `second start. Memory is read ${REST_MS / 1_000} s after the second one is ready. PostgreSQL is one row with all its backends.`,
  };
}

if (process.argv[2] === '--open') await open(process.argv[3]);
