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
});
