import { testDatabase, type TestDatabase } from '@guildhall/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { received, sampleApi, SELLER } from '../spec-support/sample-api.js';

const GOOD = { title: 'Blue mug', amountMinor: 1050, currency: 'usd', lines: [{ productId: SELLER, quantity: 2 }] };

describe('a request', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  const lines: string[] = [];
  beforeAll(async () => {
    database = await testDatabase();
    app = await sampleApi(database.url, lines, 50_000);
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  let keys = 0;
  const post = async (payload: string | object, headers: Record<string, string> = {}) => {
    keys += 1;
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/things',
      headers: {
        authorization: 'Bearer seller',
        'content-type': 'application/json',
        'idempotency-key': `k${keys}`,
        ...headers,
      },
      payload,
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>(), headers: answer.headers };
  };
  const mistakes = async (change: object) => {
    const { status, body } = await post({ ...GOOD, ...change });
    return status === 400 ? body.errors : status;
  };

  it('that is right reaches the handler as it was sent, with defaults', async () => {
    const { status, body } = await post({ ...GOOD, readyAt: '2026-03-01T12:00:00+01:00', pictureUrl: null });
    expect({ status, body }).toEqual({
      status: 201,
      body: { id: SELLER, title: 'Blue mug k1', amountMinor: 5, createdAt: '2026-03-01T12:00:00.000Z', main: null },
    });
    expect(received.body).toMatchObject({
      ...GOOD,
      color: 'blue',
      pictureUrl: null,
      readyAt: new Date('2026-03-01T11:00:00Z'),
    });
  });

  it('with mistakes is told all of them', async () => {
    const { status, body, headers } = await post({
      amountMinor: '5',
      currency: 'USD',
      lines: [{ productId: 'x', quantity: 0 }],
      hue: 1,
    });
    expect(status).toBe(400);
    expect(headers['content-type']).toMatch('application/problem+json');
    expect(body).toEqual({
      type: 'urn:guildhall:problem:invalid_request',
      title: 'Bad Request',
      status: 400,
      code: 'invalid_request',
      detail: expect.any(String) as unknown,
      requestId: headers['x-request-id'],
      errors: [
        { field: 'hue', message: 'is not a field of this request' },
        { field: 'title', message: 'is required' },
        { field: 'amountMinor', message: 'must be a whole number from 1 to 99999999' },
        { field: 'currency', message: 'must be a currency of Stripe, in three small letters' },
        { field: 'lines[0].productId', message: 'must be a UUID' },
        { field: 'lines[0].quantity', message: 'must be a whole number from 1 to 100' },
      ],
    });
  });

  it.each([
    ['an unknown nested field', { main: { productId: SELLER, quantity: 1, price: 1 } }, 'main.price'],
    ['an unknown field in a list', { lines: [{ productId: SELLER, quantity: 1, price: 1 }] }, 'lines[0].price'],
    ['a name that every object has', { toString: 1 }, 'toString'],
    ['null for a field that has no null', { title: null }, 'title'],
    ['null for an optional field', { email: null }, 'email'],
    ['a list that is too long', { lines: Array(4).fill(GOOD.lines[0]) }, 'lines'],
    ['an empty list', { lines: [] }, 'lines'],
    ['a list that is no list', { lines: { 0: GOOD.lines[0] } }, 'lines'],
    ['text for a list', { lines: 'abc' }, 'lines'],
    ['text in a list of objects', { lines: ['abc'] }, 'lines'],
    ['null in a list of objects', { lines: [null] }, 'lines'],
    ['text for an object', { main: 'abc' }, 'main'],
    ['a list for an object', { main: [] }, 'main'],
    ['a wrong e-mail address', { email: 'nobody' }, 'email'],
    ['a wrong choice', { color: 'green' }, 'color'],
    ['text for a flag', { gift: 'true' }, 'gift'],
    ['a URL of another scheme', { pictureUrl: 'javascript:alert(1)' }, 'pictureUrl'],
    ['plain http elsewhere', { pictureUrl: 'http://example.com/' }, 'pictureUrl'],
    ['a URL with a password', { pictureUrl: 'https://a:b@example.com/' }, 'pictureUrl'],
    ['a date without offset', { readyAt: '2026-03-01T12:00:00' }, 'readyAt'],
    ['a date that is none', { readyAt: '2026-13-01T12:00:00Z' }, 'readyAt'],
    ['a list for JSON', { extra: [] }, 'extra'],
    ['the id of something else', { paymentIntentId: 'ch_1' }, 'paymentIntentId'],
    ['blank text', { title: '   ' }, 'title'],
    ['a control character', { title: 'a\u0007b' }, 'title'],
    ['long text', { title: 'x'.repeat(21) }, 'title'],
    ['a repeated item', { tags: ['a', 'a'] }, 'tags'],
    ['an item that is not allowed', { tags: ['c'] }, 'tags'],
  ])('is refused for %s', async (_, change, field) => {
    expect(await mistakes(change)).toContainEqual({
      field: expect.stringContaining(field) as unknown,
      message: expect.any(String) as unknown,
    });
  });

  it.each(['9007199254740992', '-0', '1e21', '10.5', '0', '100000000', '-5', '"10"', 'true', '[10]', 'null', '1e400'])(
    'is refused for the amount %s',
    async (amount) => {
      const { status, body } = await post(
        JSON.stringify({ ...GOOD, amountMinor: 0 }).replace('"amountMinor":0', `"amountMinor":${amount}`),
      );
      expect(status).toBe(400);
      expect(body.errors).toEqual([{ field: 'amountMinor', message: 'must be a whole number from 1 to 99999999' }]);
    },
  );

  it.each([
    ['broken JSON', '{"title": ', 'malformed_json'],
    ['__proto__', '{"__proto__": {"admin": true}}', 'malformed_json'],
    ['__proto__ inside', '{"extra": {"a": [{"__proto__": {}}]}}', 'malformed_json'],
    ['constructor inside', '{"extra": {"constructor": {"prototype": {}}}}', 'malformed_json'],
    ['deep JSON', `{"extra": ${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`, 'malformed_json'],
    ['deep lists', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'malformed_json'],
    ['a NUL', '{"title": "a\\u0000b"}', 'malformed_json'],
    ['half a character', '{"title": "a\\ud800b"}', 'malformed_json'],
    ['a list', '[]', 'invalid_request'],
    ['null', 'null', 'invalid_request'],
    ['text', '"abc"', 'invalid_request'],
    ['nothing', '', 'invalid_request'],
  ])('whose body is %s is refused', async (_, text, code) => {
    const { status, body } = await post(text);
    expect({ status, code: body.code }).toEqual({ status: 400, code });
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  it('with a body that is too large gets 413, of another type 415', async () => {
    expect((await post({ ...GOOD, title: 'x'.repeat(60_000) })).body).toMatchObject({
      status: 413,
      code: 'body_too_large',
    });
    const form = await post('title=x', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(form.body).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    expect((await post('{}', { 'content-type': 'text/plain' })).body).toMatchObject({ status: 415 });
  });

  it('to nowhere gets 404, to what cannot be decoded 400', async () => {
    const nowhere = await app.inject({ url: '/v1/nothing' });
    expect(nowhere.json()).toMatchObject({
      status: 404,
      code: 'route_not_found',
      requestId: nowhere.headers['x-request-id'],
    });
    const broken = await app.inject({ url: '/v1/%zz' });
    expect(broken.headers['content-type']).toMatch('application/problem+json');
    expect(broken.json()).toMatchObject({ status: 400, code: 'malformed_request' });
  });

  it('has its query read by the types of its fields', async () => {
    const list = (query: string) => app.inject({ url: `/v1/things?${query}` });
    expect((await list(`limit=5&open=true&sellerId=${SELLER}`)).json()).toEqual({ data: [], nextCursor: null });
    expect(received.query).toMatchObject({ limit: 5, open: true, sellerId: [SELLER] });
    await list('');
    expect(received.query).toMatchObject({ limit: 20 });
    for (const wrong of [
      'limit=0',
      'limit=101',
      'limit=1e1',
      'limit=',
      'limit=5&limit=6',
      'open=1',
      'x=1',
      '__proto__=1',
      'cursor=%00',
    ]) {
      expect({ wrong, status: (await list(wrong)).statusCode }).toEqual({ wrong, status: 400 });
    }
  });

  it('with an id that is none is told so', async () => {
    const answer = await app.inject({ url: '/v1/things/123' });
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ field: 'thingId', message: 'must be a UUID' }] });
  });

  it('that hits a bug of ours learns nothing about it, but the log does', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/others/crash',
      headers: { authorization: 'Bearer seller', 'x-request-id': 'trace-me-12345' },
    });
    expect(answer.json()).toEqual({
      type: 'urn:guildhall:problem:internal_error',
      title: 'Internal Server Error',
      status: 500,
      code: 'internal_error',
      detail: 'Something went wrong on our side. It has been logged.',
      requestId: 'trace-me-12345',
    });
    const logged = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ level }) => level === 'error');
    expect(logged).toContainEqual(expect.objectContaining({ requestId: 'trace-me-12345' }));
  });

  it('keeps no request id that could forge a log line', async () => {
    const { headers } = await app.inject({ url: '/health/live', headers: { 'x-request-id': 'a b"c{}' } });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});
