import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { adjustCustomerBalance } from '../customer-balance/customer-balance.js';
import { customers } from '../customers/customer.resource.js';
import { spendDiscounts } from '../discounts/discount.create.js';
import { collectLater, invoiceIsDue, invoiceWillBeDue } from './invoice-advance.js';
import { customerFields } from './invoice.create.js';
import { voidInvoice } from './invoice-end.js';
import { requestPayment } from './invoice-intent.js';
import { recompute } from './invoice-lines.js';
import { hostedUrls, takeInvoiceNumber } from './invoice-number.js';
import { applyCredits } from './pretax-credits.js';
import { settleInvoice } from './invoice-settle.js';
import { invoiceSettings } from './invoice-settings.js';
import { invoices } from './invoice.resource.js';

const HOUR = 3600;
const DAY = 86_400;

export interface FinalizeOptions {
  /** Overrides the draft's own. */
  readonly autoAdvance?: boolean;
}

/**
 * Turns a draft into an open invoice with a number and a PaymentIntent; one on which nothing is due is paid at once.
 * @throws StripeError when it is no draft, or cannot be charged as it is
 */
export function finalizeInvoice(ctx: Context, id: string, options: FinalizeOptions = {}): Stripe.Invoice {
  const draft = ctx.require(invoices, id);
  assertFinalizable(draft);
  const customer = ctx.find(customers, draft.customer as string);
  if (customer !== undefined) ctx.update(invoices, id, customerFields(ctx, customer));
  const priced = recompute(ctx, id);
  assertLocated(priced);
  const computed = applyCredits(ctx, priced) ? recompute(ctx, id) : priced;
  const hidden = ctx.hidden(invoices, id);
  if (hidden.scheduled !== null) ctx.cancel(hidden.scheduled);
  // Before anything else changes: what cannot be charged stays a draft.
  if (computed.amount_due > 0) requestPayment(ctx, computed, computed.amount_due);
  const autoAdvance = options.autoAdvance ?? draft.auto_advance ?? false;
  const endingBalance = computed.starting_balance + computed.total - computed.amount_due;
  const open = ctx.update(
    invoices,
    id,
    {
      ...hostedUrls(ctx, hidden.secret),
      auto_advance: autoAdvance,
      automatically_finalizes_at: null,
      due_date: hidden.daysUntilDue === null ? draft.due_date : ctx.now + hidden.daysUntilDue * DAY,
      effective_at: draft.effective_at ?? ctx.now,
      ending_balance: endingBalance,
      number: hidden.ownNumber ?? takeInvoiceNumber(ctx, draft.customer as string),
      status: 'open',
      status_transitions: { ...draft.status_transitions, finalized_at: ctx.now },
    },
    { ...hidden, scheduled: null },
  );
  applyBalance(ctx, open, endingBalance - computed.starting_balance);
  spendDiscounts(ctx, open.discounts as string[]);
  replaceRevised(ctx, open);
  return open.amount_due === 0 ? finishFree(ctx, open) : finishOpen(ctx, open);
}

function assertFinalizable(draft: Stripe.Invoice): void {
  if (draft.status !== 'draft')
    throw invalidRequest("This invoice is already finalized, you can't re-finalize a non-draft invoice.", {
      code: 'invoice_not_editable',
    });
}

function assertLocated(draft: Stripe.Invoice): void {
  if (draft.automatic_tax.enabled && draft.automatic_tax.status === 'requires_location_inputs')
    throw invalidRequest(
      "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
      { code: 'customer_tax_location_invalid' },
    );
}

function applyBalance(ctx: Context, invoice: Stripe.Invoice, change: number): void {
  const before = ctx.find(customers, invoice.customer as string);
  if (change === 0 || before === undefined) return;
  const isTooSmall = invoice.total > 0 && invoice.amount_due === 0 && invoice.starting_balance + invoice.total > 0;
  adjustCustomerBalance(ctx, before.id, {
    amount: change,
    currency: invoice.currency,
    type: isTooSmall ? 'invoice_too_small' : 'applied_to_invoice',
    invoice: invoice.id,
  });
  ctx.emit('customer.updated', ctx.require(customers, before.id), before);
}

/** A revision takes the place of the invoice that it was made of. */
function replaceRevised(ctx: Context, { id, from_invoice: source }: Stripe.Invoice): void {
  if (source === null) return;
  const revised = ctx.require(invoices, source.invoice as string);
  ctx.update(invoices, revised.id, { latest_revision: id });
  if (revised.status === 'open' || revised.status === 'uncollectible') voidInvoice(ctx, revised.id);
}

function finishFree(ctx: Context, open: Stripe.Invoice): Stripe.Invoice {
  ctx.emit('invoice.finalized', open);
  return settleInvoice(ctx, open.id, { attempted: true });
}

function finishOpen(ctx: Context, open: Stripe.Invoice): Stripe.Invoice {
  const collects = open.auto_advance === true && open.collection_method === 'charge_automatically';
  if (collects) collectLater(ctx, open.id, ctx.now + HOUR);
  if (open.due_date !== null) {
    const notice = open.due_date - invoiceSettings(ctx).willBeDueDays * DAY;
    if (notice > ctx.now) ctx.schedule(invoiceWillBeDue, notice, { invoice: open.id });
    ctx.schedule(invoiceIsDue, open.due_date, { invoice: open.id });
  }
  const invoice = ctx.require(invoices, open.id);
  ctx.emit('invoice.finalized', invoice);
  return ctx.require(invoices, open.id);
}
