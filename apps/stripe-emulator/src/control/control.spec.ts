import { startEmulator, type RunningEmulator } from '../index.js';
import { call } from '../testing/call.js';
import { parseKeyFile } from '../core/key-file.js';

describe('/_emulator', () => {
  let running: RunningEmulator;
  beforeAll(async () => {
    running = await startEmulator({ country: 'GB' });
  });
  afterAll(() => running.stop());

  const createCustomer = (params: Record<string, string>) => call(running, 'POST', '/v1/customers', params);

  it('says how it is', async () => {
    expect((await call(running, 'GET', '/_emulator/health')).body).toMatchObject({
      status: 'ok',
      account: running.account,
      country: 'GB',
    });
    expect((await call(running, 'GET', '/_emulator/no-such')).status).toBe(404);
  });

  it('counts objects by operation, as a test oracle wants', async () => {
    const { body } = await createCustomer({ 'metadata[operation_id]': 'op-1' });
    await createCustomer({ 'metadata[operation_id]': 'op-2' });
    const count = (params: Record<string, string>) => call(running, 'GET', '/_emulator/count', params);
    expect((await count({ 'metadata[operation_id]': 'op-1' })).body).toEqual({ count: 1, ids: [body['id']] });
    expect((await count({ type: 'customer', 'metadata[operation_id]': 'op-1' })).body).toMatchObject({ count: 1 });
    expect((await count({ type: 'event', 'metadata[operation_id]': 'op-1' })).body).toMatchObject({ count: 0 });
    expect((await count({ type: 'customer' })).body).toEqual({ count: 2 });
    await call(running, 'POST', `/v1/customers/${body['id'] as string}`, { 'metadata[operation_id]': 'op-3' });
    expect((await count({ 'metadata[operation_id]': 'op-1' })).body).toMatchObject({ count: 0 });
  });

  it('lists what it covers, from the declarations', async () => {
    const { body } = await call(running, 'GET', '/_emulator/coverage');
    const families = body['families'] as { name: string; routes: { path: string; params: object }[] }[];
    const customers = families.find(({ name }) => name === 'customers');
    expect(customers?.routes.map(({ path }) => path)).toContain('/v1/customers/:id');
    expect(customers?.routes[0]?.params).toMatchObject({
      email: { kind: 'email or empty' },
      metadata: { kind: 'metadata' },
    });
  });

  it('logs requests', async () => {
    await createCustomer({ email: 'wrong' });
    const { body } = await call(running, 'GET', '/_emulator/requests', { limit: '1' });
    expect(body['data']).toMatchObject([
      { method: 'POST', path: '/v1/customers', status: 400, error: 'Invalid email address: wrong' },
    ]);
  });

  it('shows a page that a stranger cannot write into', async () => {
    await call(running, 'GET', '/v1/<script>alert(1)</script>');
    const response = await fetch(`${running.url}/_emulator`);
    const page = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(page).toContain('lang="en"');
    expect(page).not.toContain('<script>alert');
  });

  it('reads key files, and says what is wrong with them', () => {
    const entry = { key: 'rk_test_a', account: 'acct_a', permissions: { charge: 'read' } };
    expect(parseKeyFile([entry])).toEqual([entry]);
    expect(() => parseKeyFile({})).toThrow('array');
    expect(() =>
      parseKeyFile([
        { ...entry, key: 'sk_live_a' },
        { ...entry, permissions: { charge: 'all' } },
      ]),
    ).toThrow(/entry 0: key must.*entry 1: permissions must/);
  });
});
