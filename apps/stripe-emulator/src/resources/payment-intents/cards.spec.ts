import Stripe from 'stripe';
import { Market } from './testing/market.js';

/** The published test cards, and what becomes of an intent that uses them. */
describe('test cards and authentication', () => {
  let market: Market;
  let stripe: Stripe;

  beforeAll(async () => {
    market = await Market.open();
    stripe = market.stripe;
  });
  afterAll(() => market.close());

  const errorOf = async (promise: Promise<unknown>): Promise<Stripe.errors.StripeError> =>
    promise.then(
      () => {
        throw new Error('was not refused');
      },
      (error: unknown) => error as Stripe.errors.StripeError,
    );
  const challengeOf = ({
    next_action: action,
  }: {
    next_action: Stripe.PaymentIntent.NextAction | Stripe.SetupIntent.NextAction | null;
  }): string => action?.redirect_to_url?.url ?? (action?.use_stripe_sdk as { stripe_js: string }).stripe_js;
  const answer = (url: string, result: 'complete' | 'fail'): Promise<Response> =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ result }), redirect: 'manual' });

  it.each([
    ['pm_card_visa', 'visa', 'credit', 'US'],
    ['pm_card_visa_debit', 'visa', 'debit', 'US'],
    ['pm_card_mastercard', 'mastercard', 'credit', 'US'],
    ['pm_card_mastercard_prepaid', 'mastercard', 'prepaid', 'US'],
    ['pm_card_amex', 'amex', 'credit', 'US'],
    ['pm_card_discover', 'discover', 'credit', 'US'],
    ['pm_card_diners', 'diners', 'credit', 'US'],
    ['pm_card_jcb', 'jcb', 'credit', 'US'],
    ['pm_card_unionpay', 'unionpay', 'credit', 'US'],
    ['pm_card_gb_debit', 'visa', 'debit', 'GB'],
    ['pm_card_de', 'visa', 'credit', 'DE'],
  ])('%s pays as %s %s of %s', async (payment_method, brand, funding, country) => {
    const { latest_charge, status } = await market.pay({ payment_method, expand: ['latest_charge'] });
    expect(status).toBe('succeeded');
    expect((latest_charge as Stripe.Charge).payment_method_details?.card).toMatchObject({ brand, funding, country });
  });

  it.each([
    ['pm_card_visa_chargeDeclined', '4000000000000002', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', '4000000000009995', 'card_declined', 'insufficient_funds'],
    ['pm_card_visa_chargeDeclinedLostCard', '4000000000009987', 'card_declined', 'lost_card'],
    ['pm_card_visa_chargeDeclinedStolenCard', '4000000000009979', 'card_declined', 'stolen_card'],
    ['pm_card_chargeDeclinedExpiredCard', '4000000000000069', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', '4000000000000127', 'incorrect_cvc', 'incorrect_cvc'],
    ['pm_card_chargeDeclinedProcessingError', '4000000000000119', 'processing_error', 'processing_error'],
    ['pm_card_visa_chargeDeclinedVelocityLimitExceeded', '4000000000006975', 'card_declined', 'card_velocity_exceeded'],
    ['pm_card_radarBlock', '4100000000000019', 'card_declined', 'fraudulent'],
    ['pm_card_chargeCustomerFail', '4000000000000341', 'card_declined', 'generic_decline'],
  ])('%s is declined, by name and by number', async (payment_method, number, code, declineCode) => {
    const byName = await errorOf(market.pay({ payment_method }));
    expect(byName).toMatchObject({ type: 'StripeCardError', statusCode: 402, code, decline_code: declineCode });
    const intent = byName.payment_intent;
    expect(intent).toMatchObject({ status: 'requires_payment_method', payment_method: null });
    expect(intent?.last_payment_error).toMatchObject({ code, decline_code: declineCode, type: 'card_error' });
    const stored = await stripe.paymentIntents.retrieve(intent?.id ?? '', { expand: ['latest_charge'] });
    expect(stored.latest_charge).toMatchObject({ status: 'failed', paid: false, failure_code: code });
    const card = { number, exp_month: 12, exp_year: 2034, cvc: '123' };
    const method = await stripe.paymentMethods.create({ type: 'card', card });
    expect(await errorOf(market.pay({ payment_method: method.id }))).toMatchObject({ decline_code: declineCode });
    const paid = await stripe.paymentIntents.confirm(intent?.id ?? '', { payment_method: 'pm_card_visa' });
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null });
  });

  it('refuses mistyped and real cards when they are entered, and keeps no number', async () => {
    const create = (card: Stripe.PaymentMethodCreateParams.Card) =>
      stripe.paymentMethods.create({ type: 'card', card });
    const valid = { number: '4242424242424242', exp_month: 12, exp_year: 34, cvc: '123' };
    expect((await errorOf(create({ ...valid, number: '4242424242424241' }))).code).toBe('incorrect_number');
    expect((await errorOf(create({ ...valid, number: '4539578763621486' }))).decline_code).toBe('test_mode_live_card');
    expect((await errorOf(create({ ...valid, exp_month: 13 }))).code).toBe('invalid_expiry_month');
    expect((await errorOf(create({ ...valid, exp_year: 1970 }))).code).toBe('invalid_expiry_year');
    expect((await errorOf(create({ ...valid, cvc: '99' }))).code).toBe('invalid_cvc');
    const { card } = await create(valid);
    expect(card).toMatchObject({ last4: '4242', exp_year: 2034, brand: 'visa' });
    expect((await create({ ...valid, exp_month: 1 })).card?.fingerprint).toBe(card?.fingerprint);
    expect(
      JSON.stringify(market.running.emulator.store.rows().map(({ object, hidden }) => [object, hidden])),
    ).not.toContain('4242424242424242');
  });

  it('challenges by redirect, and pays when the payer passes', async () => {
    const intent = await market.pay({
      payment_method: 'pm_card_threeDSecure2Required',
      return_url: 'https://shop.example/done?order=7',
    });
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } });
    const url = challengeOf(intent);
    const page = await (await fetch(url)).text();
    expect(page).toContain('3D Secure');
    expect(page).toContain('$100.00');
    expect((await fetch(url.replace(/secret=.*/, 'secret=guess'))).status).toBe(404);
    const back = await answer(url, 'complete');
    const location = new URL(back.headers.get('location') ?? '');
    expect(back.status).toBe(303);
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      order: '7',
      payment_intent: intent.id,
      redirect_status: 'succeeded',
    });
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    expect(paid).toMatchObject({ status: 'succeeded', next_action: null });
    expect((paid.latest_charge as Stripe.Charge).payment_method_details?.card?.three_d_secure).toMatchObject({
      result: 'authenticated',
      authentication_flow: 'challenge',
    });
    expect((await answer(url, 'complete')).status).toBe(404);
  });

  it('asks for another method when the payer fails the challenge', async () => {
    const intent = await market.pay({ payment_method: 'pm_card_authenticationRequired' });
    expect(intent.next_action?.type).toBe('use_stripe_sdk');
    expect(await (await answer(challengeOf(intent), 'fail')).text()).toContain('requires_payment_method');
    const failed = await stripe.paymentIntents.retrieve(intent.id);
    expect(failed).toMatchObject({
      status: 'requires_payment_method',
      latest_charge: null,
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
  });

  it('shows on the intent what was declined after the challenge', async () => {
    const intent = await market.pay({
      payment_method: 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
      return_url: 'https://shop.example/',
    });
    const back = await answer(challengeOf(intent), 'complete');
    expect(back.headers.get('location')).toContain('redirect_status=failed');
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { decline_code: 'insufficient_funds' },
    });
  });

  it('lets a server confirm again after the challenge when confirmation is manual', async () => {
    const intent = await market.pay({
      payment_method: 'pm_card_threeDSecure2Required',
      confirmation_method: 'manual',
      use_stripe_sdk: true,
    });
    await answer(challengeOf(intent), 'complete');
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_confirmation');
    expect((await stripe.paymentIntents.confirm(intent.id)).status).toBe('succeeded');
  });

  it('pays without a challenge what supports one only, unless it is asked for', async () => {
    expect((await market.pay({ payment_method: 'pm_card_threeDSecureOptional' })).status).toBe('succeeded');
    const asked = { card: { request_three_d_secure: 'any' as const } };
    const challenged = await market.pay({
      payment_method: 'pm_card_threeDSecureOptional',
      payment_method_options: asked,
    });
    expect(challenged.status).toBe('requires_action');
    expect((await market.pay({ payment_method: 'pm_card_amex', payment_method_options: asked })).status).toBe(
      'succeeded',
    );
    const failed = await errorOf(market.pay({ payment_method: 'pm_card_threeDSecureRequiredProcessingError' }));
    expect(failed.code).toBe('card_declined');
    expect(
      await errorOf(market.pay({ payment_method: 'pm_card_threeDSecure2Required', error_on_requires_action: true })),
    ).toMatchObject({ code: 'authentication_required' });
  });

  it('pays off-session what was set up, and asks the buyer back where it must', async () => {
    const customer = await stripe.customers.create({ email: 'buyer@example.com' });
    const offSession = (payment_method: string) =>
      market.pay({ customer: customer.id, payment_method, off_session: true });
    const save = async (payment_method: string): Promise<string> => {
      const intent = await stripe.setupIntents.create({
        customer: customer.id,
        payment_method,
        confirm: true,
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      });
      if (intent.status === 'requires_action') await answer(challengeOf(intent), 'complete');
      const done = await stripe.setupIntents.retrieve(intent.id);
      expect(done.status).toBe('succeeded');
      return done.payment_method as string;
    };
    expect((await offSession(await save('pm_card_visa'))).status).toBe('succeeded');
    expect((await offSession(await save('pm_card_authenticationRequiredOnSetup'))).status).toBe('succeeded');
    const always = await save('pm_card_authenticationRequired');
    const refused = await errorOf(offSession(always));
    expect(refused).toMatchObject({ code: 'authentication_required', decline_code: 'authentication_required' });
    const back = await stripe.paymentIntents.confirm(refused.payment_intent?.id ?? '', { payment_method: always });
    expect(back.status).toBe('requires_action');
    await answer(challengeOf(back), 'complete');
    expect((await stripe.paymentIntents.retrieve(back.id)).status).toBe('succeeded');
    expect(await errorOf(offSession('pm_card_authenticationRequiredOnSetup'))).toMatchObject({
      code: 'authentication_required',
    });
    expect((await offSession('pm_card_authenticationRequiredSetupForOffSession')).status).toBe('succeeded');
    expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(3);
  });

  it('saves a method with a payment, and lets nobody reuse one without a customer', async () => {
    const customer = await stripe.customers.create();
    const paid = await market.pay({ customer: customer.id, setup_future_usage: 'off_session' });
    const saved = await stripe.paymentMethods.retrieve(paid.payment_method as string);
    expect(saved.customer).toBe(customer.id);
    await stripe.paymentMethods.detach(saved.id);
    expect((await errorOf(market.pay({ payment_method: saved.id }))).message).toContain('may not be used again');
    const once = await market.pay();
    expect((await errorOf(market.pay({ payment_method: once.payment_method as string }))).message).toContain(
      'may not be used again',
    );
    expect(
      await errorOf(stripe.paymentMethods.attach('pm_card_visa_chargeDeclined', { customer: customer.id })),
    ).toMatchObject({ code: 'card_declined' });
    const late = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id });
    expect(await errorOf(market.pay({ customer: customer.id, payment_method: late.id }))).toMatchObject({
      code: 'card_declined',
    });
    expect((await errorOf(market.pay({ payment_method: late.id }))).message).toContain('belongs to a Customer');
  });

  it('lets a browser confirm with the client secret only, and shows it less', async () => {
    const browser = market.browser();
    const intent = await stripe.paymentIntents.create({ amount: 5_000, currency: 'usd', metadata: { cost: '9' } });
    const secret = intent.client_secret ?? '';
    await expect(browser.paymentIntents.retrieve(intent.id)).rejects.toThrow();
    await expect(
      browser.paymentIntents.retrieve(intent.id, { client_secret: `${intent.id}_secret_x` }),
    ).rejects.toThrow();
    const card = { number: '4242424242424242', exp_month: 1, exp_year: 2035, cvc: '123' };
    const params = { client_secret: secret, payment_method_data: { type: 'card' as const, card } };
    const paid = await browser.paymentIntents.confirm(intent.id, params);
    expect(paid.status).toBe('succeeded');
    expect(paid.metadata).toBeUndefined();
    await expect(browser.paymentIntents.create({ amount: 5_000, currency: 'usd' })).rejects.toThrow();
  });

  it('replays a decline under its idempotency key instead of trying again', async () => {
    const { id } = await stripe.paymentIntents.create({ amount: 5_000, currency: 'usd' });
    const attempt = () =>
      errorOf(
        stripe.paymentIntents.confirm(
          id,
          { payment_method: 'pm_card_visa_chargeDeclined' },
          { idempotencyKey: 'pay-1' },
        ),
      );
    const [first, second] = [await attempt(), await attempt()];
    expect(second.charge).toBe(first.charge);
    expect((await stripe.charges.list({ payment_intent: id })).data).toHaveLength(1);
  });

  it('charges tokens the older way', async () => {
    const charge = await stripe.charges.create({ amount: 2_000, currency: 'usd', source: 'tok_visa' });
    expect(charge).toMatchObject({ status: 'succeeded', paid: true, payment_intent: null });
    const declined = await errorOf(
      stripe.charges.create({ amount: 2_000, currency: 'usd', source: 'tok_chargeDeclined' }),
    );
    expect(declined).toMatchObject({ code: 'card_declined', statusCode: 402 });
    const held = await stripe.charges.create({ amount: 2_000, currency: 'usd', source: 'tok_visa', capture: false });
    expect(await stripe.charges.capture(held.id, { amount: 1_500 })).toMatchObject({
      captured: true,
      amount_captured: 1_500,
    });
    const updated = await stripe.charges.update(held.id, { description: 'late', metadata: { a: '1' } });
    expect(updated).toMatchObject({ description: 'late', metadata: { a: '1' } });
  });

  it.each([
    'pm_card_createDispute',
    'pm_card_riskLevelElevated',
    'pm_card_avsZipFail',
    'pm_card_createIssuerFraudRecord',
  ])('%s is paid', async (payment_method) => {
    expect((await market.pay({ payment_method })).status).toBe('succeeded');
  });
});
