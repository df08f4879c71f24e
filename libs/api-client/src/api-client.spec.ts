import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiProblem, type BuyerSchemas, createBuyerApi } from './index.js';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly key: string | string[] | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

describe('the typed client', () => {
  let server: Server;
  let baseUrl: string;
  const seen: Seen[] = [];
  /** The answers to come; `null` cuts the connection. The last one stays. */
  let answers: ({ status: number; body?: object } | null)[] = [];

  const bodyOf = async (request: IncomingMessage) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    return text;
  };
  beforeAll(async () => {
    server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const { method, url, headers } = request;
        seen.push({ method, url, key: headers['idempotency-key'], authorization: headers.authorization, body });
        const answer = answers.length > 1 ? answers.shift() : answers[0];
        if (answer === null || answer === undefined) {
          request.socket.destroy();
          return;
        }
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
  });
  beforeEach(() => seen.splice(0));

  const login = { email: 'ada@example.com', password: 'correct horse battery' };
  const user = {
    id: 'u1',
    email: login.email,
    displayName: 'Ada',
    roles: ['buyer'],
    createdAt: '2026-01-01T00:00:00Z',
  };

  it('sends what the types let it, with token and key, and answers the body', async () => {
    answers = [{ status: 200, body: { token: 'ghs_1', expiresAt: '2026-01-01T00:00:00Z', user } }];
    const signedIn: BuyerSchemas['SignedInResponse'] = await createBuyerApi(baseUrl).POST('/v1/auth/login', {
      body: login,
    });
    expect(signedIn.token).toBe('ghs_1');
    answers = [{ status: 204 }];
    const api = createBuyerApi(baseUrl, { token: signedIn.token ?? '' });
    const params = { path: { sessionId: 'a/b' } };
    await expect(api.DELETE('/v1/auth/sessions/{sessionId}', { params })).resolves.toBeUndefined();
    expect(seen).toEqual([
      {
        method: 'POST',
        url: '/v1/auth/login',
        key: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        authorization: undefined,
        body: JSON.stringify(login),
      },
      {
        method: 'DELETE',
        url: '/v1/auth/sessions/a%2Fb',
        key: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        authorization: 'Bearer ghs_1',
        body: '',
      },
    ]);
  });

  it('lets nothing through that the documents do not know', () => {
    const api = createBuyerApi(baseUrl, { fetch: () => Promise.resolve(Response.json({})) });
    const wrong = [
      // @ts-expect-error no such path
      () => api.GET('/v1/nothing'),
      // @ts-expect-error the password is missing
      () => api.POST('/v1/auth/login', { body: { email: 'a@example.com' } }),
      // @ts-expect-error a body is needed
      () => api.POST('/v1/auth/login'),
      // @ts-expect-error a number is no cursor
      () => api.GET('/v1/auth/sessions', { params: { query: { cursor: 5 } } }),
    ];
    expect(wrong).toHaveLength(4);
  });

  it('keeps a key that the caller chose, and takes a new one for every other call', async () => {
    answers = [{ status: 200, body: {} }];
    const api = createBuyerApi(baseUrl);
    await api.POST('/v1/auth/login', { body: login, params: { header: { 'Idempotency-Key': 'mine' } } });
    await api.POST('/v1/auth/login', { body: login });
    await api.POST('/v1/auth/login', { body: login });
    await api.GET('/v1/auth/me');
    const [mine, second, third, read] = seen.map(({ key }) => key);
    expect([mine, read]).toEqual(['mine', undefined]);
    expect(second).not.toBe(third);
  });

  it('repeats with the same key and body what may go better the next time', async () => {
    const inUse = { status: 409, body: { code: 'idempotency_key_in_use', status: 409 } };
    for (const failure of [null, { status: 503, body: {} }, inUse]) {
      seen.splice(0);
      answers = [failure, failure, { status: 200, body: { token: 'late' } }];
      const signedIn = await createBuyerApi(baseUrl).POST('/v1/auth/login', { body: login });
      expect(signedIn.token).toBe('late');
      expect(seen).toHaveLength(3);
      expect(new Set(seen.map(({ key, body }) => `${String(key)} ${body}`)).size).toBe(1);
    }
  });

  it('gives up in the end, and repeats nothing that is final', async () => {
    answers = [null];
    await expect(createBuyerApi(baseUrl, { retries: 1 }).GET('/v1/auth/me')).rejects.toThrow('fetch failed');
    expect(seen).toHaveLength(2);
    seen.splice(0);
    answers = [{ status: 500, body: { code: 'internal_error' } }];
    await expect(createBuyerApi(baseUrl).GET('/v1/auth/me')).rejects.toMatchObject({ status: 500 });
    expect(seen).toHaveLength(1);
  });

  it('throws what went wrong as a problem', async () => {
    const errors = [{ field: 'email', message: 'must be an e-mail address' }];
    answers = [
      { status: 400, body: { code: 'invalid_request', detail: 'The request has mistakes.', requestId: 'r1', errors } },
    ];
    const problem: unknown = await createBuyerApi(baseUrl)
      .POST('/v1/auth/login', { body: login })
      .catch((error: unknown) => error);
    if (!(problem instanceof ApiProblem)) throw new Error('it must be an ApiProblem');
    expect(problem).toMatchObject({
      status: 400,
      code: 'invalid_request',
      detail: 'The request has mistakes.',
      requestId: 'r1',
      errors,
    });
    expect([problem.is('invalid_request'), problem.is('email_taken')]).toEqual([true, false]);
    answers = [{ status: 418 }];
    await expect(createBuyerApi(baseUrl).GET('/v1/auth/me')).rejects.toMatchObject({
      status: 418,
      code: 'no_problem_document',
    });
  });
});
