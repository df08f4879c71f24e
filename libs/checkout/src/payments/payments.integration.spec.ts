import {
  MarketplaceOrderEntity,
  newId,
  PaymentEntity,
  type ProductEntity,
  StripeOperationEntity,
} from '@guildhall/database';
import { account, Ledger } from '@guildhall/ledger';
import { Outbox } from '@guildhall/outbox';
import { type RunningEmulator, startEmulator } from '@guildhall/stripe-emulator';
import { testDatabase } from '@guildhall/testing';
import { ExpireOrdersJob } from '../orders/expire-orders.job.js';
import { CheckoutBench } from '../spec-support/checkout-bench.js';
import { StripeSide } from '../spec-support/stripe-side.js';

describe('paying an order', () => {
  let emulator: RunningEmulator;
  let stripe: StripeSide;
  let bench: CheckoutBench;
  let buyer: string;
  let product: ProductEntity;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, seed: '7' });
    stripe = new StripeSide(emulator.url);
    bench = await CheckoutBench.open(await testDatabase(20), emulator.url);
  });
  afterAll(async () => {
    await bench.close();
    await emulator.stop();
  });
  beforeEach(async () => {
    buyer = await bench.user();
    product = await bench.product((await bench.seller(await stripe.account())).id, 100_00, 10);
  });

  const manager = () => bench.database.source.manager;
  const orderOf = (id: string) => manager().findOneByOrFail(MarketplaceOrderEntity, { id });
  const paymentOf = (orderId: string) => manager().findOneByOrFail(PaymentEntity, { orderId });
  const eventsOf = async (orderId: string) =>
    (
      await manager().query<{ type: string }[]>(`SELECT type FROM domain_event WHERE payload->>'orderId' = $1`, [
        orderId,
      ])
    ).map(({ type }) => type);
  /** Places an order of one product. */
  async function places(change: object = {}, key = newId()) {
    const answer = await bench.place(buyer, { items: [{ productId: product.id, quantity: 1 }], ...change }, key);
    expect(answer.status).toBe(201);
    const { order, payment } = answer.body as { order: Record<string, unknown>; payment: Record<string, unknown> };
    return {
      id: String(order.id),
      clientSecret: payment.clientSecret,
      intentId: String(payment.paymentIntentId),
      payment,
    };
  }
  const shows = (id: string) => bench.request('GET', `/v1/orders/${id}`, buyer);
  const payment = (id: string) => bench.request('GET', `/v1/orders/${id}/payment`, buyer);
  const cancels = (id: string) => bench.request('POST', `/v1/orders/${id}/cancel`, buyer, {});

  it('story 8: one seller, 100.00, whatever is delivered how often in which order (I1, I3)', async () => {
    const order = await places();
    expect(order.payment).toMatchObject({ status: 'requires_payment_method', publishableKey: 'pk_test_checkout' });
    const intent = await stripe.sdk.paymentIntents.retrieve(order.intentId);
    expect(intent).toMatchObject({
      amount: 100_00,
      application_fee_amount: 10_00,
      transfer_group: `order_${order.id}`,
    });
    expect(intent.metadata).toEqual({ order_id: order.id, operation_id: expect.any(String) as string });
    expect(await stripe.pay(order.clientSecret)).toBe('succeeded');
    await stripe.delivers(bench, { times: 3 });
    expect((await shows(order.id)).body).toMatchObject({
      state: 'paid',
      payment: { status: 'succeeded', waitsFor: null },
    });
    expect(await eventsOf(order.id)).toEqual(['order.paid']);
    const clearing = await bench.get<Ledger>(Ledger).balanceOf(account.orderClearing(order.id), 'usd');
    expect(clearing.toString()).toBe('100.00 USD');
    expect(await paymentOf(order.id)).toMatchObject({ capturedMinor: 100_00n, applicationFeeMinor: 10_00n });
  });

  it('story 9: two sellers are charged once, on the platform, with nothing passed on by Stripe', async () => {
    const other = await bench.product((await bench.seller(await stripe.account())).id, 40_00);
    const items = [product, other].map(({ id }) => ({ productId: id, quantity: 1 }));
    const order = await places({ items });
    const intent = await stripe.sdk.paymentIntents.retrieve(order.intentId);
    expect([intent.amount, intent.transfer_data, intent.application_fee_amount]).toEqual([140_00, null, null]);
  });

  it('takes what is final from either event alone: an order is paid once its charge is booked', async () => {
    const order = await places();
    await stripe.pay(order.clientSecret);
    const ours = (await stripe.events()).filter(
      ({ data: { object } }) =>
        'metadata' in object && (object.metadata as Record<string, string>).order_id === order.id,
    );
    for (const event of ours.filter(({ type }) => type === 'payment_intent.succeeded'))
      await stripe.deliver(bench, event);
    expect([(await orderOf(order.id)).state, (await paymentOf(order.id)).status]).toEqual([
      'awaiting_payment',
      'succeeded',
    ]);
    for (const event of ours.filter(({ type }) => type === 'charge.succeeded')) await stripe.deliver(bench, event);
    expect((await orderOf(order.id)).state).toBe('paid');
  });

  it('story 13: declined, then another card: one PaymentIntent, the reason shown is Stripe’s', async () => {
    const order = await places();
    expect(await stripe.pay(order.clientSecret, 'pm_card_chargeDeclinedInsufficientFunds')).toBe('insufficient_funds');
    await stripe.delivers(bench);
    expect((await shows(order.id)).body).toMatchObject({
      state: 'awaiting_payment',
      payment: { lastError: { code: 'insufficient_funds', message: 'Your card has insufficient funds.' } },
    });
    const again = await payment(order.id);
    expect(again.body).toMatchObject({ paymentIntentId: order.intentId, clientSecret: order.clientSecret });
    expect(await stripe.pay(again.body.clientSecret)).toBe('succeeded');
    await stripe.delivers(bench);
    expect((await shows(order.id)).body).toMatchObject({ state: 'paid', payment: { lastError: null } });
    expect(await eventsOf(order.id)).toEqual(['order.paid']);
  });

  it('story 14: 3D Secure: the order says what it waits for; failed, then passed', async () => {
    const order = await places();
    expect(await stripe.pay(order.clientSecret, 'pm_card_threeDSecure2Required')).toBe('requires_action');
    await stripe.delivers(bench);
    expect((await shows(order.id)).body.payment).toMatchObject({
      status: 'requires_action',
      waitsFor: 'your bank: complete the authentication (3D Secure) it asks for',
    });
    await stripe.answerChallenge(order.intentId, 'fail');
    await stripe.delivers(bench);
    expect((await shows(order.id)).body).toMatchObject({
      state: 'awaiting_payment',
      payment: { status: 'requires_payment_method', lastError: { code: 'payment_intent_authentication_failure' } },
    });
    await stripe.pay(order.clientSecret, 'pm_card_threeDSecure2Required');
    await stripe.answerChallenge(order.intentId, 'complete');
    await stripe.delivers(bench);
    expect((await orderOf(order.id)).state).toBe('paid');
  });

  it('story 15: the same request ten times makes one PaymentIntent (I1)', async () => {
    const key = newId();
    const first = await places({}, key);
    const answers = [];
    for (let n = 0; n < 10; n += 1) answers.push(await places({}, key));
    expect(new Set(answers.map(({ intentId }) => intentId))).toEqual(new Set([first.intentId]));
    expect(new Set(answers.map(({ clientSecret }) => clientSecret))).toEqual(new Set([first.clientSecret]));
    expect(await bench.stockOf(product.id)).toBe(9);
  });

  it('gives a guest a token that shows and pays the order, the same for a repeated request (I7)', async () => {
    const body = { items: [{ productId: product.id, quantity: 1 }], guestEmail: 'guest@example.com' };
    const key = newId();
    const first = (await bench.place(null, body, key)).body;
    const again = (await bench.place(null, body, key)).body;
    expect(first.orderToken).toMatch(/^ot_[\w-]{43}$/);
    expect(again.orderToken).toBe(first.orderToken);
    const url = `/v1/orders/${(first.order as { id: string }).id}`;
    const held = { 'x-order-token': String(first.orderToken) };
    expect((await bench.request('GET', `${url}/payment`, null, undefined, held)).body.clientSecret).toBe(
      (first.payment as { clientSecret: string }).clientSecret,
    );
    const other = (await bench.place(null, { ...body, items: [{ productId: product.id, quantity: 2 }] }, key)).body;
    expect(other.orderToken).not.toBe(first.orderToken);
  });

  it('gives a guest’s browser a cookie instead, which opens its orders and no others (I7)', async () => {
    const body = { items: [{ productId: product.id, quantity: 1 }], guestEmail: 'guest@example.com' };
    const asBrowser = { 'x-guildhall-session': 'cookie', 'x-guildhall-csrf': '1' };
    const buys = async (cookie: string) => {
      const headers = { ...asBrowser, ...(cookie === '' ? {} : { cookie }) };
      const placed = await bench.place(null, body, newId(), headers);
      expect([placed.status, placed.body.orderToken]).toEqual([201, null]);
      const [pair = '', ...attributes] = String(placed.headers['set-cookie']).split('; ');
      expect(attributes.slice(1)).toEqual(['Path=/', 'HttpOnly', 'SameSite=Lax']);
      return { url: `/v1/orders/${(placed.body.order as { id: string }).id}`, cookie: pair };
    };
    const first = await buys('');
    const second = await buys(first.cookie);
    const stranger = await buys('');
    const opens = async (url: string, cookie: string) =>
      (await bench.request('GET', url, null, undefined, { cookie })).status;
    expect([await opens(first.url, second.cookie), await opens(second.url, second.cookie)]).toEqual([200, 200]);
    expect([await opens(second.url, first.cookie), await opens(first.url, stranger.cookie)]).toEqual([404, 404]);
    const cancel = (cookie: string, csrf: object) =>
      bench.request('POST', `${first.url}/cancel`, null, {}, { cookie, ...csrf });
    expect((await cancel(second.cookie, {})).body.code).toBe('csrf_check_failed');
    expect((await cancel(stranger.cookie, asBrowser)).status).toBe(404);
    expect((await cancel(second.cookie, asBrowser)).body.state).toBe('canceled');
  });

  it('cancels at Stripe first, then gives the stock back', async () => {
    const order = await places();
    expect(await cancels(order.id)).toMatchObject({ status: 200, body: { state: 'canceled' } });
    expect((await stripe.sdk.paymentIntents.retrieve(order.intentId)).status).toBe('canceled');
    expect(await bench.stockOf(product.id)).toBe(10);
    await stripe.delivers(bench);
    expect(await bench.stockOf(product.id)).toBe(10);
    expect((await payment(order.id)).body).toMatchObject({ status: 'canceled', clientSecret: null });
    expect(await stripe.pay(order.clientSecret)).toBe('payment_intent_unexpected_state');
  });

  it('lets Stripe decide when the buyer cancels and pays at the same time', async () => {
    const order = await places();
    await stripe.pay(order.clientSecret);
    expect(await cancels(order.id)).toMatchObject({ status: 409, body: { code: 'order_not_cancelable' } });
    await stripe.delivers(bench);
    expect((await orderOf(order.id)).state).toBe('paid');
    expect((await cancels(order.id)).body.code).toBe('order_not_cancelable');
  });

  it('story 12: after the deadline the payment is canceled and the stock is back', async () => {
    const order = await places();
    await manager().update(MarketplaceOrderEntity, { id: order.id }, { expiresAt: new Date(0) });
    await bench.get(ExpireOrdersJob).run();
    expect(await bench.stockOf(product.id)).toBe(9);
    await runs('payment_intent.cancel', (await paymentOf(order.id)).id);
    expect([(await orderOf(order.id)).state, await bench.stockOf(product.id)]).toEqual(['expired', 10]);
    await bench.get(ExpireOrdersJob).run();
    await stripe.delivers(bench);
    expect([(await orderOf(order.id)).state, await bench.stockOf(product.id)]).toEqual(['expired', 10]);
  });

  it('story 12: paid in time but heard of late is paid; paid after the deadline is given back (I1)', async () => {
    const inTime = await places();
    const late = await places();
    await stripe.pay(inTime.clientSecret);
    await emulator.advance({ seconds: 1_801 });
    await stripe.pay(late.clientSecret);
    await stripe.delivers(bench);
    expect([(await orderOf(inTime.id)).state, await eventsOf(inTime.id)]).toEqual(['paid', ['order.paid']]);
    expect([(await orderOf(late.id)).state, await eventsOf(late.id)]).toEqual(['expired', ['order.paid_too_late']]);
    expect(await bench.stockOf(product.id)).toBe(9);
  });

  it('refunds what was paid although the order had been given up', async () => {
    const order = await places();
    await manager().update(MarketplaceOrderEntity, { id: order.id }, { state: 'canceled' });
    await stripe.pay(order.clientSecret);
    await stripe.delivers(bench);
    expect([(await orderOf(order.id)).state, await eventsOf(order.id)]).toEqual(['canceled', ['order.paid_too_late']]);
    expect((await payment(order.id)).body.clientSecret).toBeNull();
  });

  it('story 18: a bank debit is processing for days, then fails: the order waits for its buyer again', async () => {
    const euro = await bench.product(product.sellerId, 50_00, 10, { currency: 'eur' });
    const order = await places({ items: [{ productId: euro.id, quantity: 1 }] });
    const method = await stripe.sdk.paymentMethods.create({
      type: 'sepa_debit',
      sepa_debit: { iban: 'AT861904300235473202' },
      billing_details: { name: 'Ada', email: 'ada@example.com' },
    });
    const confirmed = await stripe.sdk.paymentIntents.confirm(order.intentId, {
      payment_method: method.id,
      mandate_data: { customer_acceptance: { type: 'offline', offline: {} } },
      return_url: 'https://example.com',
    });
    expect(confirmed).toMatchObject({ status: 'processing' });
    await stripe.delivers(bench);
    expect((await orderOf(order.id)).state).toBe('processing');
    expect((await cancels(order.id)).body.code).toBe('order_not_cancelable');
    await emulator.advance({ seconds: 6 * 86_400 });
    await stripe.delivers(bench);
    expect((await shows(order.id)).body).toMatchObject({
      state: 'awaiting_payment',
      payment: { status: 'requires_payment_method' },
    });
  });

  it('cancels an order that Stripe will not take, and says why', async () => {
    const cheap = await bench.product(product.sellerId, 10);
    const answer = await bench.place(buyer, { items: [{ productId: cheap.id, quantity: 1 }] });
    expect([answer.status, answer.body.code]).toEqual([402, 'payment_refused']);
    expect((await orderOf(String(answer.body.orderId))).state).toBe('canceled');
    expect(await bench.stockOf(cheap.id)).toBe(10);
  });

  it('keeps client secrets out of the database (I9)', async () => {
    await places();
    const tables = await manager().query<{ name: string }[]>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    for (const { name } of tables) {
      const rows = await manager().query<{ n: number }[]>(
        `SELECT count(*)::integer AS n FROM "${name}" t WHERE t::text LIKE '%\\_secret\\_%'`,
      );
      expect([name, rows[0]?.n]).toEqual([name, 0]);
    }
  });

  /** Runs what the worker's relay would run. */
  async function runs(kind: string, subjectId: string): Promise<void> {
    const operation = await manager().findOneByOrFail(StripeOperationEntity, { kind, subjectId });
    await bench.get(Outbox).run(operation.id);
  }
});
