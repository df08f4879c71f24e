import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { sdkOptions } from '../../testing/sdk.js';
import { usIndividual } from './testing/sellers.js';

describe('accounts', () => {
  let running: RunningEmulator;
  let stripe: Stripe;

  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_accounts', sdkOptions(running));
  });
  afterAll(() => running.stop());

  const eventsOf = async (account: string) =>
    (await stripe.events.list({ limit: 100 }, { stripeAccount: account })).data.reverse();

  it('knows the platform itself, verified and enabled, and keeps it out of the list', async () => {
    const own = await stripe.accounts.retrieveCurrent();
    expect(own).toMatchObject({
      id: running.account,
      country: 'US',
      default_currency: 'usd',
      charges_enabled: true,
      payouts_enabled: true,
      details_submitted: true,
    });
    expect((await stripe.accounts.list()).data).toEqual([]);
    expect((await stripe.accounts.retrieve(own.id)).id).toBe(own.id);
  });

  it('enables a custom account at once when everything was given, and shows no number', async () => {
    const account = await stripe.accounts.create(usIndividual());
    expect(account).toMatchObject({
      type: 'custom',
      charges_enabled: true,
      payouts_enabled: true,
      details_submitted: true,
      capabilities: { card_payments: 'active', transfers: 'active' },
      default_currency: 'usd',
      individual: { first_name: 'Jenny', id_number_provided: true, verification: { status: 'verified' } },
      requirements: { currently_due: [], eventually_due: [], past_due: [], errors: [], disabled_reason: null },
    });
    expect(account.external_accounts?.data).toMatchObject([
      { object: 'bank_account', last4: '6789', routing_number: '110000000', default_for_currency: true, status: 'new' },
    ]);
    const text = JSON.stringify(account);
    expect(text).not.toContain('000123456789');
    expect(text).not.toContain('"000000000"');
    expect((await stripe.accounts.retrieveCurrent({}, { stripeAccount: account.id })).id).toBe(account.id);
    const types = (await eventsOf(account.id)).map((event) => event.type);
    expect(types).toEqual([
      'account.application.authorized',
      'account.external_account.created',
      'account.updated',
      'capability.updated',
      'capability.updated',
      'person.created',
    ]);
    expect((await eventsOf(account.id))[2]).toMatchObject({
      account: account.id,
      data: { previous_attributes: { charges_enabled: false, payouts_enabled: false, details_submitted: false } },
    });
  });

  it('says what an express account still needs, and does not take its terms from the platform', async () => {
    const account = await stripe.accounts.create({ type: 'express', country: 'GB', business_type: 'individual' });
    expect(account).toMatchObject({
      default_currency: 'gbp',
      charges_enabled: false,
      payouts_enabled: false,
      details_submitted: false,
      capabilities: { card_payments: 'inactive', transfers: 'inactive' },
      controller: { requirement_collection: 'stripe', stripe_dashboard: { type: 'express' } },
    });
    const { requirements } = account;
    expect(requirements?.disabled_reason).toBe('requirements.past_due');
    expect(requirements?.past_due).toEqual(requirements?.currently_due);
    expect(requirements?.currently_due).toEqual([
      'business_profile.mcc',
      'business_profile.url',
      'external_account',
      'individual.address.city',
      'individual.address.line1',
      'individual.address.postal_code',
      'individual.dob.day',
      'individual.dob.month',
      'individual.dob.year',
      'individual.email',
      'individual.first_name',
      'individual.last_name',
      'individual.phone',
      'tos_acceptance.date',
      'tos_acceptance.ip',
    ]);
    await expect(
      stripe.accounts.update(account.id, { tos_acceptance: { date: 1_700_000_000, ip: '127.0.0.1' } }),
    ).rejects.toMatchObject({ statusCode: 400, param: 'tos_acceptance' });
    const prefilled = await stripe.accounts.update(account.id, { business_profile: { mcc: '5734' } });
    expect(prefilled.requirements?.currently_due).not.toContain('business_profile.mcc');
    const last = (await eventsOf(account.id)).filter((event) => event.type === 'account.updated').at(-1);
    expect(last?.data.previous_attributes).toMatchObject({ business_profile: { mcc: null } });
  });

  it('takes controller properties instead of a type, and refuses both and what does not go together', async () => {
    const account = await stripe.accounts.create({
      country: 'US',
      controller: {
        fees: { payer: 'application' },
        losses: { payments: 'application' },
        stripe_dashboard: { type: 'express' },
      },
    });
    expect(account).toMatchObject({
      type: 'none',
      controller: { type: 'application', is_controller: true, requirement_collection: 'stripe' },
    });
    await expect(
      stripe.accounts.create({ type: 'express', controller: { fees: { payer: 'account' } } }),
    ).rejects.toMatchObject({ code: 'parameters_exclusive' });
    await expect(
      stripe.accounts.create({ controller: { requirement_collection: 'application' } }),
    ).rejects.toMatchObject({ param: 'controller[stripe_dashboard]' });
    expect((await stripe.accounts.create({ type: 'standard' })).controller?.stripe_dashboard?.type).toBe('full');
  });

  it('refuses countries before anything exists, and gives each its currency', async () => {
    const before = (await stripe.accounts.list({ limit: 100 })).data.length;
    await expect(stripe.accounts.create({ type: 'express', country: 'KP' })).rejects.toMatchObject({
      statusCode: 400,
      code: 'country_unsupported',
      param: 'country',
    });
    await expect(stripe.accounts.create({ type: 'express', country: 'Germany' })).rejects.toMatchObject({
      code: 'country_code_invalid',
    });
    await expect(stripe.accounts.create({ type: 'express', country: 'KE' })).rejects.toMatchObject({
      param: 'tos_acceptance[service_agreement]',
    });
    expect((await stripe.accounts.list({ limit: 100 })).data).toHaveLength(before);
    const currencies = await Promise.all(
      ['JP', 'DE', 'GB', 'CH'].map(
        async (country) => (await stripe.accounts.create({ type: 'express', country })).default_currency,
      ),
    );
    expect(currencies).toEqual(['jpy', 'eur', 'gbp', 'chf']);
  });

  it('lets a recipient only receive transfers', async () => {
    const recipient = { tos_acceptance: { service_agreement: 'recipient' } } as const;
    await expect(
      stripe.accounts.create({
        type: 'express',
        country: 'DE',
        ...recipient,
        capabilities: { card_payments: { requested: true } },
      }),
    ).rejects.toMatchObject({ param: 'capabilities[card_payments]' });
    await expect(stripe.accounts.create({ type: 'express', country: 'US', ...recipient })).rejects.toMatchObject({
      param: 'tos_acceptance[service_agreement]',
    });
    const account = await stripe.accounts.create({ type: 'express', country: 'KE', ...recipient });
    expect(account).toMatchObject({
      capabilities: { transfers: 'inactive' },
      tos_acceptance: { service_agreement: 'recipient' },
      default_currency: 'kes',
    });
    expect(account.requirements?.currently_due).not.toContain('business_profile.mcc');
    await expect(
      stripe.accounts.updateCapability(account.id, 'card_payments', { requested: true }),
    ).rejects.toMatchObject({ param: 'capabilities[card_payments]' });
  });

  it('changes settings group by group', async () => {
    const { id } = await stripe.accounts.create(usIndividual());
    const weekly = await stripe.accounts.update(id, {
      settings: { payouts: { schedule: { interval: 'weekly', weekly_anchor: 'friday' } } },
    });
    expect(weekly.settings?.payouts).toEqual({
      debit_negative_balances: false,
      schedule: { delay_days: 2, interval: 'weekly', weekly_anchor: 'friday', weekly_payout_days: ['friday'] },
      statement_descriptor: null,
    });
    const manual = await stripe.accounts.update(id, {
      settings: { payouts: { schedule: { interval: 'manual' } }, payments: { statement_descriptor: 'JENNY' } },
    });
    expect(manual.settings?.payouts?.schedule).toEqual({ delay_days: 2, interval: 'manual' });
    expect(manual.settings?.payments.statement_descriptor).toBe('JENNY');
    expect(manual.settings?.card_payments.decline_on).toEqual({ avs_failure: false, cvc_failure: false });
  });

  it('lists newest first with cursors, and deletes only what holds no money', async () => {
    const { id } = await stripe.accounts.create(usIndividual({ metadata: { a: '1' } }));
    expect((await stripe.accounts.list({ limit: 1 })).data[0]?.id).toBe(id);
    running.emulator.transaction(() => {
      const platform = running.emulator.platforms.default;
      const ctx = running.emulator.context(id, platform);
      ctx.book.post(ctx, {
        account: id,
        type: 'adjustment',
        amount: 5,
        currency: 'usd',
        source: null,
        reportingCategory: 'other_adjustment',
      });
    });
    await expect(stripe.accounts.del(id)).rejects.toMatchObject({ statusCode: 400 });
    const empty = await stripe.accounts.create({ type: 'express' });
    expect(await stripe.accounts.del(empty.id)).toEqual({ id: empty.id, object: 'account', deleted: true });
    await expect(stripe.accounts.retrieve(empty.id)).rejects.toMatchObject({
      statusCode: 403,
      code: 'account_invalid',
    });
    await expect(stripe.balance.retrieve({}, { stripeAccount: empty.id })).rejects.toMatchObject({
      statusCode: 403,
      code: 'account_invalid',
    });
  });

  it('rejects an account for good reason, and takes it back', async () => {
    const { id } = await stripe.accounts.create(usIndividual());
    const rejected = await stripe.accounts.reject(id, { reason: 'fraud_other' });
    expect(rejected).toMatchObject({
      charges_enabled: false,
      payouts_enabled: false,
      capabilities: { card_payments: 'inactive', transfers: 'inactive' },
      requirements: { disabled_reason: 'rejected.fraud' },
    });
    await expect(stripe.accounts.reject(id, { reason: 'other' })).rejects.toMatchObject({ statusCode: 400 });
    expect(await stripe.accounts.unreject(id)).toMatchObject({ charges_enabled: true, payouts_enabled: true });
  });

  it('shows a connected account only itself', async () => {
    const [one, other] = [await stripe.accounts.create(usIndividual()), await stripe.accounts.create(usIndividual())];
    await expect(stripe.accounts.retrieve(other.id, {}, { stripeAccount: one.id })).rejects.toMatchObject({
      statusCode: 403,
      code: 'account_invalid',
    });
    await expect(stripe.accounts.create({ type: 'express' }, { stripeAccount: one.id })).rejects.toMatchObject({
      statusCode: 403,
    });
  });

  it('disconnects an account: told once, then no access', async () => {
    const { id } = await stripe.accounts.create({ type: 'standard' });
    expect(await stripe.oauth.deauthorize({ client_id: 'ca_123', stripe_user_id: id })).toMatchObject({
      stripe_user_id: id,
    });
    await expect(stripe.accounts.retrieve(id)).rejects.toMatchObject({ statusCode: 403, code: 'account_invalid' });
    await expect(stripe.customers.create({}, { stripeAccount: id })).rejects.toMatchObject({
      statusCode: 403,
      code: 'account_invalid',
    });
    await expect(stripe.oauth.deauthorize({ client_id: 'ca_123', stripe_user_id: id })).rejects.toMatchObject({
      statusCode: 400,
    });
    // The account can no longer be asked: its platform finds the event among its own.
    const listed = await stripe.events.list({ type: 'account.application.deauthorized', limit: 100 });
    const told = listed.data.find(({ account }) => account === id);
    expect(told).toMatchObject({ data: { object: { object: 'application' } } });
    expect(await stripe.events.retrieve(told?.id ?? '')).toMatchObject({ id: told?.id, account: id });
  });

  it('tells the Connect endpoint of the platform, and only that, about its accounts', async () => {
    const received: { path: string; event: Stripe.Event }[] = [];
    const receiver = createServer((req, res) => {
      let body = '';
      req.on('data', (chunk: Buffer) => (body += chunk.toString()));
      req.on('end', () => {
        received.push({ path: req.url ?? '', event: JSON.parse(body) as Stripe.Event });
        res.end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    const events = ['account.updated', 'account.application.deauthorized'] as const;
    await stripe.webhookEndpoints.create({ url: `${url}/platform`, enabled_events: [...events] });
    await stripe.webhookEndpoints.create({ url: `${url}/connect`, enabled_events: [...events], connect: true });
    const { id } = await stripe.accounts.create({ type: 'express' });
    await fetch(`${running.url}/_control/accounts/${id}`, {
      method: 'POST',
      body: new URLSearchParams({ action: 'deauthorize' }),
    });
    await running.flushWebhooks();
    receiver.close();
    const about = received.filter(({ event }) => event.account === id);
    expect(about.map(({ path, event }) => [path, event.type])).toEqual(
      expect.arrayContaining([
        ['/connect', 'account.updated'],
        ['/connect', 'account.application.deauthorized'],
      ]),
    );
    expect(about.every(({ path }) => path === '/connect')).toBe(true);
    await expect(stripe.accounts.retrieve(id)).rejects.toMatchObject({ code: 'account_invalid' });
  });
});
