import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../../../index.js';
import { sdkOptions } from '../../../testing/sdk.js';
import { usIndividual } from '../testing/sellers.js';

describe('tokens', () => {
  let running: RunningEmulator;
  let stripe: Stripe;

  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_tokens', sdkOptions(running));
  });
  afterAll(() => running.stop());

  it('stands for a bank account once, made by a browser', async () => {
    const browser = new Stripe('pk_test_tokens', sdkOptions(running));
    const token = await browser.tokens.create({
      bank_account: { country: 'US', currency: 'usd', routing_number: '110000000', account_number: '000111111116' },
    });
    expect(token).toMatchObject({
      object: 'token',
      type: 'bank_account',
      used: false,
      bank_account: { last4: '1116' },
    });
    expect(token.id).toMatch(/^btok_/);
    const account = await stripe.accounts.create(usIndividual({ external_account: token.id }));
    expect(account.external_accounts?.data).toMatchObject([{ last4: '1116' }]);
    expect((await stripe.tokens.retrieve(token.id)).used).toBe(true);
    await expect(
      stripe.accounts.createExternalAccount(account.id, { external_account: token.id }),
    ).rejects.toMatchObject({ code: 'token_already_used', param: 'external_account' });
  });

  it('stands for a card without keeping its number', async () => {
    const number = '2223003122003222'; // the second one that is called `mastercard`
    const card = { number, exp_month: 7, exp_year: 2031, cvc: '987', name: 'Ada' };
    const create = () => stripe.tokens.create({ card } as unknown as Stripe.TokenCreateParams);
    const token = await create();
    const kept = JSON.stringify(running.emulator.store.locate(token.id)?.hidden);
    expect(kept).not.toContain(number);
    expect(kept).not.toContain('987');
    const method = await stripe.paymentMethods.create({ type: 'card', card: { token: token.id } });
    expect(method.card).toMatchObject({
      last4: '3222',
      exp_month: 7,
      exp_year: 2031,
      checks: { cvc_check: 'unchecked' },
    });
    const customer = await stripe.customers.create({ source: (await create()).id });
    expect((await stripe.customers.listPaymentMethods(customer.id)).data).toMatchObject([
      { card: { last4: '3222', fingerprint: method.card?.fingerprint ?? '' } },
    ]);
  });

  it('stands for an account and for a person', async () => {
    const account = await stripe.tokens.create({
      account: { business_type: 'company', company: { name: 'Rides' }, tos_shown_and_accepted: true },
    });
    const created = await stripe.accounts.create({ type: 'custom', country: 'FR', account_token: account.id });
    expect(created).toMatchObject({
      business_type: 'company',
      company: { name: 'Rides' },
      tos_acceptance: { ip: '127.0.0.1' },
    });
    const person = await stripe.tokens.create({
      person: { first_name: 'Jean', relationship: { representative: true } },
    });
    expect(await stripe.accounts.createPerson(created.id, { person_token: person.id })).toMatchObject({
      first_name: 'Jean',
      relationship: { representative: true },
    });
  });

  it('refuses none and two at once', async () => {
    await expect(stripe.tokens.create({})).rejects.toMatchObject({ code: 'parameter_missing' });
    await expect(stripe.tokens.create({ pii: { id_number: '1' }, cvc_update: { cvc: '123' } })).rejects.toMatchObject({
      code: 'parameters_exclusive',
    });
  });
});

describe('country specs', () => {
  it('say what accounts of a country are asked for', async () => {
    const running = await startEmulator({ seed: '7' });
    const stripe = new Stripe('sk_test_specs', sdkOptions(running));
    const spec = await stripe.countrySpecs.retrieve('JP');
    expect(spec).toMatchObject({ default_currency: 'jpy' });
    expect(spec.verification_fields.individual.minimum).toContain('individual.first_name_kana');
    const account = await stripe.accounts.create({
      type: 'custom',
      country: 'JP',
      business_type: 'individual',
      capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    });
    expect(spec.verification_fields.individual.minimum).toEqual(
      expect.arrayContaining(account.requirements?.currently_due ?? []),
    );
    const first = await stripe.countrySpecs.list({ limit: 2 });
    expect(first).toMatchObject({ has_more: true, data: [{ id: 'AE' }, { id: 'AT' }] });
    expect((await stripe.countrySpecs.list({ limit: 1, starting_after: 'AT' })).data[0]?.id).toBe('AU');
    await expect(stripe.countrySpecs.retrieve('KP')).rejects.toMatchObject({ statusCode: 404 });
    await running.stop();
  });
});
