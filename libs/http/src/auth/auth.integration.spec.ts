import { testDatabase, type TestDatabase } from '@guildhall/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BUYER, sampleApi, SELLER } from '../spec-support/sample-api.js';

describe('the guard', () => {
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
  const get = async (url: string, authorization?: string) => {
    const answer = await app.inject({ url, headers: authorization === undefined ? {} : { authorization } });
    return { status: answer.statusCode, code: answer.json<{ code?: string }>().code, headers: answer.headers };
  };

  it('asks for a user where nothing else is said', async () => {
    const answer = await app.inject({ method: 'DELETE', url: `/v1/things/${SELLER}` });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    const signedIn = await app.inject({
      method: 'DELETE',
      url: `/v1/things/${SELLER}`,
      headers: { authorization: 'Bearer buyer' },
    });
    expect({ status: signedIn.statusCode, body: signedIn.body }).toEqual({ status: 204, body: '' });
  });

  it.each([
    'Bearer nobody',
    'Bearer',
    'Basic c2VsbGVyOg==',
    'seller',
    'Bearer seller extra',
    `Bearer ${'x'.repeat(500)}`,
  ])('takes "%s" for no user, also where guests are welcome', async (authorization) => {
    expect(await get(`/v1/things/${SELLER}`, authorization)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('lets guests in where the handler says so, and knows users there', async () => {
    const guest = await app.inject({ url: `/v1/things/${SELLER}` });
    const user = await app.inject({ url: `/v1/things/${SELLER}`, headers: { authorization: 'Bearer buyer' } });
    expect([guest.json<{ title: string }>().title, user.json<{ title: string }>().title]).toEqual(['guest', BUYER]);
  });

  it('asks for the role', async () => {
    expect(await get('/v1/others/teapot', 'Bearer buyer')).toMatchObject({ status: 403, code: 'role_required' });
  });

  it('sends headers that keep browsers from doing what we did not ask for', async () => {
    const { headers } = await get('/v1/things');
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    });
  });

  it('lets only known origins read answers, and never with credentials', async () => {
    const preflight = (origin: string) =>
      app.inject({
        method: 'OPTIONS',
        url: '/v1/things',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const known = await preflight('http://127.0.0.1:4173');
    expect(known.headers['access-control-allow-origin']).toBe('http://127.0.0.1:4173');
    expect(known.headers['access-control-allow-credentials']).toBeUndefined();
    const stranger = await preflight('https://evil.example');
    expect(stranger.headers['access-control-allow-origin']).toBeUndefined();
    expect((await preflight('http://127.0.0.1.evil.example')).headers['access-control-allow-origin']).toBeUndefined();
  });

  describe('a cookie', () => {
    const remove = (headers: Record<string, string>) =>
      app.inject({ method: 'DELETE', url: `/v1/things/${SELLER}`, headers: { host: 'market.example', ...headers } });
    const cookie = 'other=1; guildhall_session=buyer';
    const sameOrigin = { cookie, 'x-guildhall-csrf': '1', origin: 'http://market.example' };

    it('says who is asking when nothing else does', async () => {
      expect((await app.inject({ url: `/v1/things/${SELLER}`, headers: { cookie } })).json()).toMatchObject({
        title: BUYER,
      });
      expect((await remove(sameOrigin)).statusCode).toBe(204);
      const both = await app.inject({
        url: `/v1/things/${SELLER}`,
        headers: { cookie, authorization: 'Bearer seller' },
      });
      expect(both.json()).toMatchObject({ title: SELLER });
    });

    it.each<[string, Record<string, string>]>([
      ['without the header that only our pages can set', { cookie }],
      ['with another value of it', { ...sameOrigin, 'x-guildhall-csrf': 'true' }],
      ['from another origin', { ...sameOrigin, origin: 'https://evil.example' }],
      ['from the same host by another scheme', { ...sameOrigin, origin: 'https://market.example' }],
      ['from a page that hides its origin', { ...sameOrigin, origin: 'null' }],
      ['from another site, as the browser says', { cookie, 'x-guildhall-csrf': '1', 'sec-fetch-site': 'cross-site' }],
      ['from another host of our site', { cookie, 'x-guildhall-csrf': '1', 'sec-fetch-site': 'same-site' }],
      [
        'for a host that nobody trusted says is ours',
        { ...sameOrigin, origin: 'http://a.example', 'x-forwarded-host': 'a.example' },
      ],
      ['with a cookie of ours that is no session', { cookie: 'guildhall_orders=ot_1' }],
    ])('changes nothing %s', async (_what, headers) => {
      const answer = await remove(headers);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'csrf_check_failed']);
    });

    it.each<[string, Record<string, string>]>([
      ['from an allowed origin', { ...sameOrigin, origin: 'http://127.0.0.1:4173' }],
      [
        'from a page that says only that it is ours',
        { cookie, 'x-guildhall-csrf': '1', 'sec-fetch-site': 'same-origin' },
      ],
      ['from what is no browser', { cookie, 'x-guildhall-csrf': '1' }],
      ['with a token instead', { cookie, authorization: 'Bearer buyer', origin: 'https://evil.example' }],
    ])('is taken %s', async (_what, headers) => {
      expect((await remove(headers)).statusCode).toBe(204);
    });

    it('is not asked for from another origin, so that nobody is signed in as somebody else', async () => {
      const logIn = (origin: string) =>
        app.inject({
          method: 'POST',
          url: '/v1/others/login',
          headers: { host: 'market.example', origin, 'x-guildhall-session': 'cookie' },
          payload: { password: 'x' },
        });
      expect((await logIn('https://evil.example')).statusCode).toBe(403);
      expect((await logIn('http://market.example')).statusCode).toBe(200);
    });

    it('that is no longer good is refused and taken away, also where guests are welcome', async () => {
      const answer = await app.inject({
        url: `/v1/things/${SELLER}`,
        headers: { cookie: 'guildhall_session=nobody' },
      });
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['set-cookie']).toBe('guildhall_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax');
    });

    it.each(['guildhall_session=', 'guildhall_session=a b', 'guildhall_session="buyer"', '=;;=', 'guildhall_session'])(
      'like "%s" is none',
      async (odd) => {
        const answer = await app.inject({ url: `/v1/things/${SELLER}`, headers: { cookie: odd } });
        expect(answer.json()).toMatchObject({ title: 'guest' });
      },
    );

    it('knows the host that a trusted proxy names', async () => {
      const behind = await sampleApi(database.url, [], 1_048_576, { TRUSTED_PROXIES: 'loopback' });
      const forwarded = { 'x-forwarded-host': 'shop.example', 'x-forwarded-proto': 'https' };
      const send = (origin: string) =>
        behind.inject({
          method: 'DELETE',
          url: `/v1/things/${SELLER}`,
          headers: { cookie, 'x-guildhall-csrf': '1', origin, ...forwarded },
        });
      expect((await send('https://shop.example')).statusCode).toBe(204);
      expect((await send('http://shop.example')).statusCode).toBe(403);
      await behind.close();
    });
  });
});
