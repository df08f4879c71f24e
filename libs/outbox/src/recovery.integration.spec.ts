import {
  AuditRecordEntity,
  DomainEventEntity,
  newId,
  type StripeOperationEntity,
  UserAccountEntity,
} from '@guildhall/database';
import { AuditLog } from '@guildhall/identity';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import type { INestApplicationContext } from '@nestjs/common';
import Stripe from 'stripe';
import { DataSource } from 'typeorm';
import { type RunningEmulator, startEmulator } from '../../../apps/stripe-emulator/src/index.js';
import { StripeOperation } from './operation.js';
import { OperationsService } from './operations.service.js';
import { DomainEventNotDead, DomainEventNotFound, OperationNotOpen } from './operations.errors.js';
import { Outbox } from './outbox.js';
import { CustomerOperation } from './spec-support/customer.operation.js';
import { type FailingStripe, startFailingStripe } from './spec-support/failing-stripe.js';
import { startOutboxApp } from './spec-support/outbox-app.js';

@StripeOperation('spec.slow')
class SlowOperation extends CustomerOperation {
  goOn: () => void = () => undefined;
  override async send(...request: Parameters<CustomerOperation['send']>): Promise<Stripe.Customer> {
    await new Promise<void>((resolve) => {
      this.goOn = resolve;
    });
    return super.send(...request);
  }
}

describe('an operation whose answer was lost', () => {
  let database: TestDatabase;
  let emulator: RunningEmulator;
  let failing: FailingStripe | undefined;
  let stripe: Stripe;
  const apps: INestApplicationContext[] = [];

  beforeAll(async () => {
    [database, emulator] = await Promise.all([testDatabase(20), startEmulator({ seed: '7' })]);
    stripe = new Stripe('sk_test_outbox', { host: '127.0.0.1', port: emulator.port, protocol: 'http' });
  });
  afterEach(async () => {
    emulator.emulator.faults.clear();
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await failing?.stop();
    failing = undefined;
    await database.source.query('TRUNCATE stripe_operation, login_throttle');
  });
  afterAll(async () => {
    await emulator.stop();
    await database.close();
  });

  async function start(options: Partial<Parameters<typeof startOutboxApp>[0]> = {}) {
    const providers = [CustomerOperation, SlowOperation, OperationsService, AuditLog];
    const urls = { databaseUrl: database.url, stripeUrl: failing?.url ?? emulator.url };
    const app = await startOutboxApp({ role: 'worker', ...urls, providers, ...options });
    apps.push(app);
    return app;
  }

  async function record(app: INestApplicationContext, more: object = {}): Promise<StripeOperationEntity> {
    const request = { kind: 'spec.customer', subjectId: newId(), serialKey: newId(), params: { metadata: {} } };
    return app.get(DataSource).transaction((manager) => app.get(Outbox).record(manager, { ...request, ...more }));
  }

  async function reaches(id: string, state: string, withinMs = 60_000): Promise<Record<string, unknown>> {
    for (let waited = 0; ; waited += 20) {
      const [row] = await database.source.query<Record<string, unknown>[]>(
        `SELECT state, attempts, idempotency_key, result_id, last_error FROM stripe_operation WHERE id = $1`,
        [id],
      );
      if (row?.state === state) return row;
      if (waited > withinMs) throw new Error(`operation ${id} is ${JSON.stringify(row)}, not ${state}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Stripe forgets a key after a day. An attempt that is under way does not know yet: it is let come to its end. */
  async function aDayPasses(id: string): Promise<void> {
    for (let changed = 0; changed === 0;) {
      [, changed] = await database.source.query<[unknown, number]>(
        `UPDATE stripe_operation SET first_sent_at = now() - interval '25 hours' WHERE id = $1 AND state = 'ambiguous'`,
        [id],
      );
    }
  }

  async function madeFor(id: string): Promise<string[]> {
    const all = await stripe.customers.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
    return all.filter(({ metadata }) => metadata.operation_id === id).map((customer) => customer.id);
  }

  async function timesApplied(subject: string): Promise<number> {
    const [row] = await database.source.query<{ failures: number }[]>(
      'SELECT failures FROM login_throttle WHERE subject_hash = $1',
      [subject],
    );
    return row?.failures ?? 0;
  }

  it('I1: is looked up when Stripe stored a 500 under its key after doing it', async () => {
    failing = await startFailingStripe(emulator.url, 'after');
    const { id, idempotencyKey } = await record(await start({ settings: { freshKeyAfterMs: 0 } }));
    const row = await reaches(id, 'succeeded');
    expect(await madeFor(id)).toEqual([row.result_id]);
    expect(row.idempotency_key).toBe(idempotencyKey);
    expect(new Set(failing.keys)).toEqual(new Set([idempotencyKey]));
  });

  it('I1: gets a fresh key only when Stripe stored a 500 and has nothing for a while', async () => {
    failing = await startFailingStripe(emulator.url, 'before');
    const { id, idempotencyKey } = await record(await start({ settings: { freshKeyAfterMs: 400 } }));
    const started = Date.now();
    const row = await reaches(id, 'succeeded');
    expect(Date.now() - started).toBeGreaterThanOrEqual(300);
    expect(row.idempotency_key).toBe(`${idempotencyKey}#2`);
    expect(failing.keys).toEqual([idempotencyKey, idempotencyKey, `${idempotencyKey}#2`]);
    expect(await madeFor(id)).toHaveLength(1);
  });

  it('I1: is looked up, not sent, when Stripe has forgotten the key and did it', async () => {
    emulator.emulator.faults.add({ request: { method: 'POST' }, effect: { close: true, when: 'after' }, nth: 1 });
    emulator.emulator.faults.add({ request: { method: 'POST' }, effect: { close: true } });
    const { id } = await record(await start());
    await reaches(id, 'ambiguous');
    await aDayPasses(id);
    emulator.emulator.faults.clear();
    const row = await reaches(id, 'succeeded');
    expect(await madeFor(id)).toEqual([row.result_id]);
  });

  it('I1: is sent again under a visible new key when Stripe has forgotten the key and has nothing', async () => {
    emulator.emulator.faults.add({ request: { method: 'POST' }, effect: { close: true } });
    const { id, idempotencyKey } = await record(await start());
    await reaches(id, 'ambiguous');
    await aDayPasses(id);
    emulator.emulator.faults.clear();
    const row = await reaches(id, 'succeeded');
    expect(row.idempotency_key).toBe(`${idempotencyKey}#2`);
    expect(await madeFor(id)).toEqual([row.result_id]);
  });

  it('sends what was stored, whatever a later deploy would send', async () => {
    const http = await start({ role: 'http' });
    const { id } = await record(http, { params: { name: 'as recorded', metadata: { z: '1', a: '2' } } });
    await start();
    const { result_id: customerId } = await reaches(id, 'succeeded');
    const customer = await stripe.customers.retrieve(String(customerId));
    expect(customer).toMatchObject({ name: 'as recorded', metadata: { a: '2', operation_id: id, z: '1' } });
  });

  it('I1: is applied once when a worker stalls past its lease and comes back', async () => {
    const stalled = await start({ role: 'http', settings: { leaseMs: 60_000 } });
    const { id } = await record(stalled, { kind: 'spec.slow', runAtOnce: true });
    const late = stalled.get(Outbox).run(id);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await database.source.query(`UPDATE stripe_operation SET lease_until = now() - interval '1 second'`);
    const worker = await start();
    for (let waited = 0; (await timesApplied(`succeeded:${id}`)) === 0 && waited < 3_000; waited += 20) {
      worker.get(SlowOperation).goOn();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await reaches(id, 'succeeded');
    stalled.get(SlowOperation).goOn();
    expect(await late).toMatchObject({ id, state: 'succeeded' });
    expect(await timesApplied(`succeeded:${id}`)).toBe(1);
    expect(await madeFor(id)).toHaveLength(1);
  });

  describe('in the hands of an operator', () => {
    let userId: string;
    beforeAll(async () => {
      userId = newId();
      const operator = { id: userId, email: `${userId}@example.com`, passwordHash: 'x', roles: ['operator' as const] };
      await database.source.manager.save(UserAccountEntity, { displayName: 'Op', ...operator } as never);
    });

    async function stuck(app: INestApplicationContext): Promise<string> {
      emulator.emulator.faults.add({ request: { method: 'POST' }, effect: { status: 403 } });
      const { id } = await record(app);
      await reaches(id, 'stuck');
      return id;
    }

    it('is retried when the cause is mended, and the retry is on record', async () => {
      const app = await start({ settings: { triesBeforeStuck: 2 } });
      const id = await stuck(app);
      emulator.emulator.faults.clear();
      await app.get(OperationsService).retry(id, userId);
      await reaches(id, 'succeeded');
      expect(await madeFor(id)).toHaveLength(1);
      const audit = await database.source.manager.findBy(AuditRecordEntity, { subjectId: id });
      expect(audit).toMatchObject([{ action: 'operation.retry', userId }]);
      await expect(app.get(OperationsService).retry(id, userId)).rejects.toThrow(OperationNotOpen);
    });

    it('is rejected with a note when Stripe has nothing, and never sent again', async () => {
      const app = await start({ settings: { triesBeforeStuck: 2 } });
      const id = await stuck(app);
      emulator.emulator.faults.clear();
      await app.get(OperationsService).resolve(id, userId, 'paid back in cash');
      expect((await reaches(id, 'rejected')).last_error).toMatchObject({ message: 'paid back in cash' });
      expect(await timesApplied(`rejected:${id}:resolved_by_operator`)).toBe(1);
      expect(await madeFor(id)).toHaveLength(0);
    });

    it('has succeeded after all when Stripe turns out to have done it', async () => {
      const app = await start({ settings: { triesBeforeStuck: 2 } });
      app.get(CustomerOperation).refusesToApply = true;
      const { id } = await record(app);
      await reaches(id, 'stuck');
      app.get(CustomerOperation).refusesToApply = false;
      await app.get(OperationsService).resolve(id, userId, 'nobody wants it');
      const row = await reaches(id, 'succeeded');
      expect(await madeFor(id)).toEqual([row.result_id]);
    });

    it('is found by state, kind and subject, newest first, page by page', async () => {
      const app = await start({ role: 'http' });
      const subjectId = newId();
      const ids = [];
      for (let made = 0; made < 5; made += 1) ids.push((await record(app, { subjectId })).id);
      await record(app);
      const service = app.get(OperationsService);
      const first = await service.list({ subjectId, state: 'pending', kind: 'spec.customer' }, { limit: 3 });
      const rest = await service.list(
        { subjectId },
        { limit: 3, ...(first.nextCursor !== null && { cursor: first.nextCursor }) },
      );
      expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(ids.reverse());
      expect(rest.nextCursor).toBeNull();
    });

    it('so is a dead domain event: shown, and handed over again once, on record', async () => {
      const service = (await start({ role: 'http' })).get(OperationsService);
      const event = { id: newId(), type: 'order.paid', subscriber: 'Nobody', payload: { orderId: 'o1' } };
      const dead = { state: 'dead' as const, attempts: 5, lastError: 'the order is gone', nextAttemptAt: new Date() };
      await database.source.manager.insert(DomainEventEntity, { ...event, ...dead });
      expect(await service.getDomainEvent(event.id)).toMatchObject({ ...event, state: 'dead' });
      expect(await service.replayDomainEvent(event.id, userId)).toMatchObject({ state: 'pending', attempts: 0 });
      await expect(service.replayDomainEvent(event.id, userId)).rejects.toThrow(DomainEventNotDead);
      await expect(service.getDomainEvent(newId())).rejects.toThrow(DomainEventNotFound);
      const audit = await database.source.manager.findBy(AuditRecordEntity, { subjectId: event.id });
      expect(audit).toMatchObject([{ action: 'domain_event.replay', userId }]);
    });
  });
});
