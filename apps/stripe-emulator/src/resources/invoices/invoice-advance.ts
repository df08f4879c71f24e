import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { StripeError } from '../../core/errors.js';
import { action } from '../../core/resource.js';
import { isRefusedForGood } from './hard-decline.js';
import { finalizeInvoice } from './invoice-finalize.js';
import { collectUnattended } from './invoice-pay.js';
import { failCollection } from './invoice-settle.js';
import { invoices } from './invoice.resource.js';

/** Finalizes a draft whose hour has come, and collects it or sends it. */
export const advanceInvoice = action<{ invoice: string }>('invoice.advance', (ctx, { invoice: id }) => {
  const draft = ctx.find(invoices, id);
  if (draft?.status !== 'draft' || draft.auto_advance !== true) return;
  try {
    finalizeInvoice(ctx, id);
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    markFailed(ctx, draft, error);
    return;
  }
  const open = ctx.require(invoices, id);
  if (open.status !== 'open') return;
  if (open.collection_method === 'send_invoice') ctx.emit('invoice.sent', open);
  else collectUnattended(ctx, id);
});

/** A draft that cannot be finalized tells why. */
export function markFailed(ctx: Context, draft: Stripe.Invoice, error: StripeError): void {
  const { code } = error.details;
  const patch: Partial<Stripe.Invoice> = {
    last_finalization_error: {
      ...(code === undefined ? {} : { code }),
      message: error.message,
      type: error.type,
    },
  };
  ctx.emit('invoice.finalization_failed', ctx.update(invoices, draft.id, patch));
}

const collectAgain = action<{ invoice: string }>('invoice.collect', (ctx, { invoice: id }) => {
  const invoice = ctx.find(invoices, id);
  if (invoice?.status !== 'open' || invoice.auto_advance !== true) return;
  ctx.update(invoices, id, {}, { ...ctx.hidden(invoices, id), scheduled: null });
  // The attempt counts, but only another payment method would be charged.
  if (isRefusedForGood(ctx, invoice)) failCollection(ctx, id);
  else collectUnattended(ctx, id);
});

/** Plans the next attempt to collect an open invoice. */
export function collectLater(ctx: Context, id: string, at: number): void {
  const hidden = ctx.hidden(invoices, id);
  const scheduled = ctx.schedule(collectAgain, at, { invoice: id });
  ctx.update(invoices, id, { next_payment_attempt: at }, { ...hidden, scheduled });
}

export const invoiceWillBeDue = action<{ invoice: string }>('invoice.will_be_due', (ctx, { invoice: id }) => {
  const invoice = ctx.find(invoices, id);
  if (invoice?.status === 'open') ctx.emit('invoice.will_be_due', invoice);
});

export const invoiceIsDue = action<{ invoice: string }>('invoice.due', (ctx, { invoice: id }) => {
  const invoice = ctx.find(invoices, id);
  if (invoice?.status === 'open') ctx.emit('invoice.overdue', invoice);
});

export const invoiceActions = [advanceInvoice, collectAgain, invoiceWillBeDue, invoiceIsDue];
