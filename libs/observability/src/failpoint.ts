import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `name`, or `name#3` for the third time it is passed. */
const armed = process.env.GUILDHALL_FAILPOINT;
/**
 * Where a test of whole processes arms places with empty files, `name` or `name@detail`. Each file kills one process:
 * whoever passes the place first takes the file, so a process that is started again lives.
 */
const armory = process.env.GUILDHALL_FAILPOINT_DIRECTORY;
const passed = new Map<string, number>();

/** What is left of an armed place once a process has died there: `<place>.died`, with this inside. */
export interface Death {
  readonly pid: number;
  /** What the process was working on. */
  readonly subject: string | null;
}

/**
 * A place where a crash test may kill this process: when the environment arms it, the process sends itself SIGKILL, so
 * nothing is flushed, rolled back or said good-bye to. Inert otherwise.
 * @param detail a kind: `name@detail` may be armed apart from the other kinds that pass here
 * @param subject the id of what is being worked on, told by the `Death`
 */
export function failpoint(name: string, detail?: string, subject?: string): void {
  if (armed === undefined && armory === undefined) return;
  const times = (passed.get(name) ?? 0) + 1;
  passed.set(name, times);
  const isHere = armed === name || armed === `${name}#${times}`;
  if (isHere || diesAt(armory, name, subject) || (detail !== undefined && diesAt(armory, `${name}@${detail}`, subject)))
    process.kill(process.pid, 'SIGKILL');
}

/** @returns whether the place was armed; then it is no longer */
function diesAt(directory: string | undefined, place: string, subject: string | undefined): boolean {
  if (directory === undefined) return false;
  const death = join(directory, `${place}.died`);
  try {
    renameSync(join(directory, place), death);
  } catch {
    return false;
  }
  writeFileSync(death, JSON.stringify({ pid: process.pid, subject: subject ?? null } satisfies Death));
  return true;
}
