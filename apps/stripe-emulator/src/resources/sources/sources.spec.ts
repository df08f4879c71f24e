import Stripe from 'stripe';
import { Conformance } from '../../conformance/conformance.js';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { call } from '../../testing/call.js';
import { sdkOptions } from '../../testing/sdk.js';

describe('the older ways: sources, tokens and charges', () => {
  const conformance = new Conformance();
  let running: RunningEmulator;
  let stripe: Stripe;
  beforeAll(async () => {
    running = await startEmulator({ seed: '7', onAnswer: conformance.onAnswer });
    conformance.watchEvents(running);
    stripe = new Stripe('sk_test_sources', sdkOptions(running));
  });
  afterAll(() => running.stop());

  const errorOf = (promise: Promise<unknown>): Promise<Stripe.errors.StripeError> =>
    promise.then(
      () => {
        throw new Error('was not refused');
      },
      (error: unknown) => error as Stripe.errors.StripeError,
    );
  const eventsOf = async (id: string): Promise<string[]> => {
    const { data } = await stripe.events.list({ limit: 30 });
    const ofObject = data.filter(({ data: { object } }) => {
      const { id: own, customer } = object as { id?: string; customer?: string };
      return own === id || customer === id;
    });
    return ofObject.map(({ type }) => type as string).reverse();
  };
  const old = { 'Stripe-Version': '2019-12-03', Authorization: 'Bearer sk_test_sources' };
  const card = { number: '4242424242424242', exp_month: 12, exp_year: 2034, cvc: '123' } as never;

  it('a customer is created with a card, which is a payment method too', async () => {
    const customer = await stripe.customers.create({ source: 'tok_visa', expand: ['default_source', 'sources'] });
    const saved = customer.default_source as Stripe.Card;
    expect(saved).toMatchObject({
      object: 'card',
      brand: 'Visa',
      country: 'US',
      customer: customer.id,
      cvc_check: 'pass',
      exp_month: 12,
      funding: 'credit',
      last4: '4242',
      tokenization_method: null,
    });
    expect(saved.id).toMatch(/^card_/);
    expect(customer.sources).toMatchObject({ url: `/v1/customers/${customer.id}/sources`, data: [{ id: saved.id }] });
    expect(await eventsOf(customer.id)).toEqual(['customer.created', 'customer.source.created']);
    const methods = await stripe.paymentMethods.list({ customer: customer.id, type: 'card' });
    expect(methods.data).toMatchObject([{ id: saved.id, object: 'payment_method', card: { brand: 'visa' } }]);
    const paid = await stripe.paymentIntents.create({
      amount: 2000,
      currency: 'usd',
      customer: customer.id,
      payment_method: saved.id,
      confirm: true,
      off_session: true,
    });
    expect(paid.status).toBe('succeeded');
    const before2020 = await call(running, 'GET', `/v1/customers/${customer.id}`, {}, old);
    expect(before2020.body).toMatchObject({ default_source: saved.id, sources: { data: [{ id: saved.id }] } });
    expect(await stripe.customers.retrieve(customer.id)).not.toHaveProperty('sources');
  });

  it('sources are added, listed, changed, and taken away', async () => {
    const customer = await stripe.customers.create({ source: 'tok_visa' });
    const first = customer.default_source as string;
    const second = (await stripe.customers.createSource(customer.id, {
      source: 'tok_mastercard',
      metadata: { order: '7' },
    })) as Stripe.Card;
    expect(second).toMatchObject({ brand: 'MasterCard', last4: '4444', metadata: { order: '7' } });
    const bank = (await stripe.customers.createSource(customer.id, {
      source: 'btok_us_verified',
    })) as Stripe.BankAccount;
    expect(bank).toMatchObject({
      object: 'bank_account',
      status: 'verified',
      last4: '6789',
      routing_number: '110000000',
    });
    const list = (object?: string) =>
      stripe.customers
        .listSources(customer.id, object === undefined ? {} : { object })
        .then(({ data }) => data.map(({ id }) => id));
    expect(await list()).toEqual([bank.id, second.id, first]);
    expect(await list('card')).toEqual([second.id, first]);
    expect(await list('bank_account')).toEqual([bank.id]);
    expect((await stripe.customers.listSources(customer.id, { limit: 1, starting_after: bank.id })).data).toMatchObject(
      [{ id: second.id }],
    );
    const updated = await stripe.customers.updateSource(customer.id, second.id, {
      name: 'Jenny Rosen',
      address_zip: '94107',
      exp_year: '2040',
    });
    expect(updated).toMatchObject({ name: 'Jenny Rosen', address_zip: '94107', exp_year: 2040 });
    expect(await stripe.customers.retrieveSource(customer.id, second.id)).toMatchObject({ exp_year: 2040 });
    expect(await stripe.customers.update(customer.id, { default_source: second.id })).toMatchObject({
      default_source: second.id,
    });
    expect(await stripe.customers.deleteSource(customer.id, second.id)).toEqual(
      expect.objectContaining({ id: second.id, object: 'card', deleted: true }),
    );
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ default_source: bank.id });
    expect((await errorOf(stripe.customers.retrieveSource(customer.id, second.id))).statusCode).toBe(404);
    expect((await errorOf(stripe.customers.update(customer.id, { default_source: 'card_x' }))).code).toBe(
      'resource_missing',
    );
    expect((await eventsOf(customer.id)).filter((type) => type.includes('source'))).toEqual([
      'customer.source.created',
      'customer.source.created',
      'customer.source.created',
      'customer.source.updated',
      'customer.source.deleted',
    ]);
    const replaced = await stripe.customers.update(customer.id, { source: 'tok_amex' });
    expect(await stripe.customers.retrieveSource(customer.id, replaced.default_source as string)).toMatchObject({
      brand: 'American Express',
    });
    expect(await list()).toEqual([replaced.default_source, first]);
    const older = await call(running, 'GET', `/v1/customers/${customer.id}/cards`, {}, old);
    expect((older.body as unknown as Stripe.ApiList<Stripe.Card>).data).toHaveLength(2);
  });

  it('refuses unknown tokens, cards that cannot be saved, and tokens that were used', async () => {
    const customer = await stripe.customers.create();
    const add = (source: string) => errorOf(stripe.customers.createSource(customer.id, { source }));
    expect(await add('tok_nothing')).toMatchObject({ message: "No such token: 'tok_nothing'", param: 'source' });
    expect(await add('tok_chargeDeclined')).toMatchObject({ statusCode: 402, code: 'card_declined' });
    expect(await add('tok_chargeDeclinedExpiredCard')).toMatchObject({ code: 'expired_card' });
    const token = await stripe.tokens.create({ card });
    await stripe.customers.createSource(customer.id, { source: token.id });
    expect(await add(token.id)).toMatchObject({ code: 'token_already_used' });
    expect((await errorOf(stripe.customers.create({ source: 'tok_chargeDeclined' }))).statusCode).toBe(402);
  });

  it('a token shows its card, becomes it, and finds mistakes', async () => {
    const browser = new Stripe('pk_test_sources', sdkOptions(running));
    const token = await browser.tokens.create({
      card: { ...(card as object), name: 'Jenny', address_line1: '1 Main St', address_zip: '94107' } as never,
    });
    expect(token).toMatchObject({
      type: 'card',
      used: false,
      card: { object: 'card', brand: 'Visa', funding: 'credit', country: 'US', name: 'Jenny', cvc_check: 'unchecked' },
    });
    const customer = await stripe.customers.create({ source: token.id });
    expect(customer.default_source).toBe(token.card?.id);
    const saved = (await stripe.customers.retrieveSource(customer.id, token.card?.id ?? '')) as Stripe.Card;
    expect(saved).toMatchObject({ name: 'Jenny', address_zip: '94107', address_zip_check: 'pass', cvc_check: 'pass' });
    const wrong = (change: object) =>
      errorOf(stripe.tokens.create({ card: { ...(card as object), ...change } as never }));
    expect(await wrong({ number: '4242424242424241' })).toMatchObject({ code: 'incorrect_number', statusCode: 402 });
    expect(await wrong({ exp_month: 13 })).toMatchObject({ code: 'invalid_expiry_month', param: 'exp_month' });
    expect(await wrong({ cvc: '99' })).toMatchObject({ code: 'invalid_cvc' });
    const method = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: (await browser.tokens.create({ card: { ...(card as object), name: 'Joe' } as never })).id },
    });
    expect(method.billing_details.name).toBe('Joe');
  });

  it('bank accounts are verified by micro-deposits, and debited over days', async () => {
    const customer = await stripe.customers.create();
    const token = await stripe.tokens.create({
      bank_account: {
        country: 'US',
        currency: 'usd',
        routing_number: '110000000',
        account_number: '000123456789',
        account_holder_name: 'Jenny Rosen',
        account_holder_type: 'individual',
      },
    });
    const bank = (await stripe.customers.createSource(customer.id, { source: token.id })) as Stripe.BankAccount;
    expect(bank).toMatchObject({
      status: 'new',
      account_holder_name: 'Jenny Rosen',
      account_holder_type: 'individual',
    });
    const charge = () =>
      stripe.charges.create({ amount: 5000, currency: 'usd', customer: customer.id, source: bank.id });
    expect((await errorOf(charge())).statusCode).toBe(400);
    const verify = (amounts: number[]) => stripe.customers.verifySource(customer.id, bank.id, { amounts });
    expect((await errorOf(verify([1, 2]))).code).toBe('bank_account_verification_failed');
    expect(await verify([32, 45])).toMatchObject({ status: 'verified' });
    expect((await errorOf(verify([32, 45]))).code).toBe('bank_account_verified');
    const pending = await charge();
    expect(pending).toMatchObject({ status: 'pending', paid: false, source: { id: bank.id } });
    expect(pending.id).toMatch(/^py_/);
    await running.advance({ seconds: 6 * 86_400 });
    expect(await stripe.charges.retrieve(pending.id)).toMatchObject({ status: 'succeeded', paid: true });
  });

  it('charges take a token, a customer, or a source of the customer', async () => {
    const charge = await stripe.charges.create({ amount: 2000, currency: 'usd', source: 'tok_visa', description: 'x' });
    expect(charge).toMatchObject({
      paid: true,
      captured: true,
      status: 'succeeded',
      customer: null,
      payment_intent: null,
      source: { object: 'card', brand: 'Visa', last4: '4242' },
    });
    expect((charge.source as Stripe.Card).id).toBe(charge.payment_method);
    const customer = await stripe.customers.create({ source: 'tok_visa' });
    const other = await stripe.customers.createSource(customer.id, { source: 'tok_mastercard' });
    const byDefault = await stripe.charges.create({ amount: 2000, currency: 'usd', customer: customer.id });
    expect(byDefault).toMatchObject({ customer: customer.id, source: { id: customer.default_source } });
    const chosen = { amount: 2000, currency: 'usd', customer: customer.id, source: other.id };
    expect(await stripe.charges.create(chosen)).toMatchObject({ source: { brand: 'MasterCard' } });
    const empty = await stripe.customers.create();
    expect(await errorOf(stripe.charges.create({ ...chosen, customer: empty.id }))).toMatchObject({
      message: `Customer ${empty.id} does not have a linked source with ID ${other.id}.`,
      param: 'source',
    });
    expect(await errorOf(stripe.charges.create({ amount: 100, currency: 'usd', customer: empty.id }))).toMatchObject({
      message: 'Cannot charge a customer that has no active card',
      code: 'missing',
      param: 'card',
    });
    expect(await errorOf(stripe.charges.create({ amount: 100, currency: 'usd' }))).toMatchObject({
      message: 'Must provide source or customer.',
    });
    const inline = await call(
      running,
      'POST',
      '/v1/charges',
      {
        amount: '2000',
        currency: 'usd',
        'card[number]': '4000000000000069',
        'card[exp_month]': '12',
        'card[exp_year]': '2034',
      },
      old,
    );
    expect(inline).toMatchObject({ status: 402, body: { error: { code: 'expired_card' } } });
    const held = await stripe.charges.create({ ...chosen, capture: false });
    expect(held).toMatchObject({ captured: false, status: 'succeeded', balance_transaction: null });
    expect(await stripe.charges.capture(held.id, { amount: 500 })).toMatchObject({
      captured: true,
      amount_captured: 500,
    });
  });

  it('tells when a card is about to expire', async () => {
    const inTwoMonths = new Date(Date.now() + 62 * 86_400_000);
    const expiring = { exp_month: inTwoMonths.getUTCMonth() + 1, exp_year: inTwoMonths.getUTCFullYear() };
    const token = await stripe.tokens.create({ card: { ...(card as object), ...expiring } as never });
    const customer = await stripe.customers.create({ source: token.id });
    const month = Date.UTC(expiring.exp_year, expiring.exp_month - 1, 1) / 1000;
    await running.advance({ seconds: month - customer.created + 60 });
    const { data } = await stripe.events.list({ type: 'customer.source.expiring' });
    expect(data[0]?.data.object).toMatchObject({ object: 'card', customer: customer.id, ...expiring });
  });

  it('declines after attaching', async () => {
    const customer = await stripe.customers.create({ source: 'tok_chargeCustomerFail' });
    const error = await errorOf(stripe.charges.create({ amount: 2000, currency: 'usd', customer: customer.id }));
    expect(error).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'generic_decline' });
    expect((await stripe.charges.list({ customer: customer.id })).data).toMatchObject([{ status: 'failed' }]);
  });

  it('sources of the older API are created, attached, and charged', async () => {
    const source = await stripe.sources.create({ type: 'card', token: 'tok_visa', metadata: { order: '7' } });
    expect(source).toMatchObject({
      object: 'source',
      type: 'card',
      flow: 'none',
      status: 'chargeable',
      usage: 'reusable',
      metadata: { order: '7' },
      card: { brand: 'Visa', last4: '4242' },
    });
    const { id: customer } = await stripe.customers.create({ source: source.id });
    expect(await stripe.sources.retrieve(source.id)).toMatchObject({ customer });
    expect((await stripe.customers.listSources(customer)).data).toMatchObject([{ id: source.id, object: 'source' }]);
    const charge = await stripe.charges.create({ amount: 900, currency: 'usd', customer, source: source.id });
    expect(charge).toMatchObject({ status: 'succeeded', source: { id: source.id, object: 'source' } });
    expect(await stripe.sources.update(source.id, { owner: { email: 'j@example.com' } })).toMatchObject({
      owner: { email: 'j@example.com' },
    });
    const browser = new Stripe('pk_test_sources', sdkOptions(running));
    expect((await errorOf(browser.sources.retrieve(source.id))).statusCode).toBe(401);
    const { client_secret } = source;
    expect((await browser.sources.retrieve(source.id, { client_secret })).id).toBe(source.id);
    expect(await stripe.customers.deleteSource(customer, source.id)).toMatchObject({ status: 'consumed' });
    expect((await errorOf(stripe.sources.create({ type: 'card' }))).param).toBe('card[number]');
  });

  it('a SEPA debit source is reusable, and an intent takes a source in the older way', async () => {
    const source = await call(
      running,
      'POST',
      '/v1/sources',
      {
        type: 'sepa_debit',
        currency: 'eur',
        'owner[name]': 'Jenny Rosen',
        'sepa_debit[iban]': 'DE89370400440532013000',
      },
      old,
    );
    expect(source.body).toMatchObject({ status: 'chargeable', usage: 'reusable', sepa_debit: { last4: '3000' } });
    const id = source.body['id'] as string;
    const { id: customer } = await stripe.customers.create({ source: id });
    const charge = await stripe.charges.create({ amount: 1000, currency: 'eur', customer });
    expect(charge).toMatchObject({ status: 'pending', source: { id } });
    const intent = await call(
      running,
      'POST',
      '/v1/payment_intents',
      { amount: '1000', currency: 'usd', source: 'tok_visa', confirm: 'true' },
      old,
    );
    expect(intent.body).toMatchObject({ status: 'succeeded' });
  });

  it('sources that redirect are chargeable once, after their payer has authorized', async () => {
    const create = () =>
      stripe.sources.create({
        type: 'ideal',
        amount: 1900,
        currency: 'eur',
        owner: { name: 'Jenny' },
        redirect: { return_url: 'https://shop.example/done' },
      });
    const answer = (source: Stripe.Source, result: string) =>
      fetch(source.redirect?.url ?? '', { method: 'POST', body: new URLSearchParams({ result }), redirect: 'manual' });
    const source = await create();
    expect(source).toMatchObject({ status: 'pending', flow: 'redirect', usage: 'single_use' });
    const charge = (amount = 1900) => stripe.charges.create({ amount, currency: 'eur', source: source.id });
    expect((await errorOf(charge())).param).toBe('source');
    expect(await (await fetch(source.redirect?.url ?? '')).text()).toContain('ideal test payment page');
    const back = await answer(source, 'complete');
    expect(back.headers.get('location')).toContain(`source=${source.id}`);
    expect((await stripe.sources.retrieve(source.id)).status).toBe('chargeable');
    expect((await errorOf(charge(2000))).code).toBe('charge_exceeds_source_limit');
    expect(await charge()).toMatchObject({ status: 'succeeded', payment_method_details: { type: 'ideal' } });
    expect((await stripe.sources.retrieve(source.id)).status).toBe('consumed');
    const failed = await create();
    await answer(failed, 'fail');
    expect((await stripe.sources.retrieve(failed.id)).status).toBe('failed');
    const forgotten = await create();
    await running.advance({ seconds: 3_601 });
    expect((await stripe.sources.retrieve(forgotten.id)).status).toBe('canceled');
    const { data } = await stripe.events.list({ types: ['source.chargeable', 'source.failed', 'source.canceled'] });
    expect(data.slice(0, 3).map(({ type }) => type as string)).toEqual([
      'source.canceled',
      'source.failed',
      'source.chargeable',
    ]);
  });

  it('answers and emits what the SDK types say', () => {
    expect(conformance.checked).toBeGreaterThan(0);
    expect(conformance.problems).toEqual([]);
  });
});
