import { startEmulator, type RunningEmulator } from '../index.js';
import type { Route } from '../core/resource.js';
import { families } from '../resources/index.js';

const routes = families.flatMap((family) => family.routes);
const isRead = (route: Route): boolean => route.method === 'GET';

describe('who may call what', () => {
  let running: RunningEmulator;
  beforeAll(async () => {
    const account = 'acct_permissions';
    running = await startEmulator({
      keys: [
        { key: 'sk_test_all', account },
        { key: 'pk_test_browser', account },
        { key: 'rk_test_none', account, permissions: {} },
        { key: 'rk_test_read', account, permissions: { '*': 'read' } },
        { key: 'rk_test_write', account, permissions: { '*': 'write' } },
      ],
    });
  });
  afterAll(() => running.stop());

  /** The answer to a call about objects that do not exist: 403 says that nobody looked. */
  const ask = async (key: string, { method, path }: Pick<Route, 'method' | 'path'>) => {
    const response = await fetch(`${running.url}${path.replaceAll(/:\w+/g, 'none')}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Stripe-Version': '2018-01-01' },
    });
    const { error } = (await response.json()) as { error?: { message?: string; code?: string; type?: string } };
    return { status: response.status, message: error?.message ?? '', code: error?.code };
  };
  const isRefused = ({ status, message }: Awaited<ReturnType<typeof ask>>): boolean =>
    status === 403 && /publishable API key|required permissions/.test(message);

  it('a publishable key may do what browsers do, and nothing else', async () => {
    const wrong: string[] = [];
    for (const route of routes) {
      const answer = await ask('pk_test_browser', route);
      if (isRefused(answer) === (route.publishable === undefined)) continue;
      wrong.push(`${route.method} ${route.path}: ${answer.status} ${answer.message}`);
    }
    expect(wrong).toEqual([]);
    expect(routes.filter((route) => route.publishable !== undefined).length).toBeGreaterThan(8);
  });

  it('a restricted key may do what its permissions say, and the refusal names the one that lacks', async () => {
    const wrong: string[] = [];
    for (const route of routes) {
      const [none, read, write] = await Promise.all(
        ['rk_test_none', 'rk_test_read', 'rk_test_write'].map((key) => ask(key, route)),
      );
      const wanted = `'rak_${route.permission}_${isRead(route) ? 'read' : 'write'}'`;
      const isRight =
        none !== undefined &&
        read !== undefined &&
        write !== undefined &&
        isRefused(none) &&
        none.message.includes(wanted) &&
        isRefused(read) !== isRead(route) &&
        !isRefused(write);
      if (!isRight) wrong.push(`${route.method} ${route.path}: ${none?.message ?? ''}`);
    }
    expect(wrong).toEqual([]);
  });

  it('answers 404 in one shape for what is no call', async () => {
    for (const [method, path] of [
      ['GET', '/v1/nonsense'],
      ['POST', '/v1/issuing/cards'],
      ['DELETE', '/v1/charges/ch_1'],
      ['GET', '/'],
      ['GET', '/v1/customers/'],
    ] as const) {
      const answer = await ask('sk_test_all', { method: method, path });
      const start = `Unrecognized request URL (${method}: ${path}).`;
      expect([answer.status, answer.message.slice(0, start.length)]).toEqual([404, start]);
    }
    const put = await fetch(`${running.url}/v1/customers`, {
      method: 'PUT',
      headers: { Authorization: 'Bearer sk_test_all' },
    });
    expect(put.status).toBe(404);
  });
});
