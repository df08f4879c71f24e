import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { adjustCustomerBalance } from '../customer-balance/customer-balance.js';
import { customers } from '../customers/customer.resource.js';
import { cancelPaymentIntent } from '../payment-intents/payment-intent-capture.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { collectLater } from './invoice-advance.js';
import { invoicePayments } from './invoice-payment.resource.js';
import { invoiceSettings } from './invoice-settings.js';
import { invoices } from './invoice.resource.js';

const DAY = 86_400;

/** Marks an invoice on which nothing remains as paid, and says so. */
export function settleInvoice(
  ctx: Context,
  id: string,
  { attempted, patch = {} }: { readonly attempted: boolean; readonly patch?: Partial<Stripe.Invoice> },
): Stripe.Invoice {
  const before = ctx.require(invoices, id);
  unplan(ctx, id);
  const after = ctx.update(invoices, id, {
    ...patch,
    amount_remaining: 0,
    attempted: before.attempted || attempted,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...before.status_transitions, paid_at: ctx.now },
  });
  setDelinquent(ctx, before.customer as string, false);
  ctx.emit('invoice.updated', after, before);
  ctx.emit('invoice.paid', after);
  ctx.emit('invoice.payment_succeeded', after);
  return ctx.require(invoices, id);
}

/** Takes back what the clock was to do with an invoice. */
export function unplan(ctx: Context, id: string): void {
  const hidden = ctx.hidden(invoices, id);
  if (hidden.scheduled === null) return;
  ctx.cancel(hidden.scheduled);
  ctx.update(invoices, id, {}, { ...hidden, scheduled: null });
}

/** A payment of an invoice has arrived. */
export function receivePayment(ctx: Context, payment: Stripe.InvoicePayment, amount: number): void {
  const before = ctx.require(invoices, payment.invoice as string);
  const paid = ctx.update(invoicePayments, payment.id, {
    amount_paid: amount,
    status: 'paid',
    status_transitions: { ...payment.status_transitions, paid_at: ctx.now },
  });
  ctx.emit('invoice_payment.paid', paid);
  if (before.status !== 'open' && before.status !== 'uncollectible') return;
  const over = Math.max(0, amount - before.amount_remaining);
  const patch = {
    amount_paid: before.amount_paid + amount,
    amount_remaining: before.amount_remaining - amount + over,
    amount_overpaid: before.amount_overpaid + over,
    attempt_count: before.attempt_count + 1,
    attempted: true,
  };
  if (over > 0) creditExcess(ctx, before, over);
  if (patch.amount_remaining === 0) {
    const settled = settleInvoice(ctx, before.id, { attempted: true, patch });
    if (over > 0) ctx.emit('invoice.overpaid', settled);
    return;
  }
  const after = ctx.update(invoices, before.id, patch);
  ctx.emit('invoice.updated', after, before);
}

function creditExcess(ctx: Context, invoice: Stripe.Invoice, amount: number): void {
  const { currency, id } = invoice;
  const before = ctx.find(customers, invoice.customer as string);
  if (before === undefined) return;
  adjustCustomerBalance(ctx, before.id, { amount: -amount, currency, type: 'invoice_overpaid', invoice: id });
  ctx.emit('customer.updated', ctx.require(customers, before.id), before);
}

/**
 * An attempt to collect an invoice has failed: the next is planned, while the settings have one.
 * @param retries false when there is nothing to try again with
 */
export function failCollection(ctx: Context, id: string, retries = true): Stripe.Invoice {
  const before = ctx.require(invoices, id);
  unplan(ctx, id);
  const attempts = before.attempt_count + 1;
  const days = invoiceSettings(ctx).retryDays[attempts - 1];
  const isCollected = before.auto_advance === true && before.collection_method === 'charge_automatically';
  const next = retries && isCollected && days !== undefined ? ctx.now + Math.round(days * DAY) : null;
  ctx.update(invoices, id, { attempt_count: attempts, attempted: true, next_payment_attempt: next });
  if (next !== null) collectLater(ctx, id, next);
  const after = ctx.require(invoices, id);
  setDelinquent(ctx, before.customer as string, true);
  ctx.emit('invoice.updated', after, before);
  ctx.emit('invoice.payment_failed', after);
  return ctx.require(invoices, id);
}

/** The payer has to do something before an invoice is paid. */
export function awaitPayer(ctx: Context, id: string): void {
  const before = ctx.require(invoices, id);
  if (before.status !== 'open') return;
  unplan(ctx, id);
  const after = ctx.update(invoices, id, {
    attempt_count: before.attempt_count + 1,
    attempted: true,
    next_payment_attempt: null,
  });
  ctx.emit('invoice.updated', after, before);
  ctx.emit('invoice.payment_action_required', after);
}

function setDelinquent(ctx: Context, id: string, delinquent: boolean): void {
  const before = ctx.find(customers, id);
  if (before === undefined || (before.delinquent ?? false) === delinquent) return;
  ctx.emit('customer.updated', ctx.update(customers, id, { delinquent }), before);
}

/** Cancels what could still pay an invoice that is not to be paid any more, or was otherwise. */
export function cancelPayments(ctx: Context, invoice: string): void {
  for (const payment of ctx.all(invoicePayments, { invoice, status: 'open' })) {
    ctx.update(invoicePayments, payment.id, {
      status: 'canceled',
      status_transitions: { ...payment.status_transitions, canceled_at: ctx.now },
    });
    const intent = ctx.find(paymentIntents, (payment.payment.payment_intent as string | undefined) ?? '');
    if (intent?.status.startsWith('requires_') === true)
      cancelPaymentIntent(ctx, intent.id, { cancellation_reason: 'void_invoice' });
  }
}
