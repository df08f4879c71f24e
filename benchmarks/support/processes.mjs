// What the processes of a house use, read from /proc: Linux only. Elsewhere the figures are not taken.
import { readdir, readFile } from 'node:fs/promises';

const TICK_US = 10_000;

const text = (path) => readFile(path, 'utf8').catch(() => '');
const fieldsOf = async (pid) => (await text(`/proc/${pid}/stat`)).split(') ').at(-1).split(' ');

/** A process and all that it started, and what those started. */
export async function family(pid) {
  const parents = new Map();
  for (const name of await readdir('/proc').catch(() => [])) {
    if (/^\d+$/.test(name)) parents.set(Number(name), Number((await fieldsOf(name))[1]));
  }
  const found = [pid];
  for (const each of found) for (const [child, parent] of parents) if (parent === each) found.push(child);
  return found;
}

/** CPU microseconds that a process and its living and finished children have used so far. */
export async function cpuMicroseconds(pid) {
  let ticks = 0;
  for (const [index, each] of (await family(pid)).entries()) {
    const fields = await fieldsOf(each);
    // Of the process itself also its children that have ended; the living ones are in the family.
    if (fields.length > 15)
      ticks += fields.slice(11, index === 0 ? 15 : 13).reduce((sum, next) => sum + Number(next), 0);
  }
  return ticks * TICK_US;
}

/**
 * Resident memory of a process with its children, in MB: `rss` counts shared pages once per process (what `ps` shows),
 * `pss` shares them out, so that the sum over processes is what they really take.
 */
export async function memoryOf(pid) {
  const sum = { rss: 0, pss: 0, processes: 0 };
  for (const each of await family(pid)) {
    const rss = /VmRSS:\s+(\d+)/.exec(await text(`/proc/${each}/status`))?.[1];
    if (rss === undefined) continue;
    sum.rss += Number(rss) / 1_024;
    sum.pss += Number(/Pss:\s+(\d+)/.exec(await text(`/proc/${each}/smaps_rollup`))?.[1] ?? 0) / 1_024;
    sum.processes += 1;
  }
  return sum;
}
