import Stripe from 'stripe';
import { Conformance } from '../../../conformance/conformance.js';
import { startEmulator, type RunningEmulator } from '../../../index.js';
import { sdkOptions } from '../../../testing/sdk.js';

describe('OAuth, and settings of the balance', () => {
  const conformance = new Conformance();
  let running: RunningEmulator;
  let stripe: Stripe;
  beforeAll(async () => {
    running = await startEmulator({ onAnswer: conformance.onAnswer });
    conformance.watchEvents(running);
    stripe = new Stripe('sk_test_platform', sdkOptions(running));
  });
  afterAll(() => running.stop());

  const authorizeUrl = (params: Record<string, string> = {}, path = 'oauth/authorize'): string => {
    const query = {
      response_type: 'code',
      client_id: 'ca_1',
      scope: 'read_write',
      redirect_uri: 'https://p.test/back?a=1',
    };
    return `${running.url}/${path}?${new URLSearchParams({ ...query, ...params }).toString()}`;
  };
  const answer = async (form: Record<string, string>, params: Record<string, string> = {}, path?: string) => {
    const response = await fetch(authorizeUrl(params, path), {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(form),
    });
    return new URL(response.headers.get('location') ?? 'https://nowhere.test');
  };
  const connect = async (params: Record<string, string> = {}, path?: string) => {
    const back = await answer({ answer: 'allow', email: 'owner@example.com' }, params, path);
    return { back, code: back.searchParams.get('code') ?? '' };
  };

  it('asks the owner, connects a new account, and gives keys that work for it', async () => {
    expect(await (await fetch(authorizeUrl())).text()).toContain('A new standard account');
    const { back, code } = await connect({ state: 'xyz' });
    expect(back.href).toContain('https://p.test/back?a=1&');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ scope: 'read_write', state: 'xyz' });
    const token = await stripe.oauth.token({ grant_type: 'authorization_code', code });
    expect(token).toMatchObject({ token_type: 'bearer', scope: 'read_write', livemode: false });
    const account = await stripe.accounts.retrieve(token.stripe_user_id ?? '');
    expect(account).toMatchObject({ type: 'standard', email: 'owner@example.com' });

    const theirs = new Stripe(token.access_token ?? '', sdkOptions(running));
    const customer = await theirs.customers.create({ name: 'Theirs' });
    await expect(stripe.customers.retrieve(customer.id)).rejects.toMatchObject({ statusCode: 404 });
    expect(await stripe.customers.retrieve(customer.id, {}, { stripeAccount: account.id })).toMatchObject({
      name: 'Theirs',
    });
    expect((await theirs.accounts.retrieveCurrent()).id).toBe(account.id);

    await expect(stripe.oauth.token({ grant_type: 'authorization_code', code })).rejects.toMatchObject({
      type: 'StripeInvalidGrantError',
    });
    const again = await stripe.oauth.token({ grant_type: 'refresh_token', refresh_token: token.refresh_token ?? '' });
    expect(again).toMatchObject({ stripe_user_id: account.id, refresh_token: token.refresh_token });
    expect(again.access_token).not.toBe(token.access_token);

    expect(await stripe.oauth.deauthorize({ client_id: 'ca_1', stripe_user_id: account.id })).toMatchObject({
      stripe_user_id: account.id,
    });
    await expect(theirs.customers.list()).rejects.toMatchObject({ statusCode: 403, code: 'account_invalid' });
    await expect(
      stripe.oauth.token({ grant_type: 'refresh_token', refresh_token: token.refresh_token ?? '' }),
    ).rejects.toMatchObject({
      type: 'StripeInvalidGrantError',
    });
  });

  it('connects express accounts, known accounts, and takes no for an answer', async () => {
    const { code } = await connect({ 'stripe_user[country]': 'DE' }, 'express/oauth/authorize');
    const { stripe_user_id: id = '' } = await stripe.oauth.token({ grant_type: 'authorization_code', code });
    expect(await stripe.accounts.retrieve(id)).toMatchObject({ type: 'express', country: 'DE' });
    const known = await answer({ answer: 'allow', account: id }, {}, 'express/oauth/authorize');
    const second = await stripe.oauth.token({
      grant_type: 'authorization_code',
      code: known.searchParams.get('code') ?? '',
    });
    expect(second.stripe_user_id).toBe(id);
    const denied = await answer({ answer: 'deny' }, { state: 's' });
    expect(Object.fromEntries(denied.searchParams)).toEqual({
      a: '1',
      error: 'access_denied',
      error_description: 'The user denied your request',
      state: 's',
    });
  });

  it('keeps read-only keys from writing, and codes from lasting', async () => {
    const { code } = await connect({ scope: 'read_only' });
    const { access_token: key = '' } = await stripe.oauth.token({ grant_type: 'authorization_code', code });
    const theirs = new Stripe(key, sdkOptions(running));
    expect((await theirs.customers.list()).data).toEqual([]);
    await expect(theirs.customers.create()).rejects.toMatchObject({ statusCode: 403 });
    const late = await connect();
    await running.advance({ seconds: 301 });
    await expect(stripe.oauth.token({ grant_type: 'authorization_code', code: late.code })).rejects.toThrow('expired');
  });

  it.each([
    [{}, 400, { error: 'invalid_request', error_description: 'No grant type specified' }],
    [
      { grant_type: 'magic' },
      400,
      { error: 'unsupported_grant_type', error_description: 'Unsupported grant type: magic' },
    ],
    [
      { grant_type: 'authorization_code' },
      400,
      { error: 'invalid_request', error_description: 'No authorization code provided' },
    ],
    [
      { grant_type: 'authorization_code', code: 'ac_1' },
      400,
      { error: 'invalid_grant', error_description: 'Authorization code does not exist: ac_1' },
    ],
    [
      { grant_type: 'refresh_token', refresh_token: 'rt_1' },
      400,
      { error: 'invalid_grant', error_description: 'Refresh token does not exist: rt_1' },
    ],
  ])('refuses %j', async (params, status, body) => {
    const form = new URLSearchParams({ client_secret: 'sk_test_platform', ...params } as Record<string, string>);
    const response = await fetch(`${running.url}/oauth/token`, { method: 'POST', body: form });
    expect([response.status, await response.json()]).toEqual([status, body]);
  });

  it.each([
    [{ client_id: 'x' }, 'No application matches'],
    [{ response_type: 'token' }, 'Unsupported response type'],
    [{ redirect_uri: 'javascript:alert(1)' }, 'Invalid redirect URI'],
    [{ scope: 'all' }, 'Invalid scope'],
  ])('shows a page that says why %j is wrong', async (params, message) => {
    const response = await fetch(authorizeUrl(params));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(message);
  });

  it('keeps the settings of the balance in step with those of the account', async () => {
    const before = await stripe.balanceSettings.retrieve();
    expect(before.payments.payouts).toMatchObject({
      schedule: { interval: expect.any(String) as string },
      minimum_balance_by_currency: null,
    });
    const after = await stripe.balanceSettings.update({
      payments: {
        debit_negative_balances: true,
        payouts: {
          schedule: { interval: 'weekly', weekly_payout_days: ['monday', 'thursday'] },
          minimum_balance_by_currency: { usd: 1500 },
          statement_descriptor: 'ROCKETS',
        },
        settlement_timing: { delay_days_override: 7 },
      },
    });
    expect(after.payments).toMatchObject({
      debit_negative_balances: true,
      payouts: {
        schedule: { interval: 'weekly', weekly_payout_days: ['monday', 'thursday'] },
        minimum_balance_by_currency: { usd: 1500 },
        statement_descriptor: 'ROCKETS',
      },
      settlement_timing: { delay_days: 7, delay_days_override: 7 },
    });
    const { settings } = await stripe.accounts.retrieveCurrent();
    expect(settings?.payouts).toMatchObject({
      statement_descriptor: 'ROCKETS',
      schedule: { interval: 'weekly', delay_days: 7 },
    });
    const cleared = await stripe.balanceSettings.update({
      payments: { payouts: { minimum_balance_by_currency: { usd: '' } } },
    });
    expect(cleared.payments.payouts?.minimum_balance_by_currency).toBeNull();
  });

  it('answers and emits what the SDK types', () => {
    expect(conformance.checked).toBeGreaterThan(20);
    expect(conformance.problems).toEqual([]);
  });
});
