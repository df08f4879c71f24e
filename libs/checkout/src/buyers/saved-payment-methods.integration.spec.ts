import { BuyerEntity, newId, type ProductEntity, StripeOperationEntity } from '@guildhall/database';
import { type RunningEmulator, startEmulator } from '@guildhall/stripe-emulator';
import { testDatabase } from '@guildhall/testing';
import { CheckoutBench } from '../spec-support/checkout-bench.js';
import { StripeSide } from '../spec-support/stripe-side.js';

describe('story 16: saved payment methods', () => {
  let emulator: RunningEmulator;
  let stripe: StripeSide;
  let bench: CheckoutBench;
  let buyer: string;
  let product: ProductEntity;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, seed: '7' });
    stripe = new StripeSide(emulator.url);
    bench = await CheckoutBench.open(await testDatabase(20), emulator.url);
    product = await bench.product((await bench.seller(await stripe.account())).id, 100_00, 100);
  });
  afterAll(async () => {
    await bench.close();
    await emulator.stop();
  });
  beforeEach(async () => {
    buyer = await bench.user();
  });

  const setUp = (who: string, key = newId()) =>
    bench.request('POST', '/v1/payment-methods/setup', who, {}, { 'idempotency-key': key });
  const listed = async (who: string) =>
    (await bench.request('GET', '/v1/payment-methods', who)).body.data as {
      id: string;
      brand: string;
      last4: string;
    }[];
  /** The buyer goes all the way. @returns the id with us */
  async function saves(who: string, card = 'pm_card_visa'): Promise<string> {
    const { body } = await setUp(who);
    expect(await stripe.saves(body.clientSecret, card)).toBe('succeeded');
    await stripe.delivers(bench);
    return (await listed(who))[0]?.id ?? '';
  }
  const buysWith = (savedPaymentMethodId: string, who = buyer) =>
    bench.place(who, { items: [{ productId: product.id, quantity: 1 }], savedPaymentMethodId });

  it('are saved with a SetupIntent, once, by one customer per buyer', async () => {
    const key = newId();
    const first = await setUp(buyer, key);
    expect(first).toMatchObject({ status: 201, body: { publishableKey: 'pk_test_checkout' } });
    expect((await setUp(buyer, key)).body).toEqual(first.body);
    expect((await setUp(buyer)).body.setupIntentId).not.toBe(first.body.setupIntentId);
    await stripe.saves(first.body.clientSecret);
    await stripe.delivers(bench, { times: 3 });
    expect(await listed(buyer)).toEqual([
      expect.objectContaining({ brand: 'visa', last4: '4242', type: 'card', expMonth: expect.any(Number) as number }),
    ]);
    const { stripeCustomerId } = await bench.database.source.manager.findOneByOrFail(BuyerEntity, { userId: buyer });
    const customers = await stripe.sdk.customers.list({ limit: 100 });
    const own = customers.data.filter(
      ({ metadata }) => metadata.buyer_id !== undefined && metadata.operation_id !== undefined,
    );
    expect(own.filter(({ id }) => id === stripeCustomerId)).toHaveLength(1);
  });

  it('makes one customer for five requests at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => setUp(buyer)));
    const ids = new Set(answers.map(({ body }) => body.setupIntentId));
    expect([answers.map(({ status }) => status), ids.size]).toEqual([Array(5).fill(201), 5]);
    const { id } = await bench.database.source.manager.findOneByOrFail(BuyerEntity, { userId: buyer });
    const customers = await stripe.sdk.customers.list({ limit: 100 });
    expect(customers.data.filter(({ metadata }) => metadata.buyer_id === id)).toHaveLength(1);
  });

  it('pay an order at once, without the buyer', async () => {
    const { status, body } = await buysWith(await saves(buyer));
    expect([status, body.payment]).toMatchObject([201, { status: 'succeeded', clientSecret: null }]);
    await stripe.delivers(bench);
    const { id } = body.order as { id: string };
    expect((await bench.request('GET', `/v1/orders/${id}`, buyer)).body.state).toBe('paid');
  });

  it('bring the buyer back when the bank wants to see them', async () => {
    const saved = await saves(buyer, 'pm_card_authenticationRequired');
    const { status, body } = await buysWith(saved);
    expect([status, body.payment]).toMatchObject([
      201,
      { status: 'requires_payment_method', lastError: { code: 'authentication_required' } },
    ]);
    const { clientSecret } = body.payment as { clientSecret: string };
    await stripe.pay(clientSecret);
    await stripe.delivers(bench);
    const { id } = body.order as { id: string };
    expect((await bench.request('GET', `/v1/orders/${id}`, buyer)).body.state).toBe('paid');
  });

  it('belong to their buyer alone (I7)', async () => {
    const saved = await saves(buyer);
    const other = await bench.user();
    expect(await listed(other)).toEqual([]);
    expect((await buysWith(saved, other)).body.code).toBe('payment_method_not_found');
    expect((await bench.request('DELETE', `/v1/payment-methods/${saved}`, other)).status).toBe(404);
    expect(await listed(buyer)).toHaveLength(1);
  });

  it('are gone once deleted, also when Stripe tells of them later', async () => {
    const saved = await saves(buyer);
    expect((await bench.request('DELETE', `/v1/payment-methods/${saved}`, buyer)).status).toBe(204);
    // A lost answer is asked for again: nothing happens twice.
    expect((await bench.request('DELETE', `/v1/payment-methods/${saved}`, buyer)).status).toBe(204);
    expect(await bench.database.source.manager.countBy(StripeOperationEntity, { subjectId: saved })).toBe(1);
    await stripe.delivers(bench);
    expect(await listed(buyer)).toEqual([]);
    expect((await buysWith(saved)).body.code).toBe('payment_method_not_found');
    const { stripeCustomerId } = await bench.database.source.manager.findOneByOrFail(BuyerEntity, { userId: buyer });
    expect((await stripe.sdk.customers.listPaymentMethods(stripeCustomerId ?? '')).data).toEqual([]);
  });
});
