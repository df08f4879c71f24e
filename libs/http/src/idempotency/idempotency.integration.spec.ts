import { testDatabase, type TestDatabase } from '@guildhall/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { gate, ran, sampleApi, SELLER } from '../spec-support/sample-api.js';
import { IdempotencyStore } from './idempotency.store.js';

const THING = { title: 'Blue mug', amountMinor: 1050, currency: 'usd', lines: [{ productId: SELLER, quantity: 2 }] };

describe('Idempotency-Key', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  beforeAll(async () => {
    database = await testDatabase();
    app = await sampleApi(database.url, []);
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });
  beforeEach(() => {
    Object.assign(ran, { create: 0, secret: 0, fail: 0, never: 0 });
    gate.pass = Promise.resolve();
  });

  const post = async (url: string, payload: object | undefined, key?: string, token: string | null = 'seller') => {
    const answer = await app.inject({
      method: 'POST',
      url,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    const text = answer.body;
    return {
      status: answer.statusCode,
      body: (text === '' ? null : JSON.parse(text)) as Record<string, unknown> | null,
      replayed: answer.headers['idempotent-replayed'],
      type: answer.headers['content-type'],
    };
  };
  const create = (key?: string, change: object = {}) => post('/v1/things', { ...THING, ...change }, key);
  const stored = (key: string): Promise<Record<string, unknown>[]> =>
    database.source.query('SELECT * FROM idempotency_record WHERE key = $1', [key]);

  it('is required where the handler asks for it, and must be printable', async () => {
    expect((await create()).body).toMatchObject({ status: 400, code: 'idempotency_key_missing' });
    expect((await create('x'.repeat(256))).status).toBe(400);
    expect((await create('\u00e9')).status).toBe(400);
    expect(ran.create).toBe(0);
  });

  it('replays the answer of the first request', async () => {
    const first = await create('replay');
    const second = await create('replay');
    expect(first).toMatchObject({ status: 201, replayed: undefined });
    expect(second).toEqual({ ...first, replayed: 'true' });
    expect(ran.create).toBe(1);
  });

  it('replays a refusal too, as a problem with the id of the new request', async () => {
    const first = await create('refused', { title: 'closed' });
    const second = await create('refused', { title: 'closed' });
    expect(first.body).toMatchObject({
      status: 409,
      code: 'guild_closed',
      opensAt: '2026-01-01T00:00:00.000Z',
      feeMinor: 5,
    });
    expect(second).toEqual({
      ...first,
      body: { ...first.body, requestId: expect.any(String) as unknown },
      replayed: 'true',
    });
    expect(second.body?.requestId).not.toBe(first.body?.requestId);
    expect(ran.create).toBe(1);
  });

  it('refuses another body under the same key', async () => {
    await create('reused');
    expect((await create('reused', { amountMinor: 1 })).body).toMatchObject({
      status: 409,
      code: 'idempotency_key_reused',
    });
    expect(ran.create).toBe(1);
  });

  it('belongs to one user and one route', async () => {
    await create('mine');
    expect((await post('/v1/things', THING, 'mine', 'buyer')).body).toMatchObject({ code: 'role_required' });
    await post('/v1/others/secret', { password: 'a' }, 'mine', 'seller');
    await post('/v1/others/secret', { password: 'b' }, 'mine', 'buyer');
    await post('/v1/others/secret', { password: 'c' }, 'mine', null);
    expect(ran).toMatchObject({ create: 1, secret: 3 });
    expect((await stored('mine')).length).toBe(4);
  });

  it('runs fifty parallel requests with one key once', async () => {
    let open: () => void = () => undefined;
    gate.pass = new Promise((resolve) => (open = resolve));
    const running = Array.from({ length: 50 }, () => create('crowd'));
    setTimeout(open, 300);
    const answers = await Promise.all(running);
    const byStatus = answers.map(({ status, body }) => (status === 201 ? 'created' : body?.code));
    expect(ran.create).toBe(1);
    expect(new Set(byStatus)).toEqual(new Set(['created', 'idempotency_key_in_use']));
    expect(await create('crowd')).toMatchObject({ status: 201, replayed: 'true' });
    expect(ran.create).toBe(1);
  });

  it('can be retried when the process that held it has died', async () => {
    const store = app.get(IdempotencyStore);
    const claim = await store.begin('scope', 'dead', 'hash');
    await expect(store.begin('scope', 'dead', 'hash')).rejects.toMatchObject({ code: 'idempotency_key_in_use' });
    await database.source.query(
      "UPDATE idempotency_record SET locked_until = now() - interval '1 s' WHERE key = 'dead'",
    );
    const next = await store.begin('scope', 'dead', 'hash');
    if (!('fence' in claim) || !('fence' in next)) throw new Error('both must be claims');
    await store.finish(claim, { status: 200, body: 'of the dead' });
    await store.release(claim);
    await expect(store.begin('scope', 'dead', 'hash')).rejects.toMatchObject({ code: 'idempotency_key_in_use' });
    await store.finish(next, { status: 200, body: 'of the living' });
    expect(await store.begin('scope', 'dead', 'hash')).toEqual({ status: 200, body: 'of the living' });
  });

  it('is held for as long as the request runs, however long that is', async () => {
    let open: () => void = () => undefined;
    gate.pass = new Promise((resolve) => (open = resolve));
    const running = create('slow');
    const lockEnd = async () => {
      const rows: { end: Date }[] = await database.source.query(
        "SELECT locked_until AS end FROM idempotency_record WHERE key = 'slow'",
      );
      return rows[0]?.end.getTime() ?? 0;
    };
    let end = 0;
    while (end === 0) end = await lockEnd();
    const begun = end;
    for (let waited = 0; end === begun && waited < 10_000; waited += 50) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      end = await lockEnd();
    }
    expect(end).toBeGreaterThan(begun);
    expect((await create('slow')).body).toMatchObject({ code: 'idempotency_key_in_use' });
    open();
    expect(await running).toMatchObject({ status: 201 });
    expect(await create('slow')).toMatchObject({ status: 201, replayed: 'true' });
    expect(ran.create).toBe(1);
  }, 20_000);

  it('is forgotten after 24 hours', async () => {
    await create('old');
    await database.source.query("UPDATE idempotency_record SET created_at = now() - interval '25 h' WHERE key = 'old'");
    expect((await create('old', { amountMinor: 7 })).status).toBe(201);
    expect(ran.create).toBe(2);
    await database.source.query("UPDATE idempotency_record SET created_at = now() - interval '25 h' WHERE key = 'old'");
    expect(await app.get(IdempotencyStore).sweep()).toBe(1);
    expect(await stored('old')).toEqual([]);
  });

  it('keeps no failure of ours: the same key may try again', async () => {
    await post('/v1/others/crash', undefined, 'crash');
    expect((await post('/v1/others/crash', undefined, 'crash')).status).toBe(500);
    expect(ran.fail).toBe(2);
    expect(await stored('crash')).toEqual([]);
  });

  it('I9: keeps nothing of an answer that holds a secret, and runs the handler again', async () => {
    const first = await post('/v1/others/secret', { password: 'a' }, 'secret');
    const second = await post('/v1/others/secret', { password: 'a' }, 'secret');
    expect([first.body, second.body]).toEqual([{ clientSecret: 'pi_1_secret_1' }, { clientSecret: 'pi_1_secret_2' }]);
    expect(await stored('secret')).toEqual([
      expect.objectContaining({ status: null, body: null, state: 'finished' }) as unknown,
    ]);
    expect((await post('/v1/others/secret', { password: 'b' }, 'secret')).body).toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it('recognises a request that runs again: as itself, as another one, and after 24 hours', async () => {
    const store = app.get(IdempotencyStore);
    const crowd = await Promise.all(Array.from({ length: 20 }, () => store.recognise('scope', 'again', 'hash')));
    expect(crowd.filter((claim) => claim !== null)).toHaveLength(1);
    await expect(store.recognise('scope', 'again', 'other')).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    await database.source.query(
      "UPDATE idempotency_record SET created_at = now() - interval '25 h' WHERE key = 'again'",
    );
    expect(await store.recognise('scope', 'again', 'other')).toBeNull();
    await expect(store.recognise('scope', 'again', 'hash')).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('forgets a request that failed, so that its key may be used for a better one', async () => {
    const store = app.get(IdempotencyStore);
    const first = await store.recognise('scope', 'failed', 'hash');
    if (first === null) throw new Error('the first must be a claim');
    await store.release(first);
    expect(await stored('failed')).toEqual([]);
    expect(await store.recognise('scope', 'failed', 'other')).not.toBeNull();
  });

  it('I9: keeps no trace of a request that holds a password', async () => {
    await post('/v1/others/login', { password: 'abc' }, 'login', null);
    await post('/v1/others/login', { password: 'abc' }, 'login', null);
    expect(ran.never).toBe(2);
    expect(await stored('login')).toEqual([]);
  });
});
