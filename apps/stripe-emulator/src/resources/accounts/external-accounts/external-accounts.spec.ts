import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../../../index.js';
import { sdkOptions } from '../../../testing/sdk.js';
import { bank, usIndividual } from '../testing/sellers.js';
import { markExternalAccount } from './external-account.change.js';
import { bankAccounts } from './external-account.resource.js';
import { bankBehaviour, cardBehaviour } from './test-numbers.js';

describe('external accounts', () => {
  let running: RunningEmulator;
  let stripe: Stripe;
  let account: Stripe.Account;

  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_banks', sdkOptions(running));
  });
  afterAll(() => running.stop());
  beforeEach(async () => {
    account = await stripe.accounts.create(usIndividual());
  });

  const inside = () => running.emulator.context(account.id, running.emulator.platforms.default);

  it('knows what payouts to the test numbers of each country do', () => {
    const failures = [
      ['US', '000123456789', null],
      ['US', '000111111113', 'account_closed'],
      ['US', '000111111116', 'no_account'],
      ['US', '000222222227', 'insufficient_funds'],
      ['US', '000333333335', 'debit_not_authorized'],
      ['US', '000444444440', 'invalid_currency'],
      ['GB', '00012345', null],
      ['GB', '11111113', 'account_closed'],
      ['JP', '1111116', 'no_account'],
      ['DE', 'DE89370400440532013000', null],
      ['DE', 'DE89370400440532013002', 'account_closed'],
      ['DE', 'DE62370400440532013001', 'no_account'],
    ] as const;
    for (const [country, number, code] of failures)
      expect([number, bankBehaviour(country, number).payoutFailureCode]).toEqual([number, code]);
    expect(bankBehaviour('US', '000123456789').isInstantEligible).toBe(true);
    expect(bankBehaviour('US', '000888888883').isInstantEligible).toBe(false);
    expect(cardBehaviour('4000056655665572').payoutFailureCode).toBe('could_not_process');
    expect(cardBehaviour('4000056755665555').isInstantEligible).toBe(false);
  });

  it('adds, lists, changes and deletes bank accounts and cards', async () => {
    const second = await stripe.accounts.createExternalAccount(account.id, {
      external_account: bank('000111111113'),
      metadata: { note: 'old' },
    });
    expect(second).toMatchObject({ object: 'bank_account', default_for_currency: false, account: account.id });
    expect(inside().hidden(bankAccounts, second.id)).toEqual({
      payoutFailureCode: 'account_closed',
      isInstantEligible: true,
    });
    const card = await stripe.accounts.createExternalAccount(account.id, {
      external_account: 'tok_visa_debit_us_transferSuccess',
    });
    expect(card).toMatchObject({
      object: 'card',
      brand: 'Visa',
      last4: '5556',
      available_payout_methods: ['standard', 'instant'],
    });
    const all = await stripe.accounts.listExternalAccounts(account.id);
    expect(all.data.map((item) => item.id)).toEqual([card.id, second.id, account.external_accounts?.data[0]?.id]);
    expect((await stripe.accounts.listExternalAccounts(account.id, { object: 'card' })).data).toHaveLength(1);
    const page = await stripe.accounts.listExternalAccounts(account.id, { limit: 1, starting_after: card.id });
    expect(page).toMatchObject({ has_more: true, data: [{ id: second.id }] });

    const first = account.external_accounts?.data[0]?.id ?? '';
    await expect(stripe.accounts.deleteExternalAccount(account.id, first)).rejects.toMatchObject({ statusCode: 400 });
    await stripe.accounts.updateExternalAccount(account.id, second.id, { default_for_currency: true });
    expect(await stripe.accounts.retrieveExternalAccount(account.id, first)).toMatchObject({
      default_for_currency: false,
    });
    expect(await stripe.accounts.deleteExternalAccount(account.id, first)).toEqual({
      id: first,
      object: 'bank_account',
      deleted: true,
    });
    expect((await stripe.accounts.retrieve(account.id)).external_accounts?.data.map((item) => item.id)).toEqual([
      card.id,
      second.id,
    ]);
  });

  it('replaces the default with the one given on the account', async () => {
    const updated = await stripe.accounts.update(account.id, { external_account: bank('000222222227') });
    expect(updated.external_accounts?.data).toMatchObject([{ last4: '2227', default_for_currency: true }]);
    const types = (
      await stripe.events.list({ type: 'account.external_account.*', limit: 10 }, { stripeAccount: account.id })
    ).data.map((event) => event.type);
    expect(types).toEqual([
      'account.external_account.deleted',
      'account.external_account.created',
      'account.external_account.created',
    ]);
  });

  it('refuses numbers that cannot be', async () => {
    const attempt = (external_account: Stripe.AccountCreateExternalAccountParams['external_account']) =>
      stripe.accounts.createExternalAccount(account.id, { external_account });
    await expect(attempt({ ...bank('000123456789'), routing_number: '12' })).rejects.toMatchObject({
      code: 'routing_number_invalid',
      param: 'external_account[routing_number]',
    });
    await expect(
      attempt({ object: 'bank_account', country: 'DE', currency: 'eur', account_number: '12345' }),
    ).rejects.toMatchObject({
      code: 'account_number_invalid',
    });
    await expect(attempt('btok_nonsense')).rejects.toMatchObject({
      code: 'resource_missing',
      param: 'external_account',
    });
    await expect(attempt({ object: 'bank_account', country: 'US', account_number: '' })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('stops payouts when a payout came back, until the bank account is replaced', async () => {
    const id = account.external_accounts?.data[0]?.id ?? '';
    running.emulator.transaction(() => {
      markExternalAccount(inside(), id, 'errored');
    });
    expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
      payouts_enabled: false,
      charges_enabled: true,
      requirements: { currently_due: ['external_account'], errors: [{ requirement: 'external_account' }] },
      external_accounts: { data: [{ status: 'errored' }] },
    });
    const healed = await stripe.accounts.update(account.id, { external_account: 'btok_us_verified' });
    expect(healed).toMatchObject({ payouts_enabled: true, requirements: { currently_due: [] } });
  });
});
