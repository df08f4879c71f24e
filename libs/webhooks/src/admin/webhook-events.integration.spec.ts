import { loadConfig } from '@guildhall/config';
import { newId } from '@guildhall/database';
import { Authenticator, createApi, type Principal } from '@guildhall/http';
import { createLogger } from '@guildhall/observability';
import { QueueModule } from '@guildhall/queue';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import { type DynamicModule, Global, type INestApplicationContext, Module } from '@nestjs/common';
import { eventOf } from '../spec-support/deliveries.js';
import { deliver, startInboxApp } from '../spec-support/inbox-app.js';
import { WebhooksHttpModule } from '../webhooks-http.module.js';

const OPERATOR = '019aa000-0000-7000-8000-000000000003';

/** The token is the role. */
class SpecAuthenticator extends Authenticator {
  authenticate(token: string): Promise<Principal | null> {
    return Promise.resolve({ userId: OPERATOR, roles: [token as 'operator' | 'seller'] });
  }
}

@Global()
@Module({ providers: [{ provide: Authenticator, useClass: SpecAuthenticator }], exports: [Authenticator] })
class AuthModule {}

describe('webhook events for operators', () => {
  let database: TestDatabase;
  let ingest: INestApplicationContext;
  let api: Awaited<ReturnType<typeof createApi>>;
  beforeAll(async () => {
    database = await testDatabase();
    ingest = await startInboxApp({ databaseUrl: database.url, worker: false });
    const config = loadConfig({ DATABASE_URL: database.url, STRIPE_SECRET_KEY: 'sk_test_admin' });
    @Module({})
    class SpecApi {}
    const module: DynamicModule = {
      module: SpecApi,
      imports: [AuthModule, QueueModule.forRoot({ databaseUrl: database.url }), WebhooksHttpModule],
    };
    const about = { name: 'spec', title: 'Spec', description: 'Spec' };
    api = await createApi({ forRoot: () => module }, config, about, createLogger({ service: 'spec', level: 'silent' }));
    await database.source.query(
      `INSERT INTO user_account (id, email, password_hash, display_name, roles) VALUES ($1, 'op@example.com', 'x', 'Op', '{operator}')`,
      [OPERATOR],
    );
    for (const id of ['evt_1', 'evt_2', 'evt_3']) await deliver(ingest, eventOf({ id, object: { n: 1 } }));
    await database.source.query(`UPDATE stripe_event SET state = 'dead', attempts = 20, last_error = 'no such order'
      WHERE event_id IN ('evt_1', 'evt_2')`);
  });
  afterAll(async () => {
    await api.close();
    await ingest.close();
    await database.close();
  });

  const call = async (method: 'GET' | 'POST', path: string, body?: object, token = 'operator') => {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': newId() };
    const answer = await api.inject({
      method,
      url: `/v1/webhook-events${path}`,
      headers,
      ...(body && { payload: body }),
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  const run = async (id: string | null) => {
    const headers = { authorization: 'Bearer operator' };
    const answer = await api.inject({
      method: 'GET',
      url: `/v1/webhook-runs${id === null ? '' : `/${id}`}`,
      headers,
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  const idOf = async (eventId: string) => {
    const { body } = await call('GET', `?eventId=${eventId}`);
    return (body['data'] as { id: string }[])[0]?.id ?? '';
  };

  it('lists by filter, without payloads', async () => {
    const { status, body } = await call('GET', '?state=dead');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: [{ eventId: 'evt_2', account: null, attempts: 20 }, { eventId: 'evt_1' }],
      nextCursor: null,
    });
    expect(JSON.stringify(body)).not.toContain('payload');
  });

  it('lists what was received in a period', async () => {
    await database.source.query(
      `UPDATE stripe_event SET received_at = '2026-01-31T12:00:00Z' WHERE event_id = 'evt_3'`,
    );
    const during = async (from: string, to: string) => {
      const { body } = await call('GET', `?from=${from}&to=${to}`);
      return (body['data'] as { eventId: string }[]).map(({ eventId }) => eventId);
    };
    expect(await during('2026-01-31T12:00:00Z', '2026-02-01T00:00:00Z')).toEqual(['evt_3']);
    expect(await during('2026-01-01T00:00:00Z', '2026-01-31T12:00:00Z')).toEqual([]);
  });

  it('shows one with its payload', async () => {
    expect(await call('GET', `/${await idOf('evt_1')}`)).toMatchObject({
      status: 200,
      body: { eventId: 'evt_1', payload: { id: 'evt_1', data: { object: { n: 1 } } } },
    });
    expect(await call('GET', '/123456789')).toMatchObject({ status: 404, body: { code: 'webhook_event_not_found' } });
    expect(await call('GET', `/1%20OR%201`)).toMatchObject({ status: 400 });
  });

  it('replays one, and many, and asks for a backfill', async () => {
    const id = await idOf('evt_1');
    expect(await call('POST', `/${id}/replay`, {})).toMatchObject({
      status: 200,
      body: { state: 'pending', attempts: 0 },
    });
    expect(await call('POST', `/${id}/replay`, {})).toMatchObject({
      status: 409,
      body: { code: 'webhook_event_not_replayable' },
    });
    const many = await call('POST', '/replay', { type: 'customer.updated' });
    expect(many).toMatchObject({
      status: 202,
      body: { kind: 'replay', filter: { state: 'dead', type: 'customer.updated' }, total: 1, done: 0, failed: 0 },
    });
    expect(await call('POST', '/replay', { state: 'dead' })).toMatchObject({ body: { total: 0, done: 0 } });
    const backfill = await call('POST', '/backfill');
    expect(backfill).toMatchObject({ status: 202, body: { kind: 'backfill', total: 1, done: 0, found: 0 } });
    const deeds = await database.source.query<{ action: string }[]>(`SELECT action FROM audit_record ORDER BY id`);
    expect(deeds.map(({ action }) => action)).toEqual([
      'webhook.replay',
      'webhook.replay',
      'webhook.replay_many',
      'webhook.replay_many',
      'webhook.backfill',
    ]);
    await database.source.query(`UPDATE stripe_event SET state = 'dead' WHERE event_id = 'evt_2'`);
    expect(await run(String(many.body['id']))).toMatchObject({ status: 200, body: { total: 1, done: 1, failed: 1 } });
    expect(await run(newId())).toMatchObject({ status: 404, body: { code: 'webhook_run_not_found' } });
    expect((await run(null)).body['data']).toMatchObject([{ id: backfill.body['id'] }, { total: 0 }, { total: 1 }]);
  });

  it('does a thing once under one key, and nothing without a key', async () => {
    const headers = { authorization: 'Bearer operator' };
    const post = (more: object) =>
      api.inject({ method: 'POST', url: '/v1/webhook-events/backfill', headers: { ...headers, ...more } });
    expect((await post({})).json()).toMatchObject({ status: 400, code: 'idempotency_key_missing' });
    const key = { 'idempotency-key': newId() };
    const [first, second] = [await post(key), await post(key)];
    expect(second.json()).toEqual(first.json());
  });

  it('is for operators', async () => {
    for (const path of ['/1/replay', '/replay', '/backfill']) {
      expect(await call('POST', path, {}, 'seller')).toMatchObject({ status: 403 });
    }
    expect(await call('GET', '', undefined, 'seller')).toMatchObject({ status: 403 });
    expect(await call('GET', '/1', undefined, 'seller')).toMatchObject({ status: 403 });
  });
});
