import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@guildhall/database';
import { DeskBench } from '../spec-support/desk-bench.js';
import type { ProcessHealthList } from './process-health.messages.js';

const PATH = '/v1/health-overview/processes';

describe('the health of processes that browsers cannot reach', () => {
  let worker: Server;
  let bench: DeskBench;
  /** What the worker answers: status and body. */
  let says: [number, string] = [200, ''];
  beforeAll(async () => {
    worker = createServer(({ url }, response) => {
      response.writeHead(url === '/health/ready' ? says[0] : 404).end(says[1]);
    });
    await new Promise<void>((resolve) => worker.listen(0, '127.0.0.1', resolve));
    const { port } = worker.address() as AddressInfo;
    bench = await DeskBench.open({ WORKER_URL: `http://127.0.0.1:${port}` });
  });
  afterAll(async () => {
    await bench.close();
    worker.close();
  });

  const ask = async () => (await bench.get<ProcessHealthList>(PATH)).body.data;

  it('is what they say of themselves, also when they are not ready, and that nobody said where one is', async () => {
    says = [200, JSON.stringify({ status: 'ok', checks: { database: { ok: true } } })];
    expect(await ask()).toEqual([
      { process: 'webhook_ingest', status: 'not_configured', failing: [] },
      { process: 'worker', status: 'ok', failing: [] },
    ]);
    says = [503, JSON.stringify({ status: 'failing', checks: { database: { ok: true }, queue: { ok: false } } })];
    expect(await ask()).toContainEqual({ process: 'worker', status: 'failing', failing: ['queue'] });
  });

  it.each(['Bad Gateway', 'null', '{"status":"fine"}'])('is silence when %s comes', async (body) => {
    says = [200, body];
    expect(await ask()).toContainEqual({ process: 'worker', status: 'silent', failing: [] });
  });

  it('follows nobody elsewhere', async () => {
    says = [302, ''];
    expect(await ask()).toContainEqual({ process: 'worker', status: 'silent', failing: [] });
  });

  it('is for operators', async () => {
    expect((await bench.get(PATH, {}, newId())).status).toBe(403);
  });
});
