import { loseQueue, testDatabase, type TestDatabase } from '@guildhall/testing';
import { type INestApplicationContext, Injectable, type Provider } from '@nestjs/common';
import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { EventsService } from '../admin/events.service.js';
import {
  AT_STRIPE,
  CountingHandler,
  makeCountingTables,
  PoisonedHandler,
  StateHandler,
} from '../spec-support/counting.handlers.js';
import { eventOf, type MadeEvent } from '../spec-support/deliveries.js';
import { deliver, eventually, startInboxApp } from '../spec-support/inbox-app.js';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '../webhook-handler.js';
import { EventApplier } from './event-applier.js';
import { EventClaims } from './event-claims.js';

let database: TestDatabase;
const open: INestApplicationContext[] = [];
const lines: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  await makeCountingTables(database.source);
});
afterAll(() => database.close());
beforeEach(() => database.source.query('TRUNCATE stripe_event, spec_applied, spec_balance'));
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

async function start(handlers: Provider[], options = {}, worker = true): Promise<INestApplicationContext> {
  const app = await startInboxApp({ databaseUrl: database.url, handlers, options, worker, lines });
  open.push(app);
  return app;
}

/** Fills the inbox before anybody works on it. */
async function fill(made: readonly MadeEvent[]): Promise<void> {
  const app = await start([], {}, false);
  await Promise.all(made.map((each) => deliver(app, eventOf(each))));
}

const query = <Row>(sql: string, parameters: unknown[] = []) => database.source.query<Row[]>(sql, parameters);
const states = async () =>
  Object.fromEntries(
    (await query<{ state: string; n: string }>('SELECT state, count(*) AS n FROM stripe_event GROUP BY state')).map(
      ({ state, n }) => [state, Number(n)],
    ),
  ) as Record<string, number>;
const settled = () => eventually(async () => ((await states())['pending'] ?? 0) === 0);
const applied = async (handler = 'counting') =>
  (
    await query<{ id: string }>(`SELECT event_id AS id FROM spec_applied WHERE handler = $1 ORDER BY id`, [handler])
  ).map(({ id }) => id);

describe('the worker', () => {
  it('I6: applies every acknowledged event exactly once, on two workers, with everything delivered three times', async () => {
    const [one, two] = [await start([CountingHandler]), await start([CountingHandler])];
    const events = Array.from({ length: 200 }, () => eventOf());
    await Promise.all(
      [...events, ...events, ...events].map((event, place) => deliver(place % 2 === 0 ? one : two, event)),
    );
    await settled();
    expect((await applied()).sort()).toEqual(events.map(({ id }) => id as string).sort());
    expect(await query(`SELECT events FROM spec_balance WHERE id = 'all'`)).toEqual([{ events: 200 }]);
    expect(await states()).toEqual({ processed: 200 });
  });

  it('marks what nobody wants as ignored', async () => {
    const app = await start([CountingHandler]);
    await deliver(app, eventOf({ type: 'product.created' }));
    await settled();
    expect(await states()).toEqual({ ignored: 1 });
  });

  it.each(['throws', 'breaks', 'unbalanced'])('isolates a poison event (that %s) among a thousand', async (poison) => {
    await fill(
      Array.from({ length: 1_000 }, (_, place) => (place === 617 ? { id: 'evt_poison', object: { poison } } : {})),
    );
    const app = await start([CountingHandler, PoisonedHandler]);
    await settled();
    expect(await states()).toEqual({ processed: 999, dead: 1 });
    const ids = await applied();
    expect(new Set(ids).size).toBe(999);
    expect(ids).toHaveLength(999);
    expect(await applied('poisoned')).toHaveLength(999);
    const { data } = await app.get(EventsService).list({ state: 'dead' }, { limit: 10 });
    expect(data).toMatchObject([
      { eventId: 'evt_poison', attempts: 4, lastError: expect.stringMatching(/\w/) as string },
    ]);
  });

  it('I9: keeps no secret in the error of a dead event, nor in the logs', async () => {
    await fill([{ object: { poison: 'throws' } }]);
    await start([PoisonedHandler]);
    await settled();
    const [row] = await query<{ error: string }>('SELECT last_error AS error FROM stripe_event');
    expect(row?.error).toContain('poison for');
    expect(row?.error).not.toContain('CANARY');
    expect(lines.join('')).not.toContain('CANARY');
  });

  it('replays a dead event once its cause is gone, once, and says who did it', async () => {
    await fill([{ id: 'evt_dead', object: { poison: 'throws' } }, { id: 'evt_fine' }]);
    await start([CountingHandler, PoisonedHandler]);
    await settled();
    await Promise.all(open.splice(0).map((app) => app.close()));
    const app = await start([CountingHandler]);
    const events = app.get(EventsService);
    const userId = '019aa000-0000-7000-8000-000000000001';
    await query(
      `INSERT INTO user_account (id, email, password_hash, display_name, roles) VALUES ($1, 'op@example.com', 'x', 'Op', '{operator}')`,
      [userId],
    );
    const dead = (await events.list({ state: 'dead' }, { limit: 1 })).data[0];
    expect(await events.replay(dead?.id ?? '', false, userId)).toMatchObject({ state: 'pending', attempts: 0 });
    await settled();
    expect(await states()).toEqual({ processed: 2 });
    await expect(events.replay(dead?.id ?? '', false, userId)).rejects.toMatchObject({
      code: 'webhook_event_not_replayable',
    });
    await expect(events.replay('999999999', false, userId)).rejects.toMatchObject({ code: 'webhook_event_not_found' });
    expect(await applied()).toEqual(expect.arrayContaining(['evt_dead', 'evt_fine']));
    await events.replay(dead?.id ?? '', true, userId);
    await settled();
    expect((await applied()).filter((id) => id === 'evt_dead')).toHaveLength(2);
    const many = { filter: { type: 'customer.updated' }, limit: 10, userId };
    expect(await events.replayMany({ ...many, state: 'dead' })).toMatchObject({ total: 0, done: 0 });
    expect(await query(`SELECT count(*)::integer AS n FROM audit_record WHERE action = 'webhook.replay'`)).toEqual([
      { n: 2 },
    ]);
  });

  it('loses nothing with the whole queue', async () => {
    const app = await start([CountingHandler]);
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(Array.from({ length: 10 }, () => deliver(app, eventOf())));
      await loseQueue(database.url);
    }
    await settled();
    expect(await applied()).toHaveLength(100);
  });

  it('works on one object at a time, in the order of arrival, also across two workers', async () => {
    let running = 0;
    let most = 0;
    const seen: string[] = [];
    @Injectable()
    @StripeWebhookHandler('customer.updated')
    class Watching implements WebhookHandler<undefined> {
      async prepare(_: object, { eventId }: WebhookContext): Promise<undefined> {
        running += 1;
        most = Math.max(most, running);
        seen.push(eventId);
        await new Promise((resolve) => setTimeout(resolve, 3));
      }

      async apply(_: undefined, manager: EntityManager): Promise<void> {
        await manager.query('SELECT pg_sleep(0.002)');
        running -= 1;
      }
    }
    const app = await start([], {}, false);
    const ids = Array.from({ length: 40 }, (_, place) => `evt_${String(place).padStart(3, '0')}`);
    for (const id of ids) await deliver(app, eventOf({ id, objectId: 'cus_same' }));
    await Promise.all([start([Watching], { maxInFlight: 7 }), start([Watching], { maxInFlight: 7 })]);
    await settled();
    expect(most).toBe(1);
    expect([...seen].sort()).toEqual(ids);
  });

  it('changes nothing for a worker that stalled past its lease', async () => {
    await fill([{ id: 'evt_stalled' }]);
    const stalled = await start([], {}, false);
    const claims = new EventClaims(database.source);
    const [claimed] = await claims.claim(1, 1);
    await start([CountingHandler]);
    await settled();
    const handler = new CountingHandler();
    const applier = new EventApplier(database.source, claims);
    const late = [{ event: claimed!, handlers: [{ handler, prepared: 'cus_1' }] }];
    expect(await applier.apply(late)).toEqual([{ kind: 'lost' }]);
    await claims.fail(claimed!, 'dead', 0, 'too late');
    await claims.renew([claimed!], 60_000);
    await claims.putBack([claimed!], 0);
    expect(await applied()).toEqual(['evt_stalled']);
    expect(await states()).toEqual({ processed: 1 });
    await stalled.close();
    open.splice(open.indexOf(stalled), 1);
  });

  it('keeps what it is working on, however long Stripe takes to answer', async () => {
    let asked = 0;
    @Injectable()
    @StripeWebhookHandler('customer.updated')
    class Slow implements WebhookHandler<undefined> {
      async prepare(): Promise<undefined> {
        asked += 1;
        await new Promise((resolve) => setTimeout(resolve, 3_000));
      }

      apply(): Promise<void> {
        return Promise.resolve();
      }
    }
    await fill([{}]);
    await Promise.all([start([Slow], { leaseMs: 1_500 }), start([Slow], { leaseMs: 1_500 })]);
    await settled();
    expect(asked).toBe(1);
    expect(await query('SELECT attempts FROM stripe_event')).toEqual([{ attempts: 1 }]);
  });

  it('lets an account whose answers are slow hold up nobody else', async () => {
    @Injectable()
    @StripeWebhookHandler('customer.updated')
    class SlowForOne implements WebhookHandler<undefined> {
      async prepare(_: object, { stripeAccount }: WebhookContext): Promise<undefined> {
        if (stripeAccount === 'acct_slow') await new Promise((resolve) => setTimeout(resolve, 1_500));
      }

      async apply(_: undefined, manager: EntityManager, { eventId }: WebhookContext): Promise<void> {
        await manager.query(`INSERT INTO spec_applied (handler, event_id) VALUES ('quick', $1)`, [eventId]);
      }
    }
    const slow = Array.from({ length: 30 }, () => ({ account: 'acct_slow' }));
    const quick = Array.from({ length: 30 }, () => ({ account: 'acct_quick' }));
    await fill([...slow, ...quick]);
    const started = Date.now();
    await start([SlowForOne]);
    await eventually(async () => (await applied('quick')).length >= 30);
    expect(Date.now() - started).toBeLessThan(1_400);
    await settled();
  });

  it('ends in the same state, whatever the order and number of deliveries', async () => {
    await start([CountingHandler, StateHandler]);
    const app = open[0] as INestApplicationContext;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ object: fc.integer({ min: 0, max: 3 }), second: fc.integer({ min: 0, max: 2 }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.infiniteStream(fc.nat(1_000)),
        async (happened, luck) => {
          await query('TRUNCATE stripe_event, spec_applied, spec_balance');
          AT_STRIPE.clear();
          const events = happened.map(({ object, second }) => {
            const objectId = `cus_${object}`;
            AT_STRIPE.set(objectId, (AT_STRIPE.get(objectId) ?? 0) + 1);
            return eventOf({ objectId, created: 1_795_305_600 + second });
          });
          const draw = luck[Symbol.iterator]();
          const shuffled = [...events, ...events.filter((_, place) => place % 2 === 0)]
            .map((event) => ({ event, place: draw.next().value as number }))
            .sort((one, other) => one.place - other.place);
          await Promise.all(shuffled.map(({ event }) => deliver(app, event)));
          await settled();
          const balances = await query<{ id: string; events: number }>(
            `SELECT id, events FROM spec_balance WHERE id <> 'all' ORDER BY id`,
          );
          expect(balances).toEqual([...AT_STRIPE].sort().map(([id, version]) => ({ id, events: version })));
          expect(await query(`SELECT events FROM spec_balance WHERE id = 'all'`)).toEqual([{ events: events.length }]);
        },
      ),
      { numRuns: 25 },
    );
  });
});
