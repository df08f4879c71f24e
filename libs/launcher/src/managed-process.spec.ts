import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManagedProcess } from './managed-process.js';

describe('ManagedProcess', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guildhall-process-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function processOf(code: string, onRevived?: () => void): Promise<ManagedProcess> {
    const script = join(folder, 'process.cjs');
    await writeFile(script, code);
    return new ManagedProcess({
      name: 'test',
      script,
      env: {},
      logFile: join(folder, 'log'),
      ...(onRevived && { onRevived }),
    });
  }
  const LIVING = `process.send({ ready: true, url: 'http://' + process.pid }); process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000);`;

  it('comes back after a SIGKILL, and whenReady waits for that', async () => {
    const revived: (number | undefined)[] = [];
    const managed = await processOf(LIVING, () => revived.push(managed.pid));
    await managed.start();
    expect(revived).toEqual([]);
    const before = managed.pid;
    await managed.kill();
    await managed.whenReady();
    expect(managed.pid).toEqual(expect.any(Number));
    expect(managed.pid).not.toBe(before);
    expect(managed.restartCount).toBe(1);
    expect(revived).toEqual([managed.pid]);
    await managed.stop();
    expect(managed.pid).toBeUndefined();
  }, 20_000);

  it('says with the end of its log why it did not come up', async () => {
    const managed = await processOf(`console.error('the cellar is flooded'); process.exit(1);`);
    await expect(managed.start()).rejects.toThrow(/stopped before it was ready[^]*the cellar is flooded/);
    await managed.stop();
  }, 20_000);
});
