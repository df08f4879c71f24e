import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../index.js';
import { sdkOptions } from '../testing/sdk.js';

describe('idempotency keys', () => {
  let running: RunningEmulator;
  let stripe: Stripe;

  beforeEach(async () => {
    running = await startEmulator();
    stripe = new Stripe('sk_test_x', sdkOptions(running));
  });
  afterEach(() => running.stop());

  const fault = (rule: object) =>
    fetch(`${running.url}/_emulator/faults`, { method: 'POST', body: JSON.stringify(rule) });
  const countOfCustomers = async () => (await stripe.customers.list({ limit: 100 })).data.length;

  it('replays the first answer and does nothing again', async () => {
    const first = await stripe.customers.create({ name: 'A', email: 'a@b.c' }, { idempotencyKey: 'k' });
    const second = await stripe.customers.create({ email: 'a@b.c', name: 'A' }, { idempotencyKey: 'k' });
    expect(second).toEqual(first);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
    expect(await countOfCustomers()).toBe(1);
  });

  it('replays what was answered, not what the object is now', async () => {
    const { id } = await stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' });
    await stripe.customers.update(id, { name: 'B' });
    expect((await stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' })).name).toBe('A');
  });

  it('refuses the key for other parameters or another path', async () => {
    const { id } = await stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' });
    const others = [
      stripe.customers.create({ name: 'B' }, { idempotencyKey: 'k' }),
      stripe.customers.update(id, { name: 'A' }, { idempotencyKey: 'k' }),
    ];
    for (const other of others)
      await expect(other).rejects.toMatchObject({ statusCode: 400, rawType: 'idempotency_error' });
  });

  it('answers 409 while the first request is in flight', async () => {
    await fault({ request: { path: '/v1/customers' }, effect: { delayMs: 200 }, count: 1 });
    const first = stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' });
    await new Promise((resolve) => setTimeout(resolve, 60));
    await expect(stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' })).rejects.toMatchObject({
      statusCode: 409,
      code: 'idempotency_key_in_use',
    });
    await first;
    expect(await countOfCustomers()).toBe(1);
  });

  it('forgets after 24 hours of emulator time', async () => {
    const first = await stripe.customers.create({}, { idempotencyKey: 'k' });
    await running.advance({ seconds: 24 * 3600 - 5 });
    expect((await stripe.customers.create({}, { idempotencyKey: 'k' })).id).toBe(first.id);
    await running.advance({ seconds: 10 });
    expect((await stripe.customers.create({}, { idempotencyKey: 'k' })).id).not.toBe(first.id);
  });

  it('does not keep a validation error', async () => {
    const wrong = { email: 'wrong' };
    await expect(stripe.customers.create(wrong, { idempotencyKey: 'k' })).rejects.toMatchObject({ statusCode: 400 });
    await expect(stripe.customers.create({ email: 'a@b.c' }, { idempotencyKey: 'k' })).resolves.toBeDefined();
  });

  it('keeps what the execution refused, for the request that says so', async () => {
    const tooSmall = () =>
      stripe.charges
        .create({ amount: 5, currency: 'usd', source: 'tok_visa' }, { idempotencyKey: 'k' })
        .catch((error: unknown) => error as Stripe.errors.StripeError);
    const first = (await tooSmall()) as Stripe.errors.StripeError;
    expect(first).toMatchObject({ code: 'amount_too_small', param: 'amount' });
    expect(first.headers?.['original-request']).toBe(first.requestId);
    const second = (await tooSmall()) as Stripe.errors.StripeError;
    expect(second.headers).toMatchObject({ 'idempotent-replayed': 'true', 'original-request': first.requestId });
    expect(second.requestId).not.toBe(first.requestId);
  });

  it('does not keep a 429 or a 500 from before the execution', async () => {
    await fault({ request: { path: '/v1/customers' }, effect: { status: 429 }, count: 1 });
    await expect(stripe.customers.create({}, { idempotencyKey: 'k' })).rejects.toMatchObject({ statusCode: 429 });
    await expect(stripe.customers.create({}, { idempotencyKey: 'k' })).resolves.toBeDefined();
  });

  it('keeps a 500 from after the commit', async () => {
    await fault({ request: { method: 'POST' }, effect: { status: 500, when: 'after' }, count: 1 });
    await expect(stripe.customers.create({}, { idempotencyKey: 'k' })).rejects.toMatchObject({ statusCode: 500 });
    await expect(stripe.customers.create({}, { idempotencyKey: 'k' })).rejects.toMatchObject({ statusCode: 500 });
    expect(await countOfCustomers()).toBe(1);
  });

  it('finds the change after a connection that was lost behind it, and nothing after one lost before it', async () => {
    // Not the SDK: it repeats a request by itself when a connection is closed.
    const post = (key: string) =>
      fetch(`${running.url}/v1/customers`, {
        method: 'POST',
        headers: { Authorization: 'Bearer sk_test_x', 'Idempotency-Key': key },
      });
    await fault({ request: { method: 'POST' }, effect: { close: true, when: 'after' }, count: 1 });
    await expect(post('k')).rejects.toThrow();
    expect(await countOfCustomers()).toBe(1);
    expect((await post('k')).headers.get('idempotent-replayed')).toBe('true');
    await fault({ request: { method: 'POST' }, effect: { close: true }, count: 1 });
    await expect(post('l')).rejects.toThrow();
    expect(await countOfCustomers()).toBe(1);
    expect((await post('l')).headers.get('idempotent-replayed')).toBeNull();
  });
});
