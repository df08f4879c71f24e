import type { Browser, Page } from 'playwright-core';
import Stripe from 'stripe';
import { type RunningEmulator, startEmulator } from '../../index.js';
import { describeInChromium, launchChromium } from '../../testing/chromium.js';
import { faultsOf } from '../../testing/look.js';
import { sdkOptions } from '../../testing/sdk.js';

describeInChromium('checkout and billing portal in Chromium, at the width of a phone', () => {
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

  it('is paid by keyboard and labels: a code, a decline, 3D Secure, and back to the shop', async () => {
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: 'once' });
    await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'HALF' });
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [
        {
          price_data: { currency: 'usd', unit_amount: 2000, product_data: { name: 'Shirt' } },
          quantity: 1,
          adjustable_quantity: { enabled: true, minimum: 1, maximum: 9 },
        },
      ],
      allow_promotion_codes: true,
      success_url: `${running.url}/_emulator?done={CHECKOUT_SESSION_ID}`,
    });
    await page.goto(session.url ?? '');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel('Quantity of Shirt').fill('2');
    await page.getByRole('button', { name: 'Update' }).click();
    expect(await page.getByTestId('product-summary-total-amount').textContent()).toBe('$40.00');
    await page.getByLabel('Promotion code').fill('half');
    await page.getByRole('button', { name: 'Apply' }).click();
    expect(await page.getByTestId('product-summary-total-amount').textContent()).toBe('$20.00');
    await page.getByLabel('Email').fill('ada@example.com');
    await page.getByRole('radio', { name: 'US bank account' }).check();
    expect(await page.getByLabel('Card number').isVisible()).toBe(false);
    await page.getByRole('radio', { name: 'Card' }).check();
    const enterCard = async (number: string): Promise<void> => {
      await page.getByLabel('Card number').fill(number);
      await page.getByLabel('Expiration').fill('12 / 34');
      await page.getByLabel('CVC').fill('123');
      // Enter pays, although other buttons come first on the page.
      await page.getByLabel('CVC').press('Enter');
    };
    await enterCard('4000 0000 0000 0002');
    expect(await page.getByRole('alert').textContent()).toContain('declined');
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.getByLabel('Email').inputValue()).toBe('ada@example.com');
    // By what tests written for Stripe's own page look for.
    for (const [field, text] of Object.entries({ '#cardNumber': '4000002760003184', '#cardExpiry': '1234' }))
      await page.locator(field).pressSequentially(text);
    expect(await page.locator('#cardExpiry').inputValue()).toBe('12 / 34');
    await page.fill('[name=cardCvc]', '123');
    await page.fill('#billingName', 'Ada Lovelace');
    await page.selectOption('#billingCountry', 'US');
    await page.fill('#billingPostalCode', '94103');
    await page.getByTestId('hosted-payment-submit-button').click();
    await page.locator('#test-source-authorize-3ds').click();
    await page.waitForURL(/\?done=cs_test_/);
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      amount_total: 2000,
    });
  }, 60_000);

  it('shows customers their subscriptions and cards, and lets them cancel', async () => {
    const customer = await stripe.customers.create({ email: 'ada@example.com' });
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    const price = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 900,
      recurring: { interval: 'month' },
      product_data: { name: 'Club' },
    });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      default_payment_method: method.id,
    });
    const { url } = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      return_url: `${running.url}/_emulator`,
    });
    await page.goto(url);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel subscription' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Ends soon').waitFor();
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(true);
    await page.getByLabel('Card number').fill('5555555555554444');
    await page.getByLabel('Expiration').fill('12/34');
    await page.getByLabel('CVC').fill('123');
    await page.getByRole('button', { name: 'Add card' }).click();
    await page.getByText('MASTERCARD ending in 4444').waitFor();
    await page.getByRole('link', { name: /Return to/ }).click();
    await page.waitForURL(/_emulator/);
  }, 60_000);
});
