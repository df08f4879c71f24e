import { newId } from '@guildhall/database';
import { type RunningEmulator, startEmulator } from '@guildhall/stripe-emulator';
import { testDatabase } from '@guildhall/testing';
import { CheckoutBench } from '../spec-support/checkout-bench.js';
import { StripeSide } from '../spec-support/stripe-side.js';

describe('the tries of a buyer to pay', () => {
  let emulator: RunningEmulator;
  let stripe: StripeSide;
  let bench: CheckoutBench;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, seed: '7' });
    stripe = new StripeSide(emulator.url);
    bench = await CheckoutBench.open(await testDatabase(20), emulator.url);
  });
  afterAll(async () => {
    await bench.close();
    await emulator.stop();
  });

  async function places() {
    const product = await bench.product((await bench.seller(await stripe.account())).id, 100_00);
    const { body } = await bench.place(await bench.user(), { items: [{ productId: product.id, quantity: 1 }] });
    const { order, payment } = body as { order: { id: string }; payment: Record<string, unknown> };
    return { id: order.id, intentId: String(payment.paymentIntentId), clientSecret: payment.clientSecret };
  }
  const attemptsOf = async (orderId: string) => {
    const { body } = await bench.request('GET', `/admin/v1/orders/${orderId}`, `op-${newId()}`);
    return body.attempts as Record<string, unknown>[];
  };

  it('are each told once, whatever is delivered how often in which order: a decline, no 3D Secure, a success', async () => {
    const order = await places();
    await stripe.pay(order.clientSecret, 'pm_card_chargeDeclinedInsufficientFunds');
    await stripe.pay(order.clientSecret, 'pm_card_threeDSecure2Required');
    await stripe.answerChallenge(order.intentId, 'fail');
    await stripe.pay(order.clientSecret);
    await stripe.delivers(bench, { times: 3 });
    const attempts = await attemptsOf(order.id);
    const same = { amountMinor: 100_00, currency: 'usd', methodType: 'card' };
    expect(attempts).toHaveLength(3);
    expect(attempts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...same,
          outcome: 'failed',
          failureCode: 'card_declined',
          declineCode: 'insufficient_funds',
          message: 'Your card has insufficient funds.',
          stripeChargeId: expect.stringMatching(/^ch_/) as string,
        }),
        expect.objectContaining({
          ...same,
          outcome: 'failed',
          failureCode: 'payment_intent_authentication_failure',
          stripeChargeId: null,
        }),
        expect.objectContaining({
          ...same,
          outcome: 'succeeded',
          cardBrand: 'visa',
          cardCountry: 'US',
          cardFunding: 'credit',
          failureCode: null,
          declineCode: null,
          riskLevel: 'normal',
        }),
      ]),
    );
  });

  it('are found by the order when the answer that named the PaymentIntent was lost', async () => {
    const order = await places();
    await stripe.pay(order.clientSecret, 'pm_card_chargeDeclined');
    const { manager } = bench.database.source;
    await manager.query(`UPDATE payment SET stripe_payment_intent_id = NULL WHERE order_id = $1`, [order.id]);
    const [failed] = (await stripe.events()).filter(
      ({ type, data: { object } }) =>
        type === 'charge.failed' && (object as { payment_intent?: unknown }).payment_intent === order.intentId,
    );
    if (failed === undefined) throw new Error('Stripe told of no failed charge');
    await stripe.deliver(bench, failed);
    expect(await attemptsOf(order.id)).toMatchObject([{ outcome: 'failed', failureCode: 'card_declined' }]);
  });

  it('move from pending to their end, and never back', async () => {
    const order = await places();
    await stripe.pay(order.clientSecret);
    const [succeeded] = (await stripe.events()).filter(
      ({ type, data: { object } }) =>
        type === 'charge.succeeded' && (object as { payment_intent?: unknown }).payment_intent === order.intentId,
    );
    if (succeeded === undefined) throw new Error('Stripe told of no charge');
    const pending = {
      ...succeeded,
      type: 'charge.pending',
      data: { object: { ...succeeded.data.object, status: 'pending' } },
    };
    const outcomes = [];
    for (const event of [pending, succeeded, pending]) {
      await stripe.deliver(bench, event as typeof succeeded);
      outcomes.push((await attemptsOf(order.id)).map(({ outcome }) => outcome));
    }
    expect(outcomes).toEqual([['pending'], ['succeeded'], ['succeeded']]);
  });
});
