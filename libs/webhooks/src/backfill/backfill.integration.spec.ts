import { testDatabase, type TestDatabase } from '@guildhall/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { StripeClient } from '@guildhall/stripe';
import Stripe from 'stripe';
import { type RunningEmulator, startEmulator } from '../../../../apps/stripe-emulator/src/index.js';
import { CountingHandler, makeCountingTables } from '../spec-support/counting.handlers.js';
import { deliver, eventually, startInboxApp } from '../spec-support/inbox-app.js';
import { InboxRuns } from '../runs/inbox-runs.js';
import { BackfillRequests } from './backfill-requests.js';
import { EventBackfill } from './event-backfill.js';

const OPERATOR = '019aa000-0000-7000-8000-000000000009';

describe('the backfill', () => {
  let database: TestDatabase;
  let emulator: RunningEmulator;
  let app: INestApplicationContext;
  let stripe: Stripe;

  beforeAll(async () => {
    [database, emulator] = await Promise.all([testDatabase(), startEmulator({ seed: '7' })]);
    await makeCountingTables(database.source);
    await database.source.query(
      `INSERT INTO user_account (id, email, password_hash, display_name, roles) VALUES ($1, 'op@example.com', 'x', 'Op', '{operator}')`,
      [OPERATOR],
    );
    const { hostname, port } = new URL(emulator.url);
    stripe = new Stripe('sk_test_inbox', { host: hostname, port: Number(port), protocol: 'http' });
    app = await startInboxApp({
      databaseUrl: database.url,
      stripeUrl: emulator.url,
      handlers: [CountingHandler],
      // Only when it is asked for.
      options: { backfillEverySeconds: 3_600, backfillAccountsEverySeconds: 3_600 },
    });
  });
  afterAll(async () => {
    await app.close();
    await emulator.stop();
    await database.close();
  });

  const query = <Row>(sql: string, parameters: unknown[] = []) => database.source.query<Row[]>(sql, parameters);
  const runNow = async () => {
    await app.get(BackfillRequests).requestAll(OPERATOR);
    return app.get(EventBackfill).run();
  };
  const listed = async (options: Stripe.RequestOptions = {}) => {
    const ids: string[] = [];
    for await (const { id } of stripe.events.list({ limit: 100 }, options)) ids.push(id);
    return ids.sort();
  };
  const stored = async (account: string) =>
    (await query<{ id: string }>('SELECT event_id AS id FROM stripe_event WHERE stripe_account = $1', [account]))
      .map(({ id }) => id)
      .sort();

  it('brings every event that never came, of the platform and of connected accounts, and has them applied once', async () => {
    for (let made = 0; made < 130; made += 1) await stripe.customers.create({ name: `customer ${made}` });
    const account = await stripe.accounts.create({ type: 'express', country: 'US' });
    const userId = '019aa000-0000-7000-8000-000000000002';
    await query(
      `INSERT INTO user_account (id, email, password_hash, display_name, roles) VALUES ($1, 's@example.com', 'x', 'S', '{seller}')`,
      [userId],
    );
    await query(
      `INSERT INTO seller (id, user_id, display_name, country, currency, account_type, service_agreement,
         requirements, stripe_account_id)
       VALUES ($1, $1, 'S', 'US', 'usd', 'express', 'full', '{}', $2)`,
      [userId, account.id],
    );
    const [known] = (await stripe.events.list({ limit: 1, type: 'customer.created' })).data;
    await deliver(app, known as unknown as Record<string, unknown>);

    await eventually(async () => {
      await Promise.all([runNow(), runNow()]);
      return (await stored('')).length === (await listed()).length;
    });
    const platform = await listed();
    const connected = await listed({ stripeAccount: account.id });
    expect(await stored('')).toEqual(platform);
    expect(await stored(account.id)).toEqual(connected);
    expect(await query(`SELECT source FROM stripe_event WHERE event_id = $1`, [known?.id])).toEqual([
      { source: 'webhook' },
    ]);
    await eventually(async () => (await query(`SELECT 1 FROM stripe_event WHERE state = 'pending'`)).length === 0);
    expect(
      await query(`SELECT count(*)::integer AS n, count(DISTINCT event_id)::integer AS d FROM spec_applied`),
    ).toEqual([{ n: 130, d: 130 }]);
  });

  it('goes on from where it ended, and finds what was dropped since', async () => {
    const before = await query<{ at: Date }>(
      `SELECT seen_until AS at FROM stripe_event_cursor WHERE stripe_account = ''`,
    );
    expect(before[0]?.at).toBeInstanceOf(Date);
    await stripe.customers.create({ name: 'late' });
    await eventually(async () => (await runNow()) === 0 && (await stored('')).length === (await listed()).length);
    expect(await stored('')).toEqual(await listed());
    const after = await query<{ at: Date }>(
      `SELECT seen_until AS at FROM stripe_event_cursor WHERE stripe_account = ''`,
    );
    expect(after[0]?.at.getTime()).toBeGreaterThanOrEqual(before[0]?.at.getTime() ?? 0);
  });

  it('is watched by who asked for it: every account once, and how many events had been missing', async () => {
    const asked = await app.get(BackfillRequests).requestAll(OPERATOR);
    expect(asked).toMatchObject({ kind: 'backfill', total: 2, done: 0, failed: 0, found: 0 });
    await stripe.customers.create({ name: 'watched' });
    await app.get(EventBackfill).run();
    await eventually(async () => (await app.get(InboxRuns).get(asked.id)).done === 2);
    expect(await app.get(InboxRuns).get(asked.id)).toMatchObject({ failed: 0, found: 1 });
    expect((await app.get(InboxRuns).list({ limit: 1 })).data).toMatchObject([{ id: asked.id, done: 2 }]);
    expect(await query(`SELECT user_id FROM audit_record WHERE subject_id = $1`, [asked.id])).toEqual([
      { user_id: OPERATOR },
    ]);
  });

  it('says of an account that cannot be read that it could not, and reads the others', async () => {
    await query(`UPDATE seller SET stripe_account_id = 'acct_gone'`);
    await stripe.customers.create({ name: 'later' });
    const errors = () =>
      query<{ error: string | null }>(
        `SELECT last_error AS error FROM stripe_event_cursor WHERE stripe_account = 'acct_gone'`,
      );
    await eventually(async () => {
      await runNow();
      return ((await errors())[0]?.error ?? '') !== '';
    });
    expect(await stored('')).toEqual(await listed());
    const { id } = await app.get(BackfillRequests).requestAll(OPERATOR);
    await query(`UPDATE seller SET deauthorized_at = now()`);
    await query(`UPDATE stripe_event_cursor SET last_run_at = NULL, next_run_at = now()`);
    await app.get(EventBackfill).run();
    const asked = await query<{ account: string }>(
      `SELECT stripe_account AS account FROM stripe_event_cursor WHERE last_run_at IS NULL`,
    );
    expect(asked).toContainEqual({ account: 'acct_gone' });
    await eventually(async () => (await app.get(InboxRuns).get(id)).done === 2);
    expect(app.get(StripeClient).livemode).toBe(false);
  });
});
