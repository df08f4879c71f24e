import { DomainEventEntity, newId, type StripeOperationEntity } from '@guildhall/database';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import type { INestApplicationContext } from '@nestjs/common';
import type Stripe from 'stripe';
import { DataSource } from 'typeorm';
import { type RunningEmulator, startEmulator } from '../../../apps/stripe-emulator/src/index.js';
import { StripeClient } from '@guildhall/stripe';
import { Outbox } from './outbox.js';
import { CountsRefunds, CustomerOperation } from './spec-support/customer.operation.js';
import { startOutboxApp } from './spec-support/outbox-app.js';

describe('Outbox', () => {
  let database: TestDatabase;
  let emulator: RunningEmulator;
  const apps: INestApplicationContext[] = [];

  beforeAll(async () => {
    [database, emulator] = await Promise.all([testDatabase(20), startEmulator({ seed: '7' })]);
  });
  afterEach(async () => {
    emulator.emulator.faults.clear();
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await database.source.query('TRUNCATE stripe_operation, domain_event, login_throttle');
  });
  afterAll(async () => {
    await emulator.stop();
    await database.close();
  });

  async function start(role: 'http' | 'worker', options: Partial<Parameters<typeof startOutboxApp>[0]> = {}) {
    const app = await startOutboxApp({ role, databaseUrl: database.url, stripeUrl: emulator.url, ...options });
    apps.push(app);
    return app;
  }

  async function record(app: INestApplicationContext, more: object = {}): Promise<StripeOperationEntity> {
    const request = { kind: 'spec.customer', subjectId: newId(), serialKey: newId() };
    const params = { name: 'A buyer', metadata: { order_id: 'o1' } };
    return app
      .get(DataSource)
      .transaction((manager) => app.get(Outbox).record(manager, { ...request, params, ...more }));
  }

  async function operation(id: string): Promise<StripeOperationEntity> {
    const [row] = await database.source.query<StripeOperationEntity[]>(
      `SELECT id, state, attempts, idempotency_key AS "idempotencyKey", last_error AS "lastError",
         result_id AS "resultId" FROM stripe_operation WHERE id = $1`,
      [id],
    );
    if (row === undefined) throw new Error(`no operation ${id}`);
    return row;
  }

  async function reaches(id: string, state: string): Promise<StripeOperationEntity> {
    for (let waited = 0; waited < 60_000; waited += 20) {
      const row = await operation(id);
      if (row.state === state) return row;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`operation ${id} is ${JSON.stringify(await operation(id))}, not ${state}`);
  }

  async function timesApplied(subject: string): Promise<number> {
    const [row] = await database.source.query<{ failures: number }[]>(
      'SELECT failures FROM login_throttle WHERE subject_hash = $1',
      [subject],
    );
    return row?.failures ?? 0;
  }

  async function customersOf(app: INestApplicationContext, id: string): Promise<Stripe.Customer[]> {
    const { sdk } = app.get(StripeClient);
    const all = await sdk.customers.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
    return all.filter(({ metadata }) => metadata.operation_id === id);
  }

  it('sends an operation in the request and hands its answer to the caller only', async () => {
    const app = await start('http');
    const recorded = await record(app, { runAtOnce: true });
    expect(recorded).toMatchObject({ state: 'sending', attempts: 1, apiVersion: '2026-10-28.endive' });
    const { operation: settled, result } = await app.get(Outbox).runForResult<Stripe.Customer>(recorded.id);
    expect(settled).toMatchObject({ state: 'succeeded', resultId: result?.id });
    expect(result?.metadata).toEqual({ order_id: 'o1', operation_id: recorded.id });
    expect(await timesApplied(`succeeded:${recorded.id}`)).toBe(1);
  });

  it('may be run twice, with and without the lease, and sends once', async () => {
    const [one, other] = await Promise.all([start('http'), start('http')]);
    const { id } = await record(one);
    const runs = [one, other, one, other].map((app) => app.get(Outbox).run(id));
    expect((await Promise.all(runs)).map(({ state }) => state)).toEqual(Array(4).fill('succeeded'));
    expect(await customersOf(one, id)).toHaveLength(1);
    expect(await timesApplied(`succeeded:${id}`)).toBe(1);
  });

  it('I2: a worker sends what nobody runs, also when the doorbell never rang', async () => {
    const http = await start('http');
    const left = await record(http);
    const forgotten = await record(http, { runAtOnce: true });
    await start('worker');
    await reaches(left.id, 'succeeded');
    await reaches(forgotten.id, 'succeeded');
    expect(await customersOf(http, left.id)).toHaveLength(1);
    expect(await customersOf(http, forgotten.id)).toHaveLength(1);
  });

  it('writes nothing and sends nothing when the transaction rolls back', async () => {
    const app = await start('worker');
    let id = '';
    const failed = app.get(DataSource).transaction(async (manager) => {
      const request = { kind: 'spec.customer', subjectId: newId(), serialKey: 'k', params: { metadata: {} } };
      ({ id } = await app.get(Outbox).record(manager, { ...request, runAtOnce: true }));
      throw new Error('the use case changed its mind');
    });
    await expect(failed).rejects.toThrow('changed its mind');
    await expect(app.get(Outbox).run(id)).rejects.toThrow();
    expect(await customersOf(app, id)).toHaveLength(0);
  });

  it('is written inside a transaction only', async () => {
    const app = await start('http');
    const request = { kind: 'spec.customer', subjectId: newId(), serialKey: 'k', params: {} };
    await expect(app.get(Outbox).record(app.get(DataSource).manager, request)).rejects.toThrow(/inside a transaction/);
    expect(await database.source.query('SELECT 1 FROM stripe_operation')).toEqual([]);
  });

  it('tells a rejection once and never sends it again', async () => {
    const app = await start('worker');
    const { id } = await record(app, { params: { email: 'not an address', metadata: {} } });
    const { lastError } = await reaches(id, 'rejected');
    expect(lastError).toMatchObject({ type: 'invalid_request_error', param: 'email', statusCode: 400 });
    expect(await timesApplied(`rejected:${id}:email_invalid`)).toBe(1);
  });

  it('I1: repeats an answer that was lost under the same key, and Stripe does it once', async () => {
    const app = await start('worker');
    emulator.emulator.faults.add({ request: { method: 'POST' }, effect: { close: true, when: 'after' }, count: 3 });
    const { id, idempotencyKey } = await record(app);
    expect(await reaches(id, 'succeeded')).toMatchObject({ idempotencyKey });
    expect((await operation(id)).attempts).toBeGreaterThan(1);
    expect(await customersOf(app, id)).toHaveLength(1);
  });

  it.each([
    ['a 429', { status: 429 }],
    ['a lock timeout', { status: 429, error: { type: 'invalid_request_error', code: 'lock_timeout' } }],
    ['a key in use', { status: 409, error: { type: 'idempotency_error', code: 'idempotency_key_in_use' } }],
    ['a 500', { status: 500 }],
    ['a 503 after the change', { status: 503, when: 'after' as const }],
  ])('I1: backs off after %s and keeps the key', async (_name, effect) => {
    const app = await start('worker');
    emulator.emulator.faults.add({ request: { method: 'POST' }, effect, count: 2 });
    const { id, idempotencyKey } = await record(app);
    const { attempts, ...row } = await reaches(id, 'succeeded');
    expect(row).toMatchObject({ idempotencyKey });
    expect(attempts).toBeGreaterThanOrEqual(3);
    expect(await customersOf(app, id)).toHaveLength(1);
  });

  it('I2: shows an operation that our own key may not make as stuck, never as refused', async () => {
    const app = await start('worker', { settings: { triesBeforeStuck: 3 } });
    emulator.emulator.faults.add({ request: { method: 'POST' }, effect: { status: 401 } });
    const { id } = await record(app);
    const stuck = await reaches(id, 'stuck');
    expect(stuck.lastError).toMatchObject({ failure: 'misconfigured', inARow: 3, statusCode: 401 });
    expect(await timesApplied(`succeeded:${id}`)).toBe(0);
  });

  it('I2: shows an operation of an unknown kind as stuck', async () => {
    const app = await start('worker', { settings: { triesBeforeStuck: 2 } });
    const { id } = await record(app, { kind: 'spec.nobody' });
    expect((await reaches(id, 'stuck')).lastError).toMatchObject({ failure: 'unknown_kind' });
  });

  it('I2: shows an operation whose result cannot be written as stuck, with the result still at Stripe', async () => {
    const app = await start('worker', { settings: { triesBeforeStuck: 3 } });
    app.get(CustomerOperation).refusesToApply = true;
    const { id } = await record(app);
    expect((await reaches(id, 'stuck')).lastError).toMatchObject({ failure: 'apply_failed' });
    expect(await customersOf(app, id)).toHaveLength(1);
    expect(await timesApplied(`succeeded:${id}`)).toBe(0);
  });

  it('sends operations of one key one after the other, in the order they were recorded', async () => {
    const http = await start('http');
    const serialKey = newId();
    const params = (name: string) => ({ name, metadata: {} });
    const recorded: string[] = [];
    for (const name of ['first', 'second', 'third']) {
      recorded.push((await record(http, { serialKey, params: params(name) })).id);
    }
    emulator.emulator.faults.add({
      request: { method: 'POST', params: { name: 'first' } },
      effect: { status: 503 },
      count: 2,
    });
    await Promise.all([start('worker'), start('worker')]);
    for (const id of recorded) await reaches(id, 'succeeded');
    const settled = await database.source.query<{ id: string }[]>(
      'SELECT id FROM stripe_operation ORDER BY settled_at',
    );
    expect(settled.map(({ id }) => id)).toEqual(recorded);
  });

  it('lets a stuck operation hold back its own key and nothing else', async () => {
    const app = await start('worker', { settings: { triesBeforeStuck: 1 } });
    const serialKey = newId();
    const blocked = await record(app, { kind: 'spec.nobody', serialKey });
    await reaches(blocked.id, 'stuck');
    const behind = await record(app, { serialKey });
    const elsewhere = await record(app);
    await reaches(elsewhere.id, 'succeeded');
    expect(await operation(behind.id)).toMatchObject({ state: 'pending', attempts: 0 });
  });

  describe('domain events', () => {
    const publish = (app: INestApplicationContext, orderId: string) =>
      app.get(DataSource).transaction((manager) => app.get(Outbox).publish(manager, 'order.refunded', { orderId }));

    async function done(rows: number): Promise<void> {
      for (let waited = 0; waited < 60_000; waited += 20) {
        if ((await database.source.manager.countBy(DomainEventEntity, { state: 'done' })) === rows) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(JSON.stringify(await database.source.manager.find(DomainEventEntity)));
    }

    it('reach every subscriber exactly once, also one that fails at first, with two workers at it', async () => {
      const [http, worker] = [await start('http'), await start('worker')];
      await start('worker');
      worker.get(CountsRefunds).failures = 2;
      const orders = Array.from({ length: 10 }, newId);
      await Promise.all(orders.map((orderId) => publish(http, orderId)));
      await done(30);
      for (const orderId of orders) {
        expect(await timesApplied(`refunded:${orderId}`)).toBe(1);
        expect(await timesApplied(`also:${orderId}`)).toBe(1);
      }
    });

    it('are dead and visible when a subscriber keeps failing, and hold nobody else back', async () => {
      const worker = await start('worker', { settings: { eventTries: 2 } });
      worker.get(CountsRefunds).failures = 2;
      await publish(worker, newId());
      await done(2);
      for (let waited = 0; waited < 6_000; waited += 20) {
        if ((await database.source.manager.countBy(DomainEventEntity, { state: 'dead' })) === 1) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const [dead] = await database.source.manager.findBy(DomainEventEntity, { state: 'dead' });
      expect(dead).toMatchObject({ subscriber: CountsRefunds.name, attempts: 2, lastError: 'not now' });
    });
  });
});
