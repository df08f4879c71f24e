import Stripe from 'stripe';
import { startEmulator, type KeyEntry, type RunningEmulator } from '../index.js';
import { sdkOptions } from '../testing/sdk.js';

describe('keys', () => {
  let running: RunningEmulator | undefined;
  afterEach(() => running?.stop());

  async function start(keys?: readonly KeyEntry[]) {
    running = await startEmulator(keys === undefined ? {} : { keys });
    return (key: string) => new Stripe(key, sdkOptions(running as RunningEmulator));
  }

  it('lets any well-formed test key in without a key file, and no other', async () => {
    const as = await start();
    const { id } = await as('sk_test_a').customers.create();
    expect((await as('rk_test_b').customers.retrieve(id)).id).toBe(id);
    for (const key of ['sk_live_a', 'nonsense', 'sk_test_'])
      await expect(as(key).customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    const missing = await fetch(`${running?.url}/v1/customers`);
    expect(missing.status).toBe(401);
    expect(((await missing.json()) as { error: { message: string } }).error.message).toContain(
      'did not provide an API key',
    );
  });

  it('keeps publishable keys out of what is not for browsers', async () => {
    const as = await start();
    await expect(as('pk_test_a').customers.list()).rejects.toMatchObject({ statusCode: 403 });
  });

  it('opens only what the key file says', async () => {
    const as = await start([
      { key: 'sk_test_one', account: 'acct_one' },
      { key: 'sk_test_two', account: 'acct_two' },
      { key: 'rk_test_read', account: 'acct_one', permissions: { customer: 'read' } },
      { key: 'rk_test_none', account: 'acct_one', permissions: { '*': 'write', customer: 'none' } },
    ]);
    const { id } = await as('sk_test_one').customers.create();
    await expect(as('sk_test_other').customers.list()).rejects.toMatchObject({ statusCode: 401 });
    await expect(as('sk_test_two').customers.retrieve(id)).rejects.toMatchObject({ statusCode: 404 });
    expect((await as('rk_test_read').customers.retrieve(id)).id).toBe(id);
    await expect(as('rk_test_read').customers.create()).rejects.toThrow('rak_customer_write');
    await expect(as('rk_test_read').customers.create()).rejects.toMatchObject({ statusCode: 403 });
    await expect(as('rk_test_none').customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripePermissionError);
    await expect(as('rk_test_none').webhookEndpoints.list()).resolves.toBeDefined();
    await expect(as('rk_test_read').webhookEndpoints.list()).rejects.toMatchObject({ statusCode: 403 });
  });

  it('refuses to act for an account that is not connected', async () => {
    const as = await start();
    await expect(as('sk_test_a').customers.list({}, { stripeAccount: 'acct_foreign' })).rejects.toMatchObject({
      statusCode: 403,
      code: 'account_invalid',
    });
  });
});
