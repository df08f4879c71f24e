import type { Browser, Page } from 'playwright-core';
import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { describeInChromium, launchChromium } from '../../testing/chromium.js';
import { faultsOf } from '../../testing/look.js';
import { sdkOptions } from '../../testing/sdk.js';

describeInChromium('the hosted invoice page in Chromium, at the width of a phone', () => {
  let running: RunningEmulator;
  let stripe: Stripe;
  let browser: Browser;
  let page: Page;
  let invoice: Stripe.Invoice;

  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_hosted', sdkOptions(running));
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    const customer = (await stripe.customers.create({ name: 'Ada', email: 'ada@example.com' })).id;
    const draft = await stripe.invoices.create({ customer, collection_method: 'send_invoice', days_until_due: 7 });
    const line = { customer, invoice: draft.id, amount: 2500, currency: 'usd', description: 'A lamp' };
    await stripe.invoiceItems.create(line);
    invoice = await stripe.invoices.sendInvoice(draft.id);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  });

  it('is paid by keyboard and labels, after a decline and a challenge', async () => {
    const fillIn = async (number: string): Promise<void> => {
      await page.getByLabel('Card number').fill(number);
      await page.getByLabel('Expiration').fill('12 / 34');
      await page.getByLabel('CVC').fill('123');
      await page.keyboard.press('Enter');
    };
    await page.goto(invoice.hosted_invoice_url ?? '');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`Invoice ${invoice.number}`);
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.getByText('A lamp').count()).toBe(1);
    await fillIn('4000 0000 0000 0002');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('Your card was declined.');
    expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({ attempt_count: 1, status: 'open' });
    await fillIn('4000 0027 6000 3184');
    await page.getByRole('button', { name: 'Complete' }).click();
    await page.getByText('This invoice is paid. Thank you.').waitFor();
    expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({ status: 'paid', amount_paid: 2500 });
  }, 60_000);

  it('has a PDF', async () => {
    const { status, headers, ...answer } = await fetch(invoice.invoice_pdf ?? '').then(async (response) => ({
      status: response.status,
      headers: response.headers,
      text: Buffer.from(await response.arrayBuffer()).toString('latin1'),
    }));
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(answer.text).toMatch(/^%PDF-1\.\d[\s\S]*%%EOF\s*$/);
  });
});
