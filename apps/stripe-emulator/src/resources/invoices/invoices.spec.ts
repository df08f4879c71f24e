import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { sdkOptions } from '../../testing/sdk.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

let running: RunningEmulator;
let stripe: Stripe;

beforeAll(async () => {
  running = await startEmulator({ seed: '7' });
  stripe = new Stripe('sk_test_invoices', sdkOptions(running));
});
afterAll(() => running.stop());

async function customerWith(card: string | null, changes: Stripe.CustomerCreateParams = {}): Promise<string> {
  const params: Stripe.CustomerCreateParams =
    card === null ? {} : { payment_method: card, invoice_settings: { default_payment_method: card } };
  const { id } = await stripe.customers.create({ email: 'a@example.com', name: 'Ada', ...params, ...changes });
  return id;
}

/** A draft with one item. */
async function draftOf(
  customer: string,
  amount = 2000,
  changes: Stripe.InvoiceCreateParams = {},
): Promise<Stripe.Invoice> {
  const invoice = await stripe.invoices.create({ customer, ...changes });
  await stripe.invoiceItems.create({ customer, invoice: invoice.id, amount, currency: 'usd', description: 'Thing' });
  return stripe.invoices.retrieve(invoice.id);
}

/** Types of the events about an invoice's life since a moment, oldest first. */
async function eventsAfter(count: number): Promise<string[]> {
  const list = await stripe.events.list({ limit: 100 });
  return list.data
    .map((event) => event.type as string)
    .reverse()
    .slice(count);
}

async function eventCount(): Promise<number> {
  return (await stripe.events.list({ limit: 100 })).data.length;
}

describe('a one-off invoice', () => {
  it('goes from draft to paid, with number, PaymentIntent, payment and events', async () => {
    const customer = await customerWith('pm_card_visa', { invoice_prefix: 'ADA' });
    const draft = await draftOf(customer);
    expect(draft).toMatchObject({
      status: 'draft',
      amount_due: 2000,
      amount_remaining: 2000,
      subtotal: 2000,
      total: 2000,
      billing_reason: 'manual',
      auto_advance: false,
      number: null,
      hosted_invoice_url: null,
    });
    expect(draft.lines.data).toHaveLength(1);
    expect(draft.lines.data[0]).toMatchObject({
      amount: 2000,
      description: 'Thing',
      quantity: 1,
      parent: { type: 'invoice_item_details' },
    });
    const open = await stripe.invoices.finalizeInvoice(draft.id, { expand: ['confirmation_secret', 'payments'] });
    expect(open).toMatchObject({ status: 'open', number: 'ADA-0001', attempted: false, amount_due: 2000 });
    expect(open.confirmation_secret?.client_secret).toMatch(/^pi_\w+_secret_/);
    expect(open.payments?.data[0]).toMatchObject({ status: 'open', is_default: true, amount_requested: 2000 });
    expect(open.hosted_invoice_url).toContain(running.url);
    const before = await eventCount();
    const paid = await stripe.invoices.pay(draft.id);
    expect(paid).toMatchObject({
      status: 'paid',
      amount_paid: 2000,
      amount_remaining: 0,
      attempt_count: 1,
      attempted: true,
      ending_balance: 0,
    });
    const types = await eventsAfter(before);
    expect(types).toEqual([
      'charge.succeeded',
      'payment_intent.succeeded',
      'invoice_payment.paid',
      'invoice.updated',
      'invoice.paid',
      'invoice.payment_succeeded',
    ]);
    await expect(stripe.invoices.pay(draft.id)).rejects.toMatchObject({ message: 'Invoice is already paid' });
  });

  it('keeps a declined attempt and its reason', async () => {
    const customer = await customerWith('pm_card_chargeCustomerFail');
    const draft = await draftOf(customer);
    await expect(stripe.invoices.pay(draft.id)).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' });
    const after = await stripe.invoices.retrieve(draft.id);
    expect(after).toMatchObject({ status: 'open', attempt_count: 1, attempted: true, next_payment_attempt: null });
    expect((await stripe.customers.retrieve(customer)) as Stripe.Customer).toMatchObject({ delinquent: true });
    const paid = await stripe.invoices.pay(draft.id, { payment_method: 'pm_card_visa' });
    expect(paid).toMatchObject({ status: 'paid', attempt_count: 2 });
  });

  it('is finalized, collected and retried by the clock', async () => {
    const good = await draftOf(await customerWith('pm_card_visa'), 2000, { auto_advance: true });
    const bad = await draftOf(await customerWith('pm_card_chargeCustomerFail'), 2000, { auto_advance: true });
    expect(good.automatically_finalizes_at).toBe(good.created + HOUR);
    await running.advance({ seconds: HOUR + 60 });
    expect(await stripe.invoices.retrieve(good.id)).toMatchObject({ status: 'paid', attempt_count: 1 });
    const failed = await stripe.invoices.retrieve(bad.id);
    expect(failed).toMatchObject({ status: 'open', attempt_count: 1 });
    expect(failed.next_payment_attempt).toBe((failed.status_transitions.finalized_at ?? 0) + 3 * DAY);
    await running.advance({ seconds: 16 * DAY });
    expect(await stripe.invoices.retrieve(bad.id)).toMatchObject({ attempt_count: 4, next_payment_attempt: null });
  });
});
