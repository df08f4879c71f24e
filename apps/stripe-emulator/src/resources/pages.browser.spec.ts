import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import Stripe from 'stripe';
import { type RunningEmulator, startEmulator } from '../index.js';
import { sdkOptions } from '../testing/sdk.js';

const CHROMIUM = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));
/** Without a Chromium there is nothing to see: install Debian's `chromium` or set CHROME_PATH. */
const describeInChromium = CHROMIUM === undefined ? describe.skip : describe;

describeInChromium('hosted pages in Chromium, at the width of a phone', () => {
  let running: RunningEmulator;
  let stripe: Stripe;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_pages', sdkOptions(running));
    browser = await chromium.launch({
      executablePath: CHROMIUM ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  });
  afterEach(() => page.close());

  const fitsTheScreen = () => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');

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
    expect(await fitsTheScreen()).toBe(true);
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
    expect(await fitsTheScreen()).toBe(true);
    await page.getByRole('button', { name: 'Complete' }).click();
    await page.waitForURL(/redirect_status=succeeded/);
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' });
  }, 60_000);

  it('shows requests, deliveries, objects and the clock', async () => {
    await stripe.customers.create({ email: 'ada@example.com' });
    await page.goto(`${running.url}/_emulator`);
    expect(await page.getByRole('cell', { name: 'POST /v1/customers' }).first().isVisible()).toBe(true);
    expect(await page.getByRole('row', { name: /customer 1/ }).isVisible()).toBe(true);
    expect(await page.getByLabel(/Advance by/).isVisible()).toBe(true);
  }, 60_000);
});
