import type Stripe from 'stripe';
import { Market } from '../payment-intents/testing/market.js';

describe('setup intents', () => {
  let market: Market;
  let stripe: Stripe;

  beforeAll(async () => {
    market = await Market.open();
    stripe = market.stripe;
  });
  afterAll(() => market.close());

  it('story 16: saves a card for a customer, and forgets it again', async () => {
    const customer = await stripe.customers.create();
    const intent = await stripe.setupIntents.create({ customer: customer.id });
    expect(intent).toMatchObject({ status: 'requires_payment_method', usage: 'off_session' });
    const done = await market.browser().setupIntents.confirm(intent.id, {
      client_secret: intent.client_secret,
      payment_method: 'pm_card_visa',
    } as Stripe.SetupIntentConfirmParams);
    expect(done.status).toBe('succeeded');
    expect(done.metadata).toBeUndefined();
    const [saved] = (await stripe.paymentMethods.list({ customer: customer.id, type: 'card' })).data;
    expect(saved?.id).toBe(done.payment_method);
    const [attempt] = (await stripe.setupAttempts.list({ setup_intent: intent.id })).data;
    expect(attempt).toMatchObject({ status: 'succeeded', payment_method: saved?.id });
    expect((await stripe.paymentMethods.detach(saved?.id ?? '')).customer).toBeNull();
    expect((await stripe.paymentMethods.list({ customer: customer.id })).data).toEqual([]);
  });

  it('keeps the reason of a refused card, and takes another', async () => {
    const intent = await stripe.setupIntents.create({});
    const refused = stripe.setupIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds',
    });
    await expect(refused).rejects.toMatchObject({ statusCode: 402, decline_code: 'insufficient_funds' });
    expect(await stripe.setupIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      last_setup_error: { decline_code: 'insufficient_funds' },
    });
    const done = await stripe.setupIntents.confirm(intent.id, { payment_method: 'pm_card_visa' });
    expect(done).toMatchObject({ status: 'succeeded', last_setup_error: null });
    await expect(stripe.setupIntents.cancel(intent.id)).rejects.toMatchObject({
      code: 'setup_intent_unexpected_state',
    });
    await expect(stripe.setupIntents.confirm(intent.id)).rejects.toMatchObject({
      code: 'setup_intent_unexpected_state',
    });
  });

  it('fails when the customer fails the challenge, and sends her back', async () => {
    const intent = await stripe.setupIntents.create({
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      return_url: 'https://shop.example/wallet',
    });
    expect(intent.status).toBe('requires_action');
    const url = intent.next_action?.redirect_to_url?.url ?? '';
    const back = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ result: 'fail' }),
      redirect: 'manual',
    });
    expect(back.headers.get('location')).toContain(`setup_intent=${intent.id}`);
    expect(await stripe.setupIntents.retrieve(intent.id, { expand: ['latest_attempt'] })).toMatchObject({
      status: 'requires_payment_method',
      latest_attempt: { status: 'failed' },
      last_setup_error: { code: 'setup_intent_authentication_failure' },
    });
    expect(await market.events()).toContain('setup_intent.setup_failed');
  });

  it('changes until it is done, and can be canceled', async () => {
    const intent = await stripe.setupIntents.create({ description: 'a' });
    const customer = await stripe.customers.create();
    const updated = await stripe.setupIntents.update(intent.id, {
      customer: customer.id,
      payment_method: 'pm_card_visa',
      metadata: { a: '1' },
    });
    expect(updated).toMatchObject({ status: 'requires_confirmation', customer: customer.id, metadata: { a: '1' } });
    const canceled = await stripe.setupIntents.cancel(intent.id, { cancellation_reason: 'abandoned' });
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
    expect((await stripe.setupIntents.list({ customer: customer.id })).data).toHaveLength(1);
  });

  it('makes a mandate for a bank account', async () => {
    const intent = await stripe.setupIntents.create({
      allowed_payment_method_types: ['sepa_debit'],
      payment_method_data: {
        type: 'sepa_debit',
        sepa_debit: { iban: 'AT611904300234573201' },
        billing_details: { name: 'Jenny', email: 'jenny@example.com' },
      },
      mandate_data: { customer_acceptance: { type: 'offline', offline: {} } },
      confirm: true,
    });
    expect(intent.status).toBe('succeeded');
    const mandate = await stripe.mandates.retrieve(intent.mandate as string);
    const page = await fetch(mandate.payment_method_details.sepa_debit?.url ?? '');
    expect(await page.text()).toContain(mandate.payment_method_details.sepa_debit?.reference ?? 'no reference');
    expect(mandate).toMatchObject({
      type: 'multi_use',
      payment_method: intent.payment_method,
    });
  });
});
