import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../../../index.js';
import { sdkOptions } from '../../../testing/sdk.js';

const BACK = { refresh_url: 'https://shop.example/refresh', return_url: 'https://shop.example/return' };

describe('hosted onboarding', () => {
  let running: RunningEmulator;
  let stripe: Stripe;

  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_onboarding', sdkOptions(running));
  });
  afterAll(() => running.stop());

  const link = (account: string, over: Partial<Stripe.AccountLinkCreateParams> = {}) =>
    stripe.accountLinks.create({ account, type: 'account_onboarding', ...BACK, ...over });
  const open = async (url: string): Promise<string> => {
    const response = await fetch(url, { redirect: 'manual' });
    expect(response.status).toBe(303);
    return response.headers.get('location') ?? '';
  };
  const post = async (page: string, form: Record<string, string>) => {
    const response = await fetch(page, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    return { status: response.status, location: response.headers.get('location'), html: await response.text() };
  };
  const express = (over: Partial<Stripe.AccountCreateParams> = {}) =>
    stripe.accounts.create({ type: 'express', country: 'US', ...over });

  it('opens a link once, and sends later visitors to refresh_url (story 2)', async () => {
    const { id } = await express();
    const created = await link(id);
    expect(created).toMatchObject({ object: 'account_link', expires_at: created.created + 300 });
    expect(created).not.toHaveProperty('id');
    expect(await open(created.url)).toContain('/setup/s/');
    expect(await open(created.url)).toBe(BACK.refresh_url);
    const late = await link(id);
    await running.advance({ seconds: 301 });
    expect(await open(late.url)).toBe(BACK.refresh_url);
    expect((await fetch(`${running.url}/setup/e/${id}/nonsense`)).status).toBe(404);
  });

  it('refuses links without addresses, for others, and updates where Stripe collects', async () => {
    const { id } = await express();
    await expect(stripe.accountLinks.create({ account: id, type: 'account_onboarding' })).rejects.toMatchObject({
      code: 'parameter_missing',
      param: 'refresh_url',
    });
    await expect(link(id, { type: 'account_update' })).rejects.toMatchObject({ param: 'type' });
    await expect(link('acct_1unknown')).rejects.toMatchObject({ statusCode: 403, code: 'account_invalid' });
  });

  it('takes an individual through the steps, with a pause half way (story 3)', async () => {
    const { id } = await express();
    const page = await open((await link(id)).url);
    const first = await (await fetch(page)).text();
    expect(first).toContain('<label for="business-type">');
    expect(first).toContain('name="viewport"');
    const toPerson = await post(page, {
      step: 'business',
      action: 'continue',
      business_type: 'individual',
      'business_profile[mcc]': '5734',
      'business_profile[url]': 'https://accessible.stripe.com',
    });
    expect(toPerson.location).toBe(`${page}?step=person`);
    const person = {
      'individual[first_name]': 'Jenny',
      'individual[last_name]': 'Rosen',
      'individual[email]': 'jenny@example.com',
      'individual[phone]': '0000000000',
      'individual[dob][day]': '1',
      'individual[dob][month]': '1',
      'individual[dob][year]': '1901',
    };
    const paused = await post(page, { step: 'person', action: 'save', ...person });
    expect(paused).toMatchObject({ status: 303, location: BACK.return_url });
    const half = await stripe.accounts.retrieve(id);
    expect(half).toMatchObject({ details_submitted: false, charges_enabled: false });
    expect(half.requirements?.currently_due).toContain('individual.address.line1');
    expect(half.requirements?.currently_due).not.toContain('individual.first_name');

    const again = await open((await link(id)).url);
    expect(await (await fetch(`${again}?step=person`)).text()).toContain('value="Jenny"');
    const tooEarly = await post(again, { step: 'review', action: 'submit', tos_accepted: 'true' });
    expect(tooEarly.status).toBe(400);
    expect(tooEarly.html).toContain('individual.address.line1');
    await post(again, {
      step: 'person',
      action: 'continue',
      'individual[address][line1]': 'address_full_match',
      'individual[address][city]': 'Columbus',
      'individual[address][state]': 'OH',
      'individual[address][postal_code]': '43214',
      'individual[id_number]': '000000000',
    });
    const wrong = await post(again, {
      step: 'bank',
      action: 'continue',
      'external_account[routing_number]': '12',
      'external_account[account_number]': '000123456789',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.html).toContain('role="alert"');
    await post(again, {
      step: 'bank',
      action: 'continue',
      'external_account[routing_number]': '110000000',
      'external_account[account_number]': '000123456789',
    });
    expect((await post(again, { step: 'review', action: 'submit' })).html).toContain('accept the terms');
    const done = await post(again, { step: 'review', action: 'submit', tos_accepted: 'true' });
    expect(done.location).toBe(BACK.return_url);
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      details_submitted: true,
      charges_enabled: true,
      payouts_enabled: true,
      capabilities: { card_payments: 'active', transfers: 'active' },
      requirements: { currently_due: [], disabled_reason: null },
    });
    const updated = (await stripe.events.list({ type: 'account.updated', limit: 1 }, { stripeAccount: id })).data[0];
    expect(updated?.data.previous_attributes).toMatchObject({ charges_enabled: false, details_submitted: false });
  });

  it.each(['US', 'GB', 'DE', 'FR', 'JP'])('finishes at once with test data in %s', async (country) => {
    for (const business_type of ['individual', 'company'] as const) {
      const { id } = await express({ country, business_type });
      const page = await open((await link(id)).url);
      for (const step of ['business', 'person', 'company', 'bank', 'review'])
        expect((await fetch(`${page}?step=${step}`)).status).toBe(200);
      expect((await post(page, { action: 'test_data', step: 'business' })).location).toBe(`${page}?step=review`);
      expect((await stripe.accounts.retrieve(id)).details_submitted).toBe(false);
      expect((await post(page, { action: 'complete' })).location).toBe(BACK.return_url);
      expect(await stripe.accounts.retrieve(id)).toMatchObject({
        details_submitted: true,
        charges_enabled: true,
        payouts_enabled: true,
        business_type,
      });
    }
  });

  it('lets a document that failed be replaced on the page (story 4)', async () => {
    const { id } = await express();
    const page = await open((await link(id)).url);
    await post(page, { action: 'complete' });
    await fetch(`${running.url}/_control/accounts/${id}`, {
      method: 'POST',
      body: new URLSearchParams({ action: 'fail_verification', deadline_in_seconds: '60' }),
    });
    await running.advance({ seconds: 61 });
    expect(await stripe.accounts.retrieve(id)).toMatchObject({ payouts_enabled: false });
    const again = await open((await link(id)).url);
    expect(await (await fetch(`${again}?step=documents`)).text()).toContain('could not be read');
    await post(again, {
      step: 'documents',
      action: 'continue',
      'individual[verification][document][front]': 'file_identity_document_success',
    });
    await post(again, { step: 'review', action: 'submit' });
    await running.advance({ seconds: 3 });
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      payouts_enabled: true,
      charges_enabled: true,
      requirements: { currently_due: [], errors: [] },
    });
  });

  it('replaces documents of a company and of who represents it', async () => {
    const { id } = await express({ country: 'DE', business_type: 'company' });
    await post(await open((await link(id)).url), { action: 'complete' });
    const control = `${running.url}/_control/accounts/${id}`;
    await post(control, { action: 'fail_verification' });
    await post(control, { action: 'require', field: 'company.verification.document' });
    const due = (await stripe.accounts.retrieve(id)).requirements?.currently_due ?? [];
    expect(due).toEqual([
      'company.verification.document',
      expect.stringMatching(/^person_\w+\.verification\.document$/),
    ]);
    const page = await open((await link(id)).url);
    const front = 'file_identity_document_success';
    await post(page, {
      step: 'documents',
      action: 'continue',
      'individual[verification][document][front]': front,
      'company[verification][document][front]': front,
    });
    expect((await stripe.accounts.retrieve(id)).requirements).toMatchObject({
      currently_due: [],
      pending_verification: [due[1]],
    });
    await running.advance({ seconds: 3 });
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      charges_enabled: true,
      requirements: { eventually_due: [], pending_verification: [], errors: [] },
    });
  });

  it('keeps the platform out of what the account itself gives, once a link was made', async () => {
    const { id } = await express();
    await link(id);
    await expect(stripe.accounts.update(id, { individual: { first_name: 'Eve' } })).rejects.toMatchObject({
      statusCode: 403,
    });
    await expect(stripe.accounts.createPerson(id, { first_name: 'Eve' })).rejects.toMatchObject({ statusCode: 403 });
    expect((await stripe.accounts.update(id, { metadata: { a: '1' } })).metadata).toEqual({ a: '1' });
  });

  it('shows the platform who onboards, and not what they gave', async () => {
    const { id } = await express({ business_type: 'individual', individual: { first_name: 'Jenny' } });
    expect((await stripe.accounts.retrieve(id)).individual?.first_name).toBe('Jenny');
    await post(await open((await link(id)).url), { action: 'complete' });
    const { individual } = await stripe.accounts.retrieve(id);
    expect(individual).toMatchObject({ object: 'person', verification: { status: 'verified' } });
    expect(individual).not.toHaveProperty('first_name');
    expect(individual).not.toHaveProperty('dob');
  });

  it('escapes what was given', async () => {
    const { id } = await express();
    const page = await open((await link(id)).url);
    await post(page, { step: 'person', action: 'continue', 'individual[first_name]': '"><script>alert(1)</script>' });
    const html = await (await fetch(`${page}?step=person`)).text();
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&quot;&gt;&lt;script&gt;');
  });

  it('makes login links for finished Express accounts only, and each opens the dashboard once', async () => {
    const { id } = await express();
    await expect(stripe.accounts.createLoginLink(id)).rejects.toMatchObject({
      statusCode: 400,
      message: 'Cannot create a login link for an account that has not completed onboarding.',
    });
    const standard = await stripe.accounts.create({ type: 'standard' });
    await expect(stripe.accounts.createLoginLink(standard.id)).rejects.toMatchObject({ statusCode: 400 });
    await post(await open((await link(id)).url), { action: 'complete' });
    const { url } = await stripe.accounts.createLoginLink(id);
    const dashboard = await open(url);
    expect(await (await fetch(dashboard)).text()).toContain('Balance');
    expect((await fetch(url)).status).toBe(404);
    expect((await post(dashboard, { action: 'disconnect' })).status).toBe(200);
    await expect(stripe.accounts.retrieve(id)).rejects.toMatchObject({ code: 'account_invalid' });
  });

  it('makes account sessions with the components that were asked for', async () => {
    const { id } = await express();
    const session = await stripe.accountSessions.create({
      account: id,
      components: {
        payments: { enabled: true, features: { refund_management: false } },
        account_onboarding: { enabled: true },
      },
    });
    expect(session).toMatchObject({
      object: 'account_session',
      account: id,
      components: {
        payments: { enabled: true, features: { refund_management: false, dispute_management: true } },
        payouts: { enabled: false },
      },
    });
    expect(session.client_secret).toMatch(/^accs_secret__\w+$/);
    expect(session.expires_at).toBeGreaterThan(running.emulator.clock.now);
    await expect(stripe.accountSessions.create({ account: id, components: {} })).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});
