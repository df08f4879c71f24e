import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { adjustCustomerBalance } from '../customer-balance/customer-balance.js';
import { customers } from '../customers/customer.resource.js';
import { releaseItems } from '../invoice-items/pending-items.js';
import { invoiceLines } from './invoice-line.resource.js';
import { cancelPayments, settleInvoice, unplan } from './invoice-settle.js';
import { assertOpen } from './invoice-pay.js';
import { invoices, subscriptionIdOf } from './invoice.resource.js';

/** Ends an invoice as if it had never been: nothing is due on it any more. */
export function voidInvoice(ctx: Context, id: string): Stripe.Invoice {
  const before = ctx.require(invoices, id);
  if (before.status !== 'open' && before.status !== 'uncollectible')
    throw invalidRequest(
      "You can only pass in open or uncollectible invoices. This invoice isn't open or uncollectible.",
    );
  cancelPayments(ctx, id);
  unplan(ctx, id);
  const after = ctx.update(invoices, id, {
    auto_advance: false,
    next_payment_attempt: null,
    status: 'void',
    status_transitions: { ...before.status_transitions, voided_at: ctx.now },
  });
  returnBalance(ctx, before);
  ctx.emit('invoice.updated', after, before);
  ctx.emit('invoice.voided', after);
  return ctx.require(invoices, id);
}

/** What the customer's balance had paid goes back to it. */
function returnBalance(ctx: Context, invoice: Stripe.Invoice): void {
  const used = (invoice.ending_balance ?? invoice.starting_balance) - invoice.starting_balance;
  const before = ctx.find(customers, invoice.customer as string);
  if (used === 0 || before === undefined) return;
  const { currency, id } = invoice;
  adjustCustomerBalance(ctx, before.id, { amount: -used, currency, type: 'unapplied_from_invoice', invoice: id });
  ctx.emit('customer.updated', ctx.require(customers, before.id), before);
}

/** Gives up on an invoice, which may still be paid. */
export function markUncollectible(ctx: Context, id: string): Stripe.Invoice {
  const before = ctx.require(invoices, id);
  if (before.status !== 'open') throw invalidRequest("You can only pass in open invoices. This invoice isn't open.");
  unplan(ctx, id);
  const after = ctx.update(invoices, id, {
    auto_advance: false,
    next_payment_attempt: null,
    status: 'uncollectible',
    status_details: { uncollectible: { reason: 'user_forgiven' } },
    status_transitions: { ...before.status_transitions, marked_uncollectible_at: ctx.now },
  });
  ctx.emit('invoice.updated', after, before);
  ctx.emit('invoice.marked_uncollectible', after);
  return ctx.require(invoices, id);
}

/** The customer has paid by other means. */
export function markPaidOutOfBand(ctx: Context, id: string): Stripe.Invoice {
  const before = ctx.require(invoices, id);
  assertOpen(before);
  cancelPayments(ctx, id);
  return settleInvoice(ctx, id, {
    attempted: true,
    patch: { amount_paid: before.amount_due, amount_paid_off_stripe: before.amount_remaining },
  });
}

/** Deletes a draft; the invoice items it had taken wait again. */
export function deleteDraftInvoice(ctx: Context, id: string): object {
  const draft = ctx.require(invoices, id);
  if (draft.status !== 'draft') throw invalidRequest('You can only delete draft invoices.');
  if (subscriptionIdOf(draft) !== null)
    throw invalidRequest("You can't delete invoices created by subscriptions.", { code: 'invoice_not_editable' });
  unplan(ctx, id);
  releaseItems(ctx, id);
  ctx.emit('invoice.deleted', draft);
  for (const line of ctx.all(invoiceLines, { invoice: id })) ctx.delete(invoiceLines, line.id);
  return ctx.delete(invoices, id);
}
