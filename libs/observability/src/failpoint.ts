/** `name`, or `name#3` for the third time it is passed. */
const armed = process.env.GUILDHALL_FAILPOINT;
const passed = new Map<string, number>();

/**
 * A place where a crash test may kill this process: when GUILDHALL_FAILPOINT names it, the process sends itself
 * SIGKILL, so nothing is flushed, rolled back or said good-bye to. Inert otherwise.
 */
export function failpoint(name: string): void {
  if (armed === undefined) return;
  const times = (passed.get(name) ?? 0) + 1;
  passed.set(name, times);
  if (armed === name || armed === `${name}#${times}`) process.kill(process.pid, 'SIGKILL');
}
