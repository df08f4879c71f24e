import type { Browser, Page } from 'playwright-core';
import Stripe from 'stripe';
import { type RunningEmulator, startEmulator } from '../index.js';
import { describeInChromium, launchChromium } from '../testing/chromium.js';
import { faultsOf } from '../testing/look.js';
import { sdkOptions } from '../testing/sdk.js';

describeInChromium('hosted pages in Chromium, at the width of a phone', () => {
  let running: RunningEmulator;
  let stripe: Stripe;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_pages', sdkOptions(running));
    browser = await launchChromium();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  });
  afterEach(() => page.close());

  it('takes a seller through onboarding by keyboard and labels', async () => {
    const { id } = await stripe.accounts.create({ type: 'express', country: 'US' });
    const back = `${running.url}/_emulator`;
    const link = await stripe.accountLinks.create({
      account: id,
      type: 'account_onboarding',
      refresh_url: `${back}?refresh`,
      return_url: `${back}?return`,
    });
    await page.goto(link.url);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Your business');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel('Type of business').selectOption('individual');
    await page.getByLabel('Website', { exact: true }).fill('https://accessible.stripe.com');
    await page.getByRole('button', { name: 'Use test data and finish' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\?return$/);
    expect(await stripe.accounts.retrieve(id)).toMatchObject({ details_submitted: true, charges_enabled: true });
  }, 60_000);

  it('asks the cardholder, and goes back to the shop with the answer', async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 10_000,
      currency: 'usd',
      payment_method: 'pm_card_threeDSecure2Required',
      confirm: true,
      return_url: `${running.url}/_emulator`,
    });
    await page.goto(intent.next_action?.redirect_to_url?.url ?? '');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Complete' }).click();
    await page.waitForURL(/redirect_status=succeeded/);
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' });
  }, 60_000);

  it('shows the seller balance, payouts and disputes, and lets them disconnect', async () => {
    const { id } = await stripe.accounts.create({ type: 'express', country: 'US' });
    const onboarding = `${running.url}/_control/accounts/${id}`;
    await fetch(onboarding, { method: 'POST', body: new URLSearchParams({ action: 'complete_onboarding' }) });
    const own = { stripeAccount: id };
    const off = { currency: 'usd', confirm: true, off_session: true } as const;
    await stripe.paymentIntents.create({ ...off, amount: 12_500, payment_method: 'pm_card_bypassPending' }, own);
    await stripe.paymentIntents.create({ ...off, amount: 4200, payment_method: 'pm_card_createDispute' }, own);
    await stripe.payouts.create({ amount: 5000, currency: 'usd' }, own);
    await page.goto((await stripe.accounts.createLoginLink(id)).url);
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.getByRole('row', { name: /Pending \$50.00/ }).isVisible()).toBe(true);
    expect(await page.getByRole('row', { name: /Needs response fraudulent.*\$42.00/ }).isVisible()).toBe(true);
    await page.getByText('Disconnect from the platform').click();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('heading', { name: 'Disconnected' }).waitFor();
    await expect(stripe.accounts.retrieve(id)).rejects.toMatchObject({ code: 'account_invalid' });
  }, 60_000);

  it('shows a receipt, a bank, who wants to be connected, an account to play with, and that there is nothing', async () => {
    const paid = { amount: 2500, currency: 'usd', confirm: true, off_session: true, payment_method: 'pm_card_visa' };
    const charge = (await stripe.paymentIntents.create({ ...paid, expand: ['latest_charge'] })).latest_charge;
    const atBank = await stripe.paymentIntents.create({
      ...{ amount: 2500, currency: 'eur', payment_method_types: ['ideal'], confirm: true },
      payment_method_data: { type: 'ideal', billing_details: { name: 'Ada' } },
      return_url: `${running.url}/_emulator`,
    });
    const { id } = await stripe.accounts.create({ type: 'express', country: 'US' });
    for (const address of [
      (charge as Stripe.Charge).receipt_url ?? '',
      atBank.next_action?.redirect_to_url?.url ?? '',
      `${running.url}/oauth/authorize?response_type=code&client_id=ca_1&scope=read_write`,
      `${running.url}/_control/accounts/${id}`,
      `${running.url}/receipts/payment/none`,
    ]) {
      await page.goto(address);
      expect({ address, faults: await faultsOf(page) }).toEqual({ address, faults: [] });
    }
  }, 60_000);

  it('shows requests, deliveries, objects and the clock, and renews them', async () => {
    await page.goto(`${running.url}/_emulator`);
    expect(await faultsOf(page)).toEqual([]);
    const { id } = await stripe.customers.create({ email: 'ada@example.com' });
    await page.getByRole('cell', { name: 'POST /v1/customers' }).first().waitFor();
    expect(await page.getByRole('row', { name: /^customer 1$/ }).isVisible()).toBe(true);
    await page.getByRole('link', { name: 'POST /v1/customers' }).first().click();
    await page.getByRole('link', { name: id }).click();
    expect(await page.getByText('"email": "ada@example.com"').isVisible()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'customer.created' }).click();
    await page.getByText('It went to no endpoint.').waitFor();
  }, 60_000);

  it('moves the clock, triggers events, orders faults and goes back to a snapshot', async () => {
    await page.goto(`${running.url}/_emulator`);
    await page.getByRole('button', { name: 'Take a snapshot' }).click();
    const before = running.emulator.clock.now;
    await page.getByRole('button', { name: '+ 1 day' }).click();
    await page.getByText('Done.').waitFor();
    expect(running.emulator.clock.now).toBeGreaterThanOrEqual(before + 86_400);
    await page.getByLabel('Event', { exact: true }).selectOption('payment_intent.succeeded');
    await page.getByRole('button', { name: 'Trigger' }).click();
    await page.getByText('Done.').waitFor();
    expect(
      (await stripe.events.list({ type: 'payment_intent.succeeded', created: { gt: before }, limit: 1 })).data,
    ).toHaveLength(1);
    await page.goto(`${running.url}/_emulator/ui/faults`);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel('Path').fill('/v1/customers');
    await page.getByRole('button', { name: 'Add rule' }).first().click();
    await page.getByRole('button', { name: 'Remove' }).waitFor();
    const once = new Stripe('sk_test_pages', { ...sdkOptions(running), maxNetworkRetries: 0 });
    await expect(once.customers.create()).rejects.toMatchObject({ statusCode: 500 });
    await page.goto(`${running.url}/_emulator`);
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByText('Done.').waitFor();
    expect(running.emulator.clock.now).toBeLessThan(before + 3600);
  }, 60_000);
});
