import type Stripe from 'stripe';
import { Conformance } from '../../conformance/conformance.js';
import { Market } from './testing/market.js';

describe('authorizations with further features, and refunds that wait for their payer', () => {
  const conformance = new Conformance();
  let market: Market;
  let stripe: Stripe;
  beforeAll(async () => {
    market = await Market.open({ onAnswer: conformance.onAnswer });
    conformance.watchEvents(market.running);
    stripe = market.stripe;
  });
  afterAll(() => market.close());

  const hold = (card: Stripe.PaymentIntentCreateParams.PaymentMethodOptions.Card = {}) =>
    market.pay({ capture_method: 'manual', payment_method_options: { card }, expand: ['latest_charge'] });
  const cardOf = (intent: Stripe.PaymentIntent) =>
    (intent.latest_charge as Stripe.Charge).payment_method_details?.card as Stripe.Charge.PaymentMethodDetails.Card;

  it('are raised where that was asked for', async () => {
    const intent = await hold({ request_incremental_authorization: 'if_available' });
    expect(cardOf(intent)).toMatchObject({
      amount_authorized: 10_000,
      incremental_authorization: { status: 'available' },
    });
    const raised = await stripe.paymentIntents.incrementAuthorization(intent.id, {
      amount: 15_000,
      description: 'two nights more',
      expand: ['latest_charge'],
    });
    expect(raised).toMatchObject({ amount: 15_000, amount_capturable: 15_000, description: 'two nights more' });
    expect(cardOf(raised).amount_authorized).toBe(15_000);
    await expect(stripe.paymentIntents.incrementAuthorization(intent.id, { amount: 15_000 })).rejects.toMatchObject({
      param: 'amount',
    });
    expect(await stripe.paymentIntents.capture(intent.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 15_000,
    });
    const plain = await hold();
    await expect(stripe.paymentIntents.incrementAuthorization(plain.id, { amount: 15_000 })).rejects.toMatchObject({
      statusCode: 400,
    });
    expect((await market.events()).filter((type) => type === 'payment_intent.amount_capturable_updated')).toHaveLength(
      3,
    );
  });

  it('are captured in several parts, beyond their amount, and later', async () => {
    const before = await market.total();
    const intent = await hold({ request_multicapture: 'if_available' });
    const part = (amount_to_capture: number, final_capture: boolean) =>
      stripe.paymentIntents.capture(intent.id, { amount_to_capture, final_capture });
    expect(await part(3_000, false)).toMatchObject({
      status: 'requires_capture',
      amount_capturable: 7_000,
      amount_received: 3_000,
    });
    expect(await part(5_000, true)).toMatchObject({ status: 'succeeded', amount_received: 8_000 });
    // 2.9% + 30 of each part.
    expect((await market.total()) - before).toBe(3_000 - 117 + (5_000 - 175));
    await stripe.refunds.create({ payment_intent: intent.id });
    expect((await market.total()) - before).toBe(-117 - 175);
    await market.assertBalanced();
    const plain = await hold();
    await expect(stripe.paymentIntents.capture(plain.id, { final_capture: false })).rejects.toMatchObject({
      param: 'final_capture',
    });
    const over = await hold({ request_overcapture: 'if_available' });
    expect(cardOf(over).overcapture).toEqual({ maximum_amount_capturable: 12_000, status: 'available' });
    await expect(stripe.paymentIntents.capture(over.id, { amount_to_capture: 12_001 })).rejects.toMatchObject({
      code: 'amount_too_large',
    });
    expect(await stripe.paymentIntents.capture(over.id, { amount_to_capture: 11_500 })).toMatchObject({
      amount_received: 11_500,
    });
    const extended = await hold({ request_extended_authorization: 'if_available' });
    expect(cardOf(extended).extended_authorization).toEqual({ status: 'enabled' });
    await market.advanceDays(8);
    expect((await stripe.paymentIntents.retrieve(extended.id)).status).toBe('requires_capture');
    expect((await stripe.paymentIntents.retrieve(plain.id)).status).toBe('canceled');
  });

  it('a refund of cash waits for its payer, and may be canceled or expire', async () => {
    const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com' });
    await stripe.testHelpers.customers.fundCashBalance(customer, { amount: 9_000, currency: 'usd' });
    const cash = { origin: 'customer_balance', customer, currency: 'usd', amount: 4_000 } as const;
    const refund = await stripe.refunds.create(cash);
    expect(refund).toMatchObject({
      status: 'requires_action',
      customer,
      charge: null,
      next_action: {
        type: 'display_details',
        display_details: { email_sent: { email_sent_to: 'jenny@example.com' } },
      },
    });
    const left = async (): Promise<number | undefined> =>
      (await stripe.customers.retrieveCashBalance(customer)).available?.['usd'];
    expect(await left()).toBe(5_000);
    expect(await stripe.refunds.cancel(refund.id)).toMatchObject({ status: 'canceled' });
    expect(await left()).toBe(9_000);
    await expect(stripe.refunds.create({ ...cash, amount: 9_001 })).rejects.toMatchObject({ param: 'amount' });
    const intent = await market.pay({
      customer,
      amount: 9_000,
      allowed_payment_method_types: ['customer_balance'],
      payment_method_data: { type: 'customer_balance' },
      payment_method: undefined as never,
    });
    expect(intent.status).toBe('succeeded');
    const before = await market.total();
    const paidBack = await stripe.refunds.create({ payment_intent: intent.id });
    expect(paidBack.status).toBe('requires_action');
    expect(await market.total()).toBe(before - 9_000);
    expect(await stripe.testHelpers.refunds.expire(paidBack.id)).toMatchObject({ status: 'failed' });
    expect(await market.total()).toBe(before);
    await expect(stripe.testHelpers.refunds.expire(paidBack.id)).rejects.toMatchObject({ statusCode: 400 });
    const card = await stripe.refunds.create({ payment_intent: (await market.pay()).id });
    await expect(stripe.refunds.cancel(card.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  it('answers and emits what the SDK types say', () => {
    expect(conformance.checked).toBeGreaterThan(0);
    expect(conformance.problems).toEqual([]);
  });
});
