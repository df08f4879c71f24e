import { newId, StripeOperationEntity, type StripeOperationState } from '@guildhall/database';
import { DeskBench } from '../spec-support/desk-bench.js';
import type { HealthOverviewResponse } from './health-overview.js';

describe('the health overview', () => {
  let bench: DeskBench;
  beforeAll(async () => {
    bench = await DeskBench.open();
  });
  afterAll(() => bench.close());

  const operation = (state: StripeOperationState, nextAttemptAt: Date) =>
    bench.manager.insert(StripeOperationEntity, {
      id: newId(),
      kind: 'transfer.create',
      subjectId: newId(),
      serialKey: newId(),
      apiVersion: 'v',
      idempotencyKey: newId(),
      params: {},
      state,
      priority: 1,
      attempts: 1,
      nextAttemptAt,
      lastError: null,
    });

  it('counts what waits, what is due and since when, and what nobody tries any more', async () => {
    const due = new Date('2026-03-01T12:00:00Z');
    await operation('pending', due);
    await operation('ambiguous', new Date('2999-01-01T00:00:00Z'));
    await operation('stuck', due);
    await operation('succeeded', due);
    await bench.manager.query(
      `INSERT INTO stripe_event (stripe_account, event_id, type, object_id, livemode, stripe_created_at, source, payload, state)
       VALUES ('', 'evt_1', 'payout.paid', 'po_1', false, now(), 'webhook', '{}', 'dead'),
         ('', 'evt_2', 'payout.paid', 'po_1', false, now(), 'webhook', '{}', 'processed')`,
    );
    const { status, body } = await bench.get<HealthOverviewResponse>('/v1/health-overview');
    expect(status).toBe(200);
    expect(body.queues).toEqual([
      { queue: 'webhook_events', waiting: 0, due: 0, oldestDueAt: null, givenUp: 1 },
      { queue: 'operations', waiting: 2, due: 1, oldestDueAt: due.toISOString(), givenUp: 1 },
      { queue: 'domain_events', waiting: 0, due: 0, oldestDueAt: null, givenUp: 0 },
    ]);
    expect(body.stripeApiVersion).toMatch(/^\d{4}-\d\d-\d\d\./);
    expect(body.schemaVersion).toMatch(/\d{13}$/);
    expect(body.databaseBytes).toBeGreaterThan(1_000_000);
  });

  it('is for operators', async () => {
    expect((await bench.get('/v1/health-overview', {}, newId())).status).toBe(403);
  });
});
