import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import Stripe from 'stripe';

// Every test starts processes, on a machine that others use too.

const SECRETS = { platform: 'whsec_platform', connect: 'whsec_connect' };

interface Running {
  readonly url: string;
  readonly child: ChildProcess;
  readonly output: () => string;
}

describe('the processes of webhook-ingest', () => {
  let database: TestDatabase;
  const children = new Set<ChildProcess>();
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterEach(async () => {
    await Promise.all([...children].map(stop));
    await database.source.query('TRUNCATE stripe_event');
  });
  afterAll(() => database.close());

  function launch(script: string, env: Record<string, string>): Running {
    const child = spawn(process.execPath, [join(process.cwd(), 'dist/apps/webhook-ingest', script)], {
      env: { PATH: process.env['PATH'] ?? '', NODE_OPTIONS: process.env['NODE_OPTIONS'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    children.add(child);
    let text = '';
    child.stdout?.on('data', (part: Buffer) => (text += part.toString()));
    child.stderr?.on('data', (part: Buffer) => (text += part.toString()));
    return { url: '', child, output: () => text };
  }

  async function start(script: string, env: Record<string, string> = {}): Promise<Running> {
    const running = launch(script, {
      DATABASE_URL: database.url,
      STRIPE_SECRET_KEY: 'sk_test_ingest',
      STRIPE_API_BASE: 'http://127.0.0.1:9',
      STRIPE_WEBHOOK_SECRETS: SECRETS.platform,
      STRIPE_CONNECT_WEBHOOK_SECRETS: SECRETS.connect,
      ...env,
    });
    const [message] = (await once(running.child, 'message')) as [{ ready: boolean; url: string }];
    expect(message.ready).toBe(true);
    return { ...running, url: message.url };
  }

  async function stop(child: ChildProcess): Promise<number | null> {
    children.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  }

  function event(id: string, account?: string): Record<string, unknown> {
    return {
      id,
      object: 'event',
      api_version: Stripe.API_VERSION,
      ...(account === undefined ? {} : { account }),
      created: Math.floor(Date.now() / 1_000),
      data: { object: { id: `prod_${id}`, object: 'product' } },
      livemode: false,
      type: 'product.updated',
    };
  }

  function post(url: string, endpoint: 'platform' | 'connect', body: object, secret = SECRETS[endpoint]) {
    const payload = JSON.stringify(body, null, 2);
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
    const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature };
    return fetch(`${url}/webhooks/${endpoint}`, { method: 'POST', body: payload, headers });
  }

  const stored = async () =>
    (await database.source.query<{ id: string }[]>('SELECT event_id AS id FROM stripe_event ORDER BY 1')).map(
      ({ id }) => id,
    );

  it('store what is signed, refuse the rest, and say how they are', async () => {
    const { url, output } = await start('main.js');
    expect((await post(url, 'platform', event('evt_1'))).status).toBe(200);
    expect((await post(url, 'connect', event('evt_2', 'acct_1'))).status).toBe(200);
    const forged = await post(url, 'platform', event('evt_3'), 'whsec_forged');
    expect(forged.status).toBe(400);
    expect(forged.headers.get('content-type')).toContain('application/problem+json');
    expect(await forged.json()).toMatchObject({ code: 'webhook_signature_invalid', status: 400 });
    expect((await fetch(`${url}/webhooks/platform`, { method: 'POST' })).status).toBe(400);
    expect((await fetch(`${url}/webhooks/platform`, { method: 'POST', body: 'x'.repeat(1_048_577) })).status).toBe(413);
    expect((await fetch(`${url}/webhooks/platform`)).status).toBe(404);
    expect(await stored()).toEqual(['evt_1', 'evt_2']);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({ status: 'ok' });
    expect(await (await fetch(`${url}/metrics`)).text()).toContain(
      'guildhall_webhook_deliveries_total{endpoint="platform",outcome="stored"} 1',
    );
    const listening = output()
      .split('\n')
      .filter((line) => line.includes('"listening"'));
    expect(listening.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ msg: 'listening', url }]);
  });

  it('I6: an acknowledgement that was lost after the commit costs nothing, one before it stores nothing', async () => {
    const late = await start('main.js', { GUILDHALL_FAILPOINT: 'webhooks:after-insert' });
    await expect(post(late.url, 'platform', event('evt_lost'))).rejects.toThrow();
    const early = await start('main.js', { GUILDHALL_FAILPOINT: 'webhooks:before-insert' });
    await expect(post(early.url, 'platform', event('evt_never'))).rejects.toThrow();
    expect(await stored()).toEqual(['evt_lost']);
    const next = await start('main.js');
    expect((await post(next.url, 'platform', event('evt_lost'))).status).toBe(200);
    expect((await post(next.url, 'platform', event('evt_never'))).status).toBe(200);
    expect(await stored()).toEqual(['evt_lost', 'evt_never']);
  });

  it('on SIGTERM under load answer what they have taken: every 200 is in the inbox, and no other answer is', async () => {
    const { url, child } = await start('main.js');
    const acknowledged: string[] = [];
    let next = 0;
    let stopping = false;
    const clients = Array.from({ length: 20 }, async () => {
      while (!stopping) {
        const id = `evt_${String(next++)}`;
        const answer = await post(url, 'platform', event(id)).catch(() => undefined);
        if (answer?.status === 200) acknowledged.push(id);
        else stopping = true;
      }
    });
    while (acknowledged.length < 200) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await stop(child)).toBe(0);
    await Promise.all(clients);
    const rows = new Set(await stored());
    expect(acknowledged.filter((id) => !rows.has(id))).toEqual([]);
  });

  it('are not held up by a client that never finishes its request', async () => {
    const { url, child } = await start('main.js');
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    socket.write('POST /webhooks/platform HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{');
    expect((await post(url, 'platform', event('evt_beside'))).status).toBe(200);
    socket.destroy();
    expect(await stop(child)).toBe(0);
  });

  it('act on the inbox as the worker, with figures of its own', async () => {
    const ingest = await start('main.js');
    const worker = await start('worker.main.js');
    expect((await post(ingest.url, 'platform', event('evt_unwanted'))).status).toBe(200);
    const state = () => database.source.query<{ state: string }[]>('SELECT state FROM stripe_event');
    for (let waited = 0; waited < 5_000 && (await state())[0]?.state === 'pending'; waited += 20) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await state()).toEqual([{ state: 'ignored' }]);
    expect(await (await fetch(`${worker.url}/health/ready`)).json()).toMatchObject({ status: 'ok' });
    expect(await (await fetch(`${worker.url}/metrics`)).text()).toContain(
      'guildhall_webhook_events_total{outcome="ignored"} 1',
    );
    expect(await stop(worker.child)).toBe(0);
  });

  it('name every mistake of their environment and no value, and end with 1', async () => {
    const { child, output } = launch('main.js', { PORT: 'http', STRIPE_SECRET_KEY: 'hunter2' });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(output()).toMatch(/DATABASE_URL/);
    expect(output()).toMatch(/STRIPE_SECRET_KEY/);
    expect(output()).toMatch(/PORT/);
    expect(output()).not.toContain('hunter2');
  });
});
