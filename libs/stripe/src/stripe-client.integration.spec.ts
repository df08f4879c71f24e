import { loadConfig } from '@guildhall/config';
import { type RunningEmulator, startEmulator } from '../../../apps/stripe-emulator/src/index.js';
import { OPERATION_CALL, StripeClient, WrongMode } from './stripe-client.js';
import { classify } from './stripe-problem.js';
import { STRIPE_API_VERSION } from './stripe-version.js';

describe('StripeClient', () => {
  let emulator: RunningEmulator;
  const clients: StripeClient[] = [];
  beforeAll(async () => {
    emulator = await startEmulator({ seed: '7' });
  });
  afterEach(() => {
    emulator.emulator.faults.clear();
    for (const client of clients.splice(0)) client.onApplicationShutdown();
  });
  afterAll(() => emulator.stop());

  function open(apiBase = emulator.url): StripeClient {
    const environment = { DATABASE_URL: 'postgres://nobody@localhost/x', STRIPE_SECRET_KEY: 'sk_test_client' };
    const client = new StripeClient(loadConfig({ ...environment, STRIPE_API_BASE: apiBase }));
    clients.push(client);
    return client;
  }

  it('reads anywhere and speaks the pinned version', async () => {
    const { lastResponse } = await open().sdk.customers.list({ limit: 1 });
    expect(lastResponse.apiVersion).toBe(STRIPE_API_VERSION);
  });

  it('refuses a mutation that no operation stands behind, before it leaves the process', async () => {
    const client = open();
    const options = { maxNetworkRetries: 0 };
    const before = emulator.emulator.requests.latest().length;
    await expect(client.sdk.customers.create({ name: 'A' }, options)).rejects.toMatchObject({
      detail: { name: 'MutationOutsideOperation' },
    });
    await expect(client.withPriority(0, () => client.sdk.customers.del('cus_1', options))).rejects.toThrow();
    expect(emulator.emulator.requests.latest()).toHaveLength(before);
  });

  it('makes it inside an operation', async () => {
    const client = open();
    const create = () => client.sdk.customers.create({ name: 'A' }, { ...OPERATION_CALL, idempotencyKey: 'op-1' });
    expect((await client.operate(0, create)).name).toBe('A');
  });

  it('repeats reads, and leaves the repeating of operations to the outbox', async () => {
    const client = open();
    emulator.emulator.faults.add({ request: { method: 'GET' }, effect: { status: 503 }, count: 1 });
    await expect(client.sdk.customers.list({ limit: 1 })).resolves.toBeDefined();
    emulator.emulator.faults.add({ request: { method: 'POST' }, effect: { status: 503 }, count: 1 });
    const create = () => client.sdk.customers.create({}, { ...OPERATION_CALL, idempotencyKey: 'op-2' });
    await expect(client.operate(0, create)).rejects.toMatchObject({ statusCode: 503 });
  });

  it('knows that a refused connection sent nothing', async () => {
    const client = open('http://127.0.0.1:1');
    const create = () => client.sdk.customers.create({}, { ...OPERATION_CALL, idempotencyKey: 'op-3' });
    const error: unknown = await client.operate(0, create).catch((refused: unknown) => refused);
    expect(classify(error)).toBe('retry');
  });

  it('refuses what is of the other mode', () => {
    const client = open();
    expect(() => {
      client.assertMode({ livemode: false });
    }).not.toThrow();
    expect(() => {
      client.assertMode({ id: 'evt_1', livemode: true });
    }).toThrow(WrongMode);
  });
});
