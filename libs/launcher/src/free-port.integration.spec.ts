import { createServer } from 'node:net';
import { once } from 'node:events';
import { freePort } from './free-port.js';

describe('a free port', () => {
  it('is the wanted one when nobody has it', async () => {
    const port = await freePort();
    expect(await freePort(port)).toBe(port);
  });

  it('is another one when somebody has it, out of the reach of outgoing connections', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port: taken } = holder.address() as { port: number };
    const port = await freePort(taken);
    expect(port).not.toBe(taken);
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(32_768);
    holder.close();
  });
});
