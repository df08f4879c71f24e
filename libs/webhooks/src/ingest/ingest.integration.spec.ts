import { testDatabase, type TestDatabase } from '@guildhall/testing';
import type { INestApplicationContext } from '@nestjs/common';
import fc from 'fast-check';
import { bodyOf, eventOf, signed, SPEC_SECRETS } from '../spec-support/deliveries.js';
import { deliver, startInboxApp } from '../spec-support/inbox-app.js';
import { WebhookReceiver } from './webhook-receiver.js';

describe('the inbox', () => {
  let database: TestDatabase;
  let apps: INestApplicationContext[];
  const lines: string[] = [];
  beforeAll(async () => {
    database = await testDatabase();
    const options = { databaseUrl: database.url, worker: false, lines };
    apps = [await startInboxApp(options), await startInboxApp(options)];
  });
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await database.close();
  });
  beforeEach(() => database.source.query('TRUNCATE stripe_event'));

  const app = (place = 0) => apps[place] as INestApplicationContext;
  const rows = <Row>(columns: string) =>
    database.source.query<Row[]>(`SELECT ${columns} FROM stripe_event ORDER BY id`);
  const count = async () => (await rows('1')).length;

  it('keeps one row of an event that comes ten times at once on two nodes, and acknowledges each', async () => {
    const events = Array.from({ length: 30 }, () => eventOf());
    const deliveries = events.flatMap((event) =>
      Array.from({ length: 10 }, (_, time) => deliver(app(time % 2), event)),
    );
    await expect(Promise.all(deliveries)).resolves.toHaveLength(300);
    const stored = await rows<{ event_id: string }>('event_id');
    expect(stored.map(({ event_id }) => event_id).sort()).toEqual(events.map(({ id }) => id as string).sort());
  });

  it('does not deadlock when two nodes store the same events in other orders', async () => {
    for (let round = 0; round < 5; round += 1) {
      const events = Array.from({ length: 60 }, () => eventOf());
      const there = events.map((event) => deliver(app(0), event));
      const back = [...events].reverse().map((event) => deliver(app(1), event));
      await Promise.all([...there, ...back]);
    }
    expect(await count()).toBe(300);
  });

  it('keeps an event id of the platform apart from the same id of a connected account', async () => {
    await deliver(app(), eventOf({ id: 'evt_1' }));
    await deliver(app(), eventOf({ id: 'evt_1', account: 'acct_1' }));
    await deliver(app(), eventOf({ id: 'evt_1', account: 'acct_2' }));
    expect((await rows<{ a: string }>('stripe_account AS a')).map(({ a }) => a)).toEqual(['', 'acct_1', 'acct_2']);
  });

  it('writes no row for a delivery that it refuses', async () => {
    const receiver = app().get(WebhookReceiver);
    const body = bodyOf(eventOf());
    const connect = bodyOf(eventOf({ account: 'acct_1' }));
    const live = bodyOf(eventOf({ livemode: true }));
    const [platformSecret = ''] = SPEC_SECRETS.platform;
    const [connectSecret = ''] = SPEC_SECRETS.connect;
    const now = Math.floor(Date.now() / 1_000);
    const refused = [
      receiver.receive('platform', body, undefined),
      receiver.receive('platform', body, signed(body, 'whsec_wrong')),
      receiver.receive('platform', body, signed(body, connectSecret)),
      receiver.receive('connect', connect, signed(connect, platformSecret)),
      receiver.receive('platform', body, signed(body, platformSecret, now - 400)),
      receiver.receive('platform', body, signed(body, platformSecret, now + 400)),
      receiver.receive('platform', body.subarray(0, 50), signed(body, platformSecret)),
      receiver.receive('platform', live, signed(live, platformSecret)),
      receiver.receive('platform', connect, signed(connect, platformSecret)),
      receiver.receive('connect', body, signed(body, connectSecret)),
    ];
    for (const outcome of await Promise.allSettled(refused)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'invalid' } });
    }
    expect(await count()).toBe(0);
  });

  it('takes both secrets while one is rotated out under load', async () => {
    const receiver = app().get(WebhookReceiver);
    await Promise.all(
      Array.from({ length: 200 }, (_, place) => {
        const body = bodyOf(eventOf());
        return receiver.receive('platform', body, signed(body, SPEC_SECRETS.platform[place % 2] ?? ''));
      }),
    );
    expect(await count()).toBe(200);
  });

  it('I9: stores and logs no client secret', async () => {
    await deliver(app(), eventOf({ object: { client_secret: 'pi_1_secret_CANARY', next: { secret: 'CANARY' } } }));
    const [row] = await rows<{ text: string }>('stripe_event::text AS text');
    expect(row?.text).toContain('[removed]');
    expect(row?.text).not.toContain('CANARY');
    expect(lines.join('')).not.toContain('CANARY');
  });

  it('stores whatever text Stripe may send', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), async (texts) => {
        await Promise.all(
          texts.map((text) => deliver(app(), eventOf({ object: { text, [text]: { text: `${text}\u0000` } } }))),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('lets an event that PostgreSQL refuses fail alone', async () => {
    await database.source.query(`ALTER TABLE stripe_event ADD CONSTRAINT refused CHECK (object_id <> 'cus_refused')`);
    const good = Array.from({ length: 20 }, () => eventOf());
    const outcomes = await Promise.allSettled([
      ...good.slice(0, 10).map((event) => deliver(app(), event)),
      deliver(app(), eventOf({ objectId: 'cus_refused' })),
      ...good.slice(10).map((event) => deliver(app(), event)),
    ]);
    await database.source.query('ALTER TABLE stripe_event DROP CONSTRAINT refused');
    expect(outcomes.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'webhook_not_stored' } },
    ]);
    expect(await count()).toBe(20);
  });

  it('keeps what Stripe sent as it was, however it is written', async () => {
    const receiver = app().get(WebhookReceiver);
    const body = Buffer.from(
      JSON.stringify(eventOf({ object: { b: 1, a: 17 } }), null, 2).replace('"a": 17', '"a": 1.70e1'),
    );
    await receiver.receive('platform', body, signed(body, SPEC_SECRETS.platform[0] ?? ''));
    expect(await rows('payload::text AS text')).toEqual([{ text: body.toString() }]);
  });

  it('I6: acknowledges only what is committed: without PostgreSQL nothing is', async () => {
    await database.source.query('ALTER TABLE stripe_event RENAME TO stripe_event_away');
    try {
      const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => deliver(app(), eventOf())));
      for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { kind: 'unavailable' } });
    } finally {
      await database.source.query('ALTER TABLE stripe_event_away RENAME TO stripe_event');
    }
    await deliver(app(), eventOf());
    expect(await count()).toBe(1);
  });
});
