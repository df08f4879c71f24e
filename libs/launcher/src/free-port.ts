import { createServer } from 'node:net';

/** A free loopback port: the wanted one when nobody has it, otherwise any. */
export async function freePort(wanted = 0): Promise<number> {
  return (await tryListen(wanted)) ?? (await tryListen(0)) ?? Promise.reject(new Error('no free port on 127.0.0.1'));
}

function tryListen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(null);
    });
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : null);
      });
    });
  });
}
