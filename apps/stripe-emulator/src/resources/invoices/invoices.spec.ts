import Stripe from 'stripe';
import { Conformance } from '../../conformance/conformance.js';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { sdkOptions } from '../../testing/sdk.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

const conformance = new Conformance();
let running: RunningEmulator;
let stripe: Stripe;

beforeAll(async () => {
  running = await startEmulator({ seed: '7', onAnswer: conformance.onAnswer });
  conformance.watchEvents(running);
  stripe = new Stripe('sk_test_invoices', sdkOptions(running));
});
afterAll(async () => {
  await running.stop();
  // Charges keep three fields of old that the SDK has forgotten.
  expect(conformance.problems.filter((line) => !/\.(destination|dispute|order):/.test(line))).toEqual([]);
});

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

async function openOf(customer: string, amount = 2000, changes: Stripe.InvoiceCreateParams = {}) {
  return stripe.invoices.finalizeInvoice((await draftOf(customer, amount, changes)).id);
}

const balanceOf = async (customer: string): Promise<number> =>
  ((await stripe.customers.retrieve(customer)) as Stripe.Customer).balance;

/** Types of the latest events, oldest first. */
async function events(limit: number): Promise<string[]> {
  const { data } = await stripe.events.list({ limit });
  return data.map((event) => event.type as string).reverse();
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
    const paid = await stripe.invoices.pay(draft.id);
    expect(paid).toMatchObject({
      status: 'paid',
      amount_paid: 2000,
      amount_remaining: 0,
      attempt_count: 1,
      ending_balance: 0,
    });
    expect(await events(6)).toEqual([
      'charge.succeeded',
      'payment_intent.succeeded',
      'invoice_payment.paid',
      'invoice.updated',
      'invoice.paid',
      'invoice.payment_succeeded',
    ]);
    await expect(stripe.invoices.pay(draft.id)).rejects.toMatchObject({ message: 'Invoice is already paid' });
    await expect(stripe.invoices.finalizeInvoice(draft.id)).rejects.toThrow('already finalized');
    await expect(stripe.invoices.del(draft.id)).rejects.toThrow('only delete draft');
    await expect(stripe.invoices.update(draft.id, { description: 'x' })).rejects.toMatchObject({
      code: 'invoice_not_editable',
    });
    const [payment] = (await stripe.invoicePayments.list({ invoice: draft.id, status: 'paid' })).data;
    expect(payment).toMatchObject({ amount_paid: 2000, payment: { type: 'payment_intent' } });
  });

  it('keeps a declined attempt and its reason', async () => {
    const customer = await customerWith('pm_card_chargeCustomerFail');
    const draft = await draftOf(customer);
    await expect(stripe.invoices.pay(draft.id)).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' });
    const after = await stripe.invoices.retrieve(draft.id);
    expect(after).toMatchObject({ status: 'open', attempt_count: 1, attempted: true, next_payment_attempt: null });
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ delinquent: true });
    const paid = await stripe.invoices.pay(draft.id, { payment_method: 'pm_card_visa' });
    expect(paid).toMatchObject({ status: 'paid', attempt_count: 2 });
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ delinquent: false });
    const poor = await openOf(await customerWith(null));
    await expect(stripe.invoices.pay(poor.id)).rejects.toThrow('There is no `default_payment_method` set');
  });

  it('asks for authentication, and is paid when the payer passes it', async () => {
    const customer = await customerWith(null);
    const open = await openOf(customer);
    await expect(
      stripe.invoices.pay(open.id, { payment_method: 'pm_card_threeDSecure2Required' }),
    ).rejects.toMatchObject({ code: 'invoice_payment_intent_requires_action', statusCode: 402 });
    expect(await events(1)).toEqual(['invoice.payment_action_required']);
    const { confirmation_secret } = await stripe.invoices.retrieve(open.id, { expand: ['confirmation_secret'] });
    const intentId = confirmation_secret?.client_secret.split('_secret_')[0] ?? '';
    const intent = await stripe.paymentIntents.retrieve(intentId);
    const action = intent.next_action?.use_stripe_sdk as unknown as { stripe_js: string };
    await fetch(action.stripe_js, { method: 'POST', body: new URLSearchParams({ result: 'complete' }) });
    expect(await stripe.invoices.retrieve(open.id)).toMatchObject({ status: 'paid', attempt_count: 2 });
  });

  it('is finalized, collected and retried by the clock', async () => {
    const good = await draftOf(await customerWith('pm_card_visa'), 2000, { auto_advance: true });
    const bad = await draftOf(await customerWith('pm_card_chargeCustomerFail'), 2000, { auto_advance: true });
    const stuck = await draftOf(await customerWith('pm_card_visa'), 2000, {
      auto_advance: true,
      automatic_tax: { enabled: true },
    });
    expect(good.automatically_finalizes_at).toBe(good.created + HOUR);
    await running.advance({ seconds: HOUR + 60 });
    expect(await stripe.invoices.retrieve(good.id)).toMatchObject({ status: 'paid' });
    const failed = await stripe.invoices.retrieve(bad.id);
    expect(failed).toMatchObject({ status: 'open', attempt_count: 1 });
    expect(failed.next_payment_attempt).toBe((failed.status_transitions.finalized_at ?? 0) + 3 * DAY);
    expect(await stripe.invoices.retrieve(stuck.id)).toMatchObject({
      status: 'draft',
      last_finalization_error: { code: 'customer_tax_location_invalid' },
    });
    await running.advance({ seconds: 16 * DAY });
    expect(await stripe.invoices.retrieve(bad.id)).toMatchObject({ attempt_count: 4, next_payment_attempt: null });
  });

  it('is sent, falls due, and ends in every way it can', async () => {
    const customer = await customerWith(null);
    await expect(stripe.invoices.create({ customer, collection_method: 'send_invoice' })).rejects.toMatchObject({
      param: 'days_until_due',
    });
    const sent = { collection_method: 'send_invoice', days_until_due: 10 } as const;
    const draft = await draftOf(customer, 2000, sent);
    const open = await stripe.invoices.sendInvoice(draft.id);
    expect(open).toMatchObject({ status: 'open' });
    expect(open.due_date).toBe((open.status_transitions.finalized_at ?? 0) + 10 * DAY);
    expect(await events(3)).toEqual(['payment_intent.created', 'invoice.finalized', 'invoice.sent']);
    await running.advance({ seconds: 10 * DAY });
    expect(await events(2)).toEqual(['invoice.will_be_due', 'invoice.overdue']);
    expect((await stripe.invoices.list({ due_date: { lte: open.due_date ?? 0 }, customer })).data).toHaveLength(1);
    expect(await stripe.invoices.markUncollectible(open.id)).toMatchObject({ status: 'uncollectible' });
    const voided = await stripe.invoices.voidInvoice(open.id, { expand: ['payments.data.payment.payment_intent'] });
    expect(voided.status).toBe('void');
    const intent = voided.payments?.data[0]?.payment.payment_intent as Stripe.PaymentIntent;
    expect(intent).toMatchObject({ status: 'canceled', cancellation_reason: 'void_invoice' });
    await expect(stripe.invoices.voidInvoice(open.id)).rejects.toThrow('You can only pass in open or uncollectible');
    const other = await openOf(customer, 2000, sent);
    const paid = await stripe.invoices.pay(other.id, { paid_out_of_band: true });
    expect(paid).toMatchObject({ status: 'paid', amount_paid: 2000, amount_paid_off_stripe: 2000 });
    const third = await draftOf(customer, 2000);
    expect(await stripe.invoices.del(third.id)).toEqual({ id: third.id, object: 'invoice', deleted: true });
    expect((await stripe.invoiceItems.list({ customer, pending: true })).data).toHaveLength(1);
  });
});

describe('amounts', () => {
  it('take discounts, then taxes, off and on; the customer’s balance pays first', async () => {
    const customer = await customerWith('pm_card_visa', { balance: -300 });
    const coupon = (await stripe.coupons.create({ percent_off: 10, duration: 'once' })).id;
    const vat = (await stripe.taxRates.create({ display_name: 'VAT', percentage: 8.875, inclusive: false })).id;
    const included = (await stripe.taxRates.create({ display_name: 'GST', percentage: 20, inclusive: true })).id;
    const draft = await stripe.invoices.create({
      customer,
      discounts: [{ coupon }],
      default_tax_rates: [vat],
      currency: 'usd',
    });
    const add = { customer, invoice: draft.id, currency: 'usd' };
    await stripe.invoiceItems.create({ ...add, amount: 1999 });
    await stripe.invoiceItems.create({ ...add, amount: 1200, tax_rates: [included] });
    const invoice = await stripe.invoices.retrieve(draft.id);
    // 3199 - 320 = 2879; VAT 8.875% of 1799 = 160; GST 20/120 of 1080 = 180, inside.
    expect(invoice).toMatchObject({ subtotal: 3199, total: 3039, amount_due: 2739, starting_balance: -300 });
    expect(invoice.total_discount_amounts?.[0]?.amount).toBe(320);
    expect(invoice.total_taxes?.map((tax) => [tax.amount, tax.tax_behavior, tax.taxable_amount])).toEqual([
      [160, 'exclusive', 1799],
      [180, 'inclusive', 900],
    ]);
    expect(invoice).toMatchObject({ total_excluding_tax: 2699, subtotal_excluding_tax: 2999 });
    const paid = await stripe.invoices.pay(invoice.id);
    expect(paid).toMatchObject({ amount_paid: 2739, ending_balance: 0 });
    expect(await balanceOf(customer)).toBe(0);
  });

  it('of less than can be charged, or less than nothing, go to the balance', async () => {
    const customer = await customerWith(null);
    expect(await openOf(customer, 20)).toMatchObject({ status: 'paid', amount_due: 0, total: 20, ending_balance: 20 });
    expect(await openOf(customer, 2000)).toMatchObject({ status: 'open', amount_due: 2020 });
    expect(await openOf(customer, -700)).toMatchObject({
      status: 'paid',
      total: -700,
      amount_due: 0,
      ending_balance: -700,
    });
    const types = (await stripe.customers.listBalanceTransactions(customer)).data.map(({ type }) => type);
    expect(types.reverse()).toEqual(['invoice_too_small', 'applied_to_invoice', 'applied_to_invoice']);
  });

  it('of attached payments add up; what is too much is credited', async () => {
    const customer = await customerWith(null);
    const open = await openOf(customer, 2000);
    const pay = async (amount: number): Promise<string> => {
      const { id } = await stripe.paymentIntents.create({
        amount,
        currency: 'usd',
        customer,
        payment_method: 'pm_card_visa',
        confirm: true,
        return_url: 'https://example.com',
      });
      return id;
    };
    const half = await stripe.invoices.attachPayment(open.id, { payment_intent: await pay(1200) });
    expect(half).toMatchObject({ status: 'open', amount_paid: 1200, amount_remaining: 800 });
    const whole = await stripe.invoices.attachPayment(open.id, { payment_intent: await pay(1000) });
    expect(whole).toMatchObject({ status: 'paid', amount_paid: 2200, amount_overpaid: 200, amount_remaining: 0 });
    expect(await balanceOf(customer)).toBe(-200);
    expect(await events(1)).toEqual(['invoice.overpaid']);
  });
});

describe('items and lines', () => {
  it('wait for the next invoice, newest first, and price themselves', async () => {
    const customer = await customerWith(null);
    const price = await stripe.prices.create({ currency: 'usd', unit_amount: 250, product_data: { name: 'Pen' } });
    await stripe.invoiceItems.create({ customer, pricing: { price: price.id }, quantity: 4 });
    await stripe.invoiceItems.create({ customer, amount: 300, currency: 'usd', description: 'Later' });
    const none = await stripe.invoices.create({ customer });
    expect(none.lines.data).toEqual([]);
    const draft = await stripe.invoices.create({ customer, pending_invoice_items_behavior: 'include' });
    expect(draft.lines.data.map(({ amount, description }) => [amount, description])).toEqual([
      [300, 'Later'],
      [1000, 'Pen'],
    ]);
    expect(draft.lines.data[1]?.pricing?.price_details).toEqual({ price: price.id, product: price.product });
    const added = await stripe.invoices.addLines(draft.id, { lines: [{ amount: 50, description: 'Extra' }] });
    const extra = added.lines.data.at(-1)?.id ?? '';
    expect(added.total).toBe(1350);
    await stripe.invoices.updateLineItem(draft.id, extra, { amount: 70 });
    const [first] = added.lines.data;
    const fewer = await stripe.invoices.removeLines(draft.id, {
      lines: [{ id: first?.id ?? '', behavior: 'unassign' }],
    });
    expect(fewer.total).toBe(1070);
    expect((await stripe.invoiceItems.list({ customer, pending: true })).data).toHaveLength(1);
    const listed = await stripe.invoices.listLineItems(draft.id, { limit: 1 });
    expect(listed).toMatchObject({ has_more: true });
    expect(await stripe.invoices.search({ query: 'total=1070' })).toMatchObject({ data: [{ id: draft.id }] });
  });

  it('are previewed without a trace', async () => {
    const customer = await customerWith(null);
    await expect(stripe.invoices.createPreview({ customer })).rejects.toMatchObject({ code: 'invoice_upcoming_none' });
    const preview = await stripe.invoices.createPreview({
      customer,
      invoice_items: [{ amount: 900, currency: 'usd', description: 'Maybe' }],
    });
    expect(preview).toMatchObject({ status: 'draft', total: 900, billing_reason: 'upcoming' });
    expect(preview.lines.data[0]).toMatchObject({ amount: 900, description: 'Maybe' });
    expect((await stripe.invoices.list({ customer })).data).toEqual([]);
    expect((await stripe.invoiceItems.list({ customer })).data).toEqual([]);
  });
});

describe('credit notes', () => {
  it('before payment lower what is due', async () => {
    const customer = await customerWith('pm_card_visa');
    const open = await openOf(customer, 2000);
    const line = open.lines.data[0]?.id ?? '';
    const note = await stripe.creditNotes.create({
      invoice: open.id,
      lines: [{ type: 'invoice_line_item', invoice_line_item: line, amount: 500 }],
      reason: 'product_unsatisfactory',
    });
    expect(note).toMatchObject({
      amount: 500,
      pre_payment_amount: 500,
      post_payment_amount: 0,
      type: 'pre_payment',
      status: 'issued',
      number: `${open.number}-CN-01`,
    });
    expect(await stripe.invoices.retrieve(open.id)).toMatchObject({
      amount_remaining: 1500,
      pre_payment_credit_notes_amount: 500,
    });
    await expect(
      stripe.creditNotes.create({
        invoice: open.id,
        lines: [{ type: 'invoice_line_item', invoice_line_item: line, amount: 1600 }],
      }),
    ).rejects.toMatchObject({ param: 'lines[0][amount]' });
    expect(await stripe.creditNotes.voidCreditNote(note.id)).toMatchObject({ status: 'void' });
    expect(await stripe.invoices.retrieve(open.id)).toMatchObject({ amount_remaining: 2000 });
    await stripe.creditNotes.create({ invoice: open.id, amount: 2000 });
    expect(await stripe.invoices.retrieve(open.id)).toMatchObject({ status: 'paid', amount_remaining: 0 });
  });

  it('after payment give back by refund, by credit or outside, with their share of the tax', async () => {
    const customer = await customerWith('pm_card_visa');
    const vat = (await stripe.taxRates.create({ display_name: 'VAT', percentage: 10, inclusive: false })).id;
    const draft = await draftOf(customer, 2000, { default_tax_rates: [vat] });
    const paid = await stripe.invoices.pay(draft.id);
    const line = { type: 'invoice_line_item', invoice_line_item: paid.lines.data[0]?.id ?? '', amount: 1000 } as const;
    const preview = await stripe.creditNotes.preview({ invoice: paid.id, lines: [line], credit_amount: 1100 });
    expect(preview).toMatchObject({ total: 1100, total_excluding_tax: 1000, type: 'post_payment' });
    await expect(stripe.creditNotes.create({ invoice: paid.id, lines: [line] })).rejects.toThrow('must equal');
    const note = await stripe.creditNotes.create({
      invoice: paid.id,
      lines: [line],
      refund_amount: 600,
      credit_amount: 400,
      out_of_band_amount: 100,
    });
    expect(note.total_taxes?.[0]).toMatchObject({ amount: 100, taxable_amount: 1000 });
    expect(note.refunds[0]).toMatchObject({ amount_refunded: 600, type: 'refund' });
    expect(await balanceOf(customer)).toBe(-400);
    expect(await stripe.invoices.retrieve(paid.id)).toMatchObject({ post_payment_credit_notes_amount: 1100 });
    await expect(
      stripe.creditNotes.create({ invoice: paid.id, amount: 1101, out_of_band_amount: 1101 }),
    ).rejects.toMatchObject({ param: 'amount' });
    expect((await stripe.creditNotes.list({ invoice: paid.id })).data).toHaveLength(1);
    expect((await stripe.creditNotes.listLineItems(note.id)).data[0]).toMatchObject({ amount: 1000 });
    expect(await stripe.creditNotes.update(note.id, { memo: 'Sorry' })).toMatchObject({ memo: 'Sorry' });
  });
});

describe('older versions', () => {
  it('see the payment, the tax and the lines in fields of their own', async () => {
    const older = new Stripe('sk_test_invoices', { ...sdkOptions(running), apiVersion: '2024-06-20' as never });
    const customer = await customerWith('pm_card_visa');
    const draft = await draftOf(customer);
    await older.invoices.finalizeInvoice(draft.id);
    const invoice = (await older.invoices.retrieve(draft.id, { expand: ['payment_intent'] })) as unknown as {
      paid: boolean;
      payment_intent: Stripe.PaymentIntent;
      subscription: null;
      tax: number | null;
      lines: { data: { type: string; proration: boolean; price: unknown; plan: unknown }[] };
    };
    expect(invoice).toMatchObject({ paid: false, subscription: null, tax: null });
    expect(invoice.payment_intent).toMatchObject({ object: 'payment_intent', amount: 2000 });
    expect(invoice.lines.data[0]).toMatchObject({ type: 'invoiceitem', proration: false, price: null, plan: null });
  });
});
