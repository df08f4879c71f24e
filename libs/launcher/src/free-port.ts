import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems hand out for outgoing connections (32768 and up on Linux, 49152 elsewhere): a port that
 * is free now is not taken by somebody's connection before our process listens on it.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const TRIES = 50;
/** A port is asked for well before it is listened on: nobody in this process gets the same one meanwhile. */
const given = new Set<number>();

/** A free loopback port: the wanted one when nobody has it, otherwise any. */
export async function freePort(wanted = 0): Promise<number> {
  if (wanted !== 0 && (await isFree(wanted))) return wanted;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error('no free port on 127.0.0.1');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}
