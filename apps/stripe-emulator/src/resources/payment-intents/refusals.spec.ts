import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { call } from '../../testing/call.js';
import { sdkOptions } from '../../testing/sdk.js';

/** What other people's software relies on when it pays in a way that Stripe does not take, or no longer does. */
describe('payments that Stripe refuses, and older ways that it takes', () => {
  let running: RunningEmulator;
  let stripe: Stripe;
  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_x', sdkOptions(running));
  });
  afterAll(() => running.stop());

  const card = { amount: 1000, currency: 'usd', payment_method_types: ['card'] };

  it('refuses a negative amount in the words that clients look for', async () => {
    for (const create of [stripe.paymentIntents.create(...one(-4)), stripe.charges.create(...one(-4))])
      await expect(create).rejects.toMatchObject({
        code: 'parameter_invalid_integer',
        param: 'amount',
        message: 'Invalid positive integer',
      });
    function one(amount: number): [{ amount: number; currency: string }] {
      return [{ amount, currency: 'usd' }];
    }
  });

  it('takes no token for a payment method, but for a source', async () => {
    await expect(
      stripe.paymentIntents.create({ ...card, payment_method: 'tok_visa', confirm: true }),
    ).rejects.toMatchObject({ code: 'resource_missing', message: "No such PaymentMethod: 'tok_visa'" });
    const older = { ...card, source: 'tok_visa', confirm: true } as Stripe.PaymentIntentCreateParams;
    expect((await stripe.paymentIntents.create(older)).status).toBe('succeeded');
  });

  it('declines what would need authentication when the integration cannot handle it', async () => {
    await expect(
      stripe.paymentIntents.create({
        ...card,
        payment_method: 'pm_card_threeDSecure2Required',
        confirm: true,
        error_on_requires_action: true,
      }),
    ).rejects.toMatchObject({
      type: 'StripeCardError',
      code: 'authentication_required',
      decline_code: 'authentication_not_handled',
      payment_intent: { status: 'requires_payment_method' },
    });
  });

  it('says that there is no such intent, to a browser too', async () => {
    const browser = new Stripe('pk_test_x', sdkOptions(running));
    await expect(
      browser.paymentIntents.retrieve('pi_none', { client_secret: 'pi_none_secret_x' }),
    ).rejects.toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'intent' });
  });

  it('knows no payment method type of another name', async () => {
    const unknown = { ...card, payment_method_types: ['cowries'] };
    await expect(stripe.paymentIntents.create(unknown)).rejects.toMatchObject({
      code: 'payment_intent_invalid_parameter',
      param: 'payment_method_types',
      message: expect.stringContaining('The payment method type "cowries" is invalid.') as string,
    });
  });

  it('names what an intent cannot do any more', async () => {
    const { id } = await stripe.paymentIntents.create({ ...card, payment_method: 'pm_card_visa', confirm: true });
    await expect(stripe.paymentIntents.cancel(id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
      message: expect.stringContaining(
        'You cannot cancel this PaymentIntent because it has a status of succeeded.',
      ) as string,
      payment_intent: { id },
    });
  });

  it('offers cards alone to versions that did not choose methods by themselves', async () => {
    const older = { apiVersion: '2022-11-15' };
    const intent = await stripe.paymentIntents.create({ amount: 1000, currency: 'eur' }, older);
    expect(intent).toMatchObject({ automatic_payment_methods: null, payment_method_types: ['card'] });
  });

  it('releases an authorization as a whole or not at all', async () => {
    const { id } = await stripe.charges.create({ amount: 5000, currency: 'usd', source: 'tok_visa', capture: false });
    await expect(stripe.refunds.create({ charge: id, amount: 100 })).rejects.toMatchObject({
      param: 'amount',
      message: expect.stringContaining('You cannot partially refund an uncaptured charge.') as string,
    });
  });

  it.each(['charge', 'intent'])('gives back what of an authorization was not captured: by %s', async (way) => {
    const charge = way === 'charge' ? await capturedCharge() : await capturedIntent();
    expect(charge).toMatchObject({ amount: 5000, amount_captured: 4900, amount_refunded: 100, refunded: false });
    const released = await stripe.refunds.list({ charge: charge.id });
    expect(released.data).toMatchObject([{ amount: 100, balance_transaction: null, status: 'succeeded' }]);

    await expect(stripe.refunds.create({ charge: charge.id, amount: 4901 })).rejects.toMatchObject({ param: 'amount' });
    const part = await stripe.refunds.create({ charge: charge.id, amount: 1900, expand: ['balance_transaction'] });
    expect(part.balance_transaction).toMatchObject({ amount: -1900 });
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 2000, refunded: false });
    expect(await stripe.refunds.create({ charge: charge.id })).toMatchObject({ amount: 3000 });
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 5000, refunded: true });
  });

  async function capturedCharge(): Promise<Stripe.Charge> {
    const { id } = await stripe.charges.create({ amount: 5000, currency: 'usd', source: 'tok_visa', capture: false });
    return stripe.charges.capture(id, { amount: 4900 });
  }

  async function capturedIntent(): Promise<Stripe.Charge> {
    const manual = { ...card, amount: 5000, capture_method: 'manual', payment_method: 'pm_card_visa' } as const;
    const { id } = await stripe.paymentIntents.create({ ...manual, confirm: true });
    const captured = { amount_to_capture: 4900, expand: ['latest_charge'] };
    return (await stripe.paymentIntents.capture(id, captured)).latest_charge as Stripe.Charge;
  }

  it('calls an unknown source a token, unless its id says what it is', async () => {
    const chargeOf = (source: string) => stripe.charges.create({ amount: 1000, currency: 'usd', source });
    await expect(chargeOf('bogus')).rejects.toMatchObject({ param: 'source', message: "No such token: 'bogus'" });
    await expect(chargeOf('src_none')).rejects.toMatchObject({ message: "No such source: 'src_none'" });
  });

  it('takes the account alone as a charge’s destination', async () => {
    const { id: destination } = await stripe.accounts.create({ country: 'US' });
    const answer = await call(running, 'POST', '/v1/charges', {
      amount: '1000',
      currency: 'usd',
      source: 'tok_visa',
      destination,
    });
    expect(answer.body).toMatchObject({ status: 'succeeded', destination, transfer_data: { destination } });
  });
});
