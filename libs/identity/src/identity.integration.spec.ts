import { loadConfig } from '@guildhall/config';
import { createApi } from '@guildhall/http';
import { createLogger } from '@guildhall/observability';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IdentityAdminHttpModule, IdentityHttpModule, IdentityService } from './index.js';

@Module({ imports: [IdentityHttpModule, IdentityAdminHttpModule] })
class AuthApi {}

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: {
    code?: string;
    token?: string;
    id?: string;
    roles?: string[];
    data?: Record<string, unknown>[];
    [name: string]: unknown;
  };
}

const PASSWORD = 'correct horse battery';

describe('identity over HTTP', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  const lines: string[] = [];
  let people = 0;

  beforeAll(async () => {
    database = await testDatabase(20);
    const config = loadConfig({
      DATABASE_URL: database.url,
      STRIPE_SECRET_KEY: 'sk_test_identity',
      DATABASE_POOL_SIZE: '20',
    });
    const logger = createLogger({
      service: 'auth',
      level: 'trace',
      destination: { write: (line) => void lines.push(line) },
    });
    app = await createApi(AuthApi, config, { name: 'auth', title: 'Auth', description: '' }, logger);
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });
  beforeEach(() => database.source.query('DELETE FROM login_throttle'));

  type Options = { token?: string | undefined; key?: string; from?: string; headers?: Record<string, string> };
  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    options: Options = {},
  ) => {
    const answer = await app.inject({
      method,
      url,
      remoteAddress: options.from ?? '192.0.2.1',
      headers: {
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...(options.key === undefined ? {} : { 'idempotency-key': options.key }),
        ...options.headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    const body: Answer['body'] = answer.body === '' ? {} : answer.json<Answer['body']>();
    return { status: answer.statusCode, headers: answer.headers, body } satisfies Answer;
  };
  const register = async (roles = ['buyer'], email = `person${(people += 1)}@example.com`) => {
    const answer = await call('POST', '/v1/auth/register', { email, password: PASSWORD, displayName: 'Ada', roles });
    return { ...answer, email, token: answer.body.token ?? '' };
  };
  const logIn = (email: string, password = PASSWORD, options: Options = {}) =>
    call('POST', '/v1/auth/login', { email, password }, options);
  const me = (token: string) => call('GET', '/v1/auth/me', undefined, { token });

  it('registers, knows who it is, logs in and out', async () => {
    const { status, email, token, body } = await register(['seller', 'buyer'], 'Mixed.Case@Example.com');
    expect(status).toBe(201);
    expect(token).toMatch(/^ghs_[\w-]{43}$/);
    expect(body.user).toMatchObject({
      email: 'mixed.case@example.com',
      displayName: 'Ada',
      roles: ['seller', 'buyer'],
    });
    expect((await me(token)).body).toEqual({ ...(body.user as object), sessionExpiresAt: body.expiresAt });
    const again = await logIn(email.toUpperCase());
    expect(again.status).toBe(200);
    expect((await call('POST', '/v1/auth/logout', undefined, { token })).status).toBe(204);
    expect((await me(token)).body.code).toBe('unauthenticated');
    expect((await me(again.body.token ?? '')).status).toBe(200);
  });

  describe('in a browser', () => {
    const BROWSER = { 'x-guildhall-session': 'cookie' };
    const cookieOf = (answer: Answer) => {
      const [pair = '', ...attributes] = String(answer.headers['set-cookie']).split('; ');
      return { cookie: pair, attributes };
    };
    const enter = async (email: string) => {
      const answer = await logIn(email, PASSWORD, { headers: BROWSER });
      return { answer, ...cookieOf(answer) };
    };
    const asBrowser = (cookie: string) => ({ headers: { cookie, 'x-guildhall-csrf': '1' } });

    it('has its session as a cookie that no script can read, and in no answer', async () => {
      const { email } = await register();
      const { answer, cookie, attributes } = await enter(email);
      expect(answer.body).toMatchObject({ token: null, user: { email } });
      expect(cookie).toMatch(/^guildhall_session=ghs_[\w-]{43}$/);
      const maxAge = Number(attributes[0]?.replace('Max-Age=', ''));
      expect(Math.abs(Date.now() + maxAge * 1_000 - Date.parse(String(answer.body.expiresAt)))).toBeLessThan(60_000);
      expect(attributes.slice(1)).toEqual(['Path=/', 'HttpOnly', 'SameSite=Lax']);
      const known = await call('GET', '/v1/auth/me', undefined, { headers: { cookie } });
      expect(known.body).toMatchObject({ email, sessionExpiresAt: answer.body.expiresAt });
      expect(known.headers['set-cookie']).toBeUndefined();
    });

    it('is told by its cookie, too, that use has put the end off', async () => {
      const { email } = await register();
      const { cookie } = await enter(email);
      await database.source.query("UPDATE user_session SET expires_at = now() + interval '1 day'");
      const known = await call('GET', '/v1/auth/me', undefined, { headers: { cookie } });
      const fresh = cookieOf(known);
      expect(fresh.cookie).toBe(cookie);
      expect(Number(fresh.attributes[0]?.replace('Max-Age=', ''))).toBeGreaterThan(13 * 86_400);
      expect(Date.parse(String(known.body.sessionExpiresAt))).toBeGreaterThan(Date.now() + 13 * 86_400_000);
    });

    it('signs out with its cookie, which is taken away', async () => {
      const { email } = await register();
      const { cookie } = await enter(email);
      expect((await call('POST', '/v1/auth/logout', undefined, { headers: { cookie } })).body.code).toBe(
        'csrf_check_failed',
      );
      const out = await call('POST', '/v1/auth/logout', undefined, asBrowser(cookie));
      expect([out.status, cookieOf(out).attributes[0]]).toEqual([204, 'Max-Age=0']);
      expect((await call('GET', '/v1/auth/me', undefined, { headers: { cookie } })).status).toBe(401);
    });

    it('registers into a cookie, and changes its name and password with it', async () => {
      const email = `browser${(people += 1)}@example.com`;
      const body = { email, password: PASSWORD, displayName: 'Ada', roles: ['buyer'] };
      const registered = await call('POST', '/v1/auth/register', body, { headers: BROWSER });
      expect([registered.status, registered.body.token]).toEqual([201, null]);
      const { cookie } = cookieOf(registered);
      const renamed = await call('PATCH', '/v1/auth/me', { displayName: 'Ada L.' }, asBrowser(cookie));
      expect([renamed.status, renamed.body.displayName]).toEqual([200, 'Ada L.']);
      const passwords = { currentPassword: PASSWORD, newPassword: 'staple of the horse' };
      expect((await call('POST', '/v1/auth/password', passwords, asBrowser(cookie))).status).toBe(204);
      expect(lines.join('')).not.toContain('ghs_');
    });

    it('gets its cookie over TLS only, in production', async () => {
      const config = loadConfig({
        NODE_ENV: 'production',
        DATABASE_URL: database.url,
        STRIPE_SECRET_KEY: 'sk_test_identity',
      });
      const production = await createApi(AuthApi, config, { name: 'auth', title: 'Auth', description: '' });
      const { email } = await register();
      const payload = { email, password: PASSWORD };
      const answer = await production.inject({ method: 'POST', url: '/v1/auth/login', headers: BROWSER, payload });
      expect(answer.headers['set-cookie']).toMatch(/; Secure$/);
      await production.close();
    });
  });

  it('changes the name of whoever asks, and says for an access token that it has no session', async () => {
    const { token } = await register();
    const other = await register();
    expect((await call('PATCH', '/v1/auth/me', { displayName: '' }, { token })).status).toBe(400);
    expect((await call('PATCH', '/v1/auth/me', { displayName: 'Grace' })).status).toBe(401);
    await call('PATCH', '/v1/auth/me', { displayName: 'Grace' }, { token });
    expect((await me(token)).body.displayName).toBe('Grace');
    expect((await me(other.token)).body.displayName).toBe('Ada');
    const made = await call(
      'POST',
      '/v1/auth/tokens',
      { name: 'script', roles: ['buyer'] },
      { token, key: 'me-token' },
    );
    expect((await me(made.body.token ?? '')).body.sessionExpiresAt).toBeNull();
  });

  it('lets nobody make themselves an operator, or choose no role or an unknown one', async () => {
    for (const roles of [['operator'], ['buyer', 'operator'], [], ['admin'], ['buyer', 'buyer'], 'buyer']) {
      const answer = await call('POST', '/v1/auth/register', {
        email: 'x@example.com',
        password: PASSWORD,
        displayName: 'X',
        roles,
      });
      expect({ roles, status: answer.status }).toEqual({ roles, status: 400 });
    }
    expect(
      (
        await call('POST', '/v1/auth/register', {
          email: 'x@example.com',
          password: 'short',
          displayName: 'X',
          roles: ['buyer'],
        })
      ).status,
    ).toBe(400);
  });

  it('signs in whoever repeats their registration, and tells everybody else that the address is taken', async () => {
    const { email } = await register();
    expect((await register(['buyer'], email)).status).toBe(201);
    expect((await register(['seller'], email)).body.code).toBe('email_taken');
    const other = { email, password: 'another password', displayName: 'Ada', roles: ['buyer'] };
    expect((await call('POST', '/v1/auth/register', other)).body.code).toBe('email_taken');
    const crowd = await Promise.all(Array.from({ length: 5 }, () => register(['buyer'], 'crowd@example.com')));
    expect(crowd.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    const rows: unknown[] = await database.source.query("SELECT 1 FROM user_account WHERE email = 'crowd@example.com'");
    expect(rows).toHaveLength(1);
  });

  it('says the same for a wrong password and for nobody', async () => {
    const { email } = await register();
    const [wrong, nobody] = [await logIn(email, 'wrong password'), await logIn('nobody@example.com')];
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...nobody.body, requestId: '' });
  });

  it('gives fifty parallel guesses no more tries than ten, and the right password none while blocked', async () => {
    const { email } = await register();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, guess) => logIn(email, `wrong ${guess}`, { from: `198.51.100.${guess}` })),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ body }) => body.code === 'login_throttled')).toHaveLength(40);
    const blocked = await logIn(email, PASSWORD, { from: '203.0.113.9' });
    expect(blocked).toMatchObject({ status: 429, body: { code: 'login_throttled' } });
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(890);
    await database.source.query(
      "UPDATE login_throttle SET window_started_at = window_started_at - interval '16 minutes'",
    );
    expect((await logIn(email)).status).toBe(200);
  });

  it('gives one network fifty wrong guesses, whatever it says in forwarding headers', async () => {
    const spoofed = (guess: number): Record<string, string> => ({
      'x-forwarded-for': `198.51.100.${guess}`,
      forwarded: `for=198.51.100.${guess}`,
      'x-real-ip': `198.51.100.${guess}`,
    });
    const guesses = Array.from({ length: 60 }, (_, guess) =>
      logIn(`somebody${guess}@example.com`, 'wrong', { from: `2001:db8::${guess + 1}`, headers: spoofed(guess) }),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(50);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  it('counts only failures: an office full of people can log in', async () => {
    const { email } = await register();
    for (let round = 0; round < 12; round += 1) expect((await logIn(email)).status).toBe(200);
    const rows: { failures: number }[] = await database.source.query('SELECT failures FROM login_throttle');
    expect(rows).toEqual([{ failures: 0 }]);
  });

  it("ends a revoked session at once, and only one of one's own (I7)", async () => {
    const ada = await register();
    const bob = await register();
    const second = (await logIn(ada.email)).body.token ?? '';
    const sessions = await call('GET', '/v1/auth/sessions', undefined, { token: ada.token });
    expect(sessions.body.data?.map(({ current }) => current)).toEqual([false, true]);
    const id = String(sessions.body.data?.[0]?.id);
    expect((await call('DELETE', `/v1/auth/sessions/${id}`, undefined, { token: bob.token })).body.code).toBe(
      'session_not_found',
    );
    expect((await me(second)).status).toBe(200);
    expect((await call('DELETE', `/v1/auth/sessions/${id}`, undefined, { token: ada.token })).status).toBe(204);
    expect((await me(second)).status).toBe(401);
    expect((await call('GET', '/v1/auth/sessions', undefined, { token: bob.token })).body.data).toHaveLength(1);
  });

  it('keeps a session while it is used, but not for ever', async () => {
    const { token } = await register();
    const days = async () => {
      const rows: { days: number }[] = await database.source.query(
        'SELECT extract(epoch FROM expires_at - now()) / 86400 AS days FROM user_session ORDER BY id DESC LIMIT 1',
      );
      return Math.round(Number(rows[0]?.days));
    };
    const age = (created: number, left: number) =>
      database.source.query(
        `UPDATE user_session SET created_at = now() - make_interval(days => $1), expires_at = now() + make_interval(days => $2)
         WHERE id = (SELECT id FROM user_session ORDER BY id DESC LIMIT 1)`,
        [created, left],
      );
    await age(10, 4);
    expect((await me(token)).status).toBe(200);
    expect(await days()).toBe(14);
    await age(85, 3);
    expect((await me(token)).status).toBe(200);
    expect(await days()).toBe(5);
    await age(20, -1);
    expect((await me(token)).status).toBe(401);
  });

  it('changes a password: other sessions end, a repetition changes nothing, a wrong one is refused', async () => {
    const { email, token } = await register();
    const other = (await logIn(email)).body.token ?? '';
    const change = (currentPassword: string) =>
      call('POST', '/v1/auth/password', { currentPassword, newPassword: 'staple of the horse' }, { token });
    expect((await change('wrong password')).body.code).toBe('invalid_credentials');
    expect((await change(PASSWORD)).status).toBe(204);
    expect([(await me(token)).status, (await me(other)).status]).toEqual([200, 401]);
    expect((await change(PASSWORD)).status).toBe(204);
    expect([(await logIn(email)).status, (await logIn(email, 'staple of the horse')).status]).toEqual([401, 200]);
  });

  it('makes access tokens with some roles, that die when revoked or expired, and follow their owner', async () => {
    const { token: session, body } = await register(['seller', 'buyer']);
    const create = (roles: string[], key: string, token = session) =>
      call('POST', '/v1/auth/tokens', { name: 'export', roles }, { token, key });
    expect((await create(['operator'], 'a')).body.code).toBe('role_not_held');
    const first = await create(['seller'], 'b');
    const repeated = await create(['seller'], 'b');
    const token = repeated.body.token ?? '';
    expect(token).toMatch(/^ghp_[\w-]{43}$/);
    expect(repeated.body.id).toBe(first.body.id);
    expect((await me(first.body.token ?? '')).status).toBe(401); // its answer was lost, so nobody has it
    expect((await me(token)).body.roles).toEqual(['seller']);
    expect(
      (await call('PUT', `/v1/users/${(body.user as { id: string }).id}/roles`, { roles: ['operator'] }, { token }))
        .body.code,
    ).toBe('role_required');
    for (const refused of [
      await create(['seller'], 'c', token),
      await call('POST', '/v1/auth/logout', undefined, { token }),
    ]) {
      expect(refused.body.code).toBe('session_required');
    }
    const list = await call('GET', '/v1/auth/tokens', undefined, { token: session });
    expect(list.body.data).toEqual([
      expect.objectContaining({ id: first.body.id, name: 'export', lastUsedAt: expect.any(String) as unknown }),
    ]);
    expect(JSON.stringify(list.body)).not.toContain('hash');
    await database.source.query("UPDATE user_account SET roles = '{buyer}' WHERE id = $1", [
      (body.user as { id: string }).id,
    ]);
    expect((await me(token)).body.roles).toEqual([]);
    const stranger = await register();
    const url = `/v1/auth/tokens/${String(first.body.id)}`;
    expect((await call('DELETE', url, undefined, { token: stranger.token })).body.code).toBe('access_token_not_found');
    expect((await me(token)).status).toBe(200);
    expect((await call('DELETE', url, undefined, { token: session })).status).toBe(204);
    expect((await me(token)).status).toBe(401);
    const short = (await create(['buyer'], 'd')).body.token ?? '';
    await database.source.query("UPDATE access_token SET expires_at = now() - interval '1 s' WHERE request_key = 'd'");
    expect((await me(short)).status).toBe(401);
  });

  it('lets an operator make operators, and writes down that they did', async () => {
    const service = app.get(IdentityService);
    const wanted = { email: 'Op@example.com', password: PASSWORD, displayName: 'Op', roles: ['operator'] as const };
    const [operator] = await Promise.all([service.ensureUser(wanted), service.ensureUser(wanted)]);
    await service.ensureUser({ ...wanted, displayName: 'Operator' });
    const token = (await logIn('op@example.com')).body.token ?? '';
    const { body } = await register();
    const userId = (body.user as { id: string }).id;
    const set = (id: string, roles: string[]) => call('PUT', `/v1/users/${id}/roles`, { roles }, { token });
    expect((await set(userId, ['operator'])).body.roles).toEqual(['operator']);
    expect((await set(operator.id, ['buyer'])).body.code).toBe('own_operator_role');
    expect((await set('0199c2f4-6d2e-7000-8000-000000000000', ['buyer'])).body.code).toBe('user_not_found');
    expect(await database.source.query('SELECT user_id, action, subject_id, detail FROM audit_record')).toEqual([
      {
        user_id: operator.id,
        action: 'user.set_roles',
        subject_id: userId,
        detail: { before: ['buyer'], after: ['operator'] },
      },
    ]);
  });

  it('I9: leaves no password, token or address in a log or a table', async () => {
    const { token, email } = await register();
    await logIn(email, 'canary wrong password');
    await call('POST', '/v1/auth/login', { email, password: 'canary\u0000' });
    const tables: { all: string }[] = await database.source.query(
      `SELECT concat((SELECT json_agg(s) FROM user_session s), (SELECT json_agg(t) FROM login_throttle t),
                     (SELECT json_agg(i) FROM idempotency_record i), (SELECT json_agg(a) FROM user_account a)) AS all`,
    );
    for (const text of [lines.join(''), tables[0]?.all ?? '']) {
      for (const secret of [token, PASSWORD, 'canary', '192.0.2.1']) expect(text).not.toContain(secret);
    }
  });
});
