import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../index.js';
import { call } from '../testing/call.js';
import { sdkOptions } from '../testing/sdk.js';
import { families } from '../resources/index.js';
import { widgetsFamily } from '../testing/widgets.family.js';

describe('the journal', () => {
  let data: string;
  let running: RunningEmulator | undefined;

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'emulator-'));
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
    rmSync(data, { recursive: true, force: true });
  });

  async function start(options: Parameters<typeof startEmulator>[0] = {}): Promise<RunningEmulator> {
    await running?.stop();
    running = await startEmulator({ data, families: [...families, widgetsFamily], ...options });
    return running;
  }
  const client = (emulator: RunningEmulator) => new Stripe('sk_test_x', sdkOptions(emulator));
  const stateOf = ({ emulator, account }: RunningEmulator) => ({
    rows: emulator.store
      .rows()
      .map(({ resource, object, hidden, account: owner, isDeleted, created, seq }) => ({
        type: resource.object,
        object,
        hidden: hidden ?? null,
        owner,
        isDeleted,
        created,
        seq,
      }))
      .sort((left, right) => left.seq - right.seq),
    balance: emulator.book.balance(account, 'usd', emulator.clock.now),
    drawn: emulator.ids.drawn,
    nextAction: emulator.scheduler.nextAt(),
  });

  async function doThings(emulator: RunningEmulator): Promise<string> {
    const stripe = client(emulator);
    const { id } = await stripe.customers.create(
      { name: 'A', metadata: { operation_id: 'op' } },
      { idempotencyKey: 'k' },
    );
    await stripe.customers.update(id, { name: 'B' });
    const gone = await stripe.customers.create();
    await stripe.customers.del(gone.id);
    await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/', enabled_events: ['product.created'] });
    const widget = await call(emulator, 'POST', '/v1/widgets', { name: 'w' });
    const at = String(emulator.emulator.clock.now + 5000);
    await call(emulator, 'POST', `/v1/widgets/${widget.body['id'] as string}/note`, { text: 'later', at });
    return id;
  }

  it('brings everything back after a restart', async () => {
    const first = await start({ seed: '3' });
    first.emulator.clock.freeze();
    await first.advance({ seconds: 10 });
    const id = await doThings(first);
    const before = stateOf(first);
    const second = await start({ seed: '3' });
    expect(stateOf(second)).toEqual(before);
    expect(second.account).toBe(first.account);
    expect(second.emulator.clock.isFrozen).toBe(true);
    const replayed = await client(second).customers.create(
      { name: 'A', metadata: { operation_id: 'op' } },
      { idempotencyKey: 'k' },
    );
    expect(replayed).toMatchObject({ id, name: 'A' });
    expect((await client(second).customers.create()).id).not.toBe(id);
    expect((await call(second, 'GET', '/_emulator/count', { 'metadata[operation_id]': 'op' })).body['count']).toBe(1);
    await second.advance({ seconds: 5000 });
    expect(second.emulator.scheduler.nextAt()).toBeUndefined();
  });

  it('shares memory between an object and its event again after a restart', async () => {
    const { id } = await client(await start()).customers.create();
    const { store } = (await start()).emulator;
    const event = store.rows().find((row) => row.resource.object === 'event');
    const { data: snapshot } = event?.object as unknown as { data: { object: unknown } };
    expect(snapshot.object).toBe(store.locate(id)?.object);
  });

  it('keeps or loses a request whole, wherever the file is cut', async () => {
    const first = await start();
    for (let index = 0; index < 5; index += 1)
      await call(first, 'POST', '/v1/widgets', { name: String(index) }, { 'Idempotency-Key': `k${index}` });
    await first.stop();
    running = undefined;
    const [name = ''] = readdirSync(data);
    const file = join(data, name);
    const whole = readFileSync(file);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (length) => {
        writeFileSync(file, whole);
        truncateSync(file, length);
        const { emulator, account } = await start();
        const widgets = emulator.store.count('widget', account);
        expect(emulator.store.count('balance_transaction', account)).toBe(widgets);
        expect(emulator.store.count('_idempotency', account)).toBe(widgets);
        expect(emulator.book.balance(account, 'usd', 0).pending).toBe(widgets * 100);
        await running?.stop();
        running = undefined;
      }),
      { numRuns: 25 },
    );
  });

  it('goes on after a torn record', async () => {
    const { id } = await client(await start()).customers.create();
    await running?.stop();
    running = undefined;
    const [name = ''] = readdirSync(data);
    appendFileSync(join(data, name), '{"n":9,"o":[["p","customer","acct');
    const again = await start();
    await client(again).customers.update(id, { name: 'after' });
    expect(await client(await start()).customers.retrieve(id)).toMatchObject({ name: 'after' });
  });

  it('compacts itself under traffic and loses nothing', async () => {
    const first = await start({ compactAtBytes: 20_000 });
    const stripe = client(first);
    const made = await Promise.all(Array.from({ length: 60 }, (_, n) => stripe.customers.create({ name: String(n) })));
    for (const { id } of made.slice(0, 30)) await stripe.customers.update(id, { description: 'changed' });
    await first.stop();
    running = undefined;
    expect(readdirSync(data).some((name) => name.startsWith('snapshot.'))).toBe(true);
    const second = await start();
    const { data: found } = await client(second).customers.list({ limit: 100 });
    expect(found.filter(({ description }) => description === 'changed')).toHaveLength(30);
    expect(found.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
  });

  it('is empty after a reset, also after the restart that follows', async () => {
    const first = await start({ seed: '3' });
    await doThings(first);
    await call(first, 'POST', '/_emulator/reset');
    expect((await client(first).customers.list()).data).toEqual([]);
    const second = await start({ seed: '3' });
    expect((await client(second).customers.list()).data).toEqual([]);
    expect(second.account).toBe(first.account);
  });

  it('comes back to a snapshot', async () => {
    const first = await start();
    const kept = await client(first).customers.create({ name: 'kept' });
    await call(first, 'POST', '/_emulator/snapshot', { name: 's' });
    await client(first).customers.update(kept.id, { name: 'changed' });
    await client(first).customers.create();
    expect((await call(first, 'POST', '/_emulator/restore', { name: 's' })).status).toBe(200);
    for (const next of [() => Promise.resolve(first), start]) {
      const emulator = await next();
      const { data: customers } = await client(emulator).customers.list();
      expect(customers).toMatchObject([{ id: kept.id, name: 'kept' }]);
    }
    expect((await call(running as RunningEmulator, 'POST', '/_emulator/restore', { name: 'other' })).status).toBe(404);
  });
});
