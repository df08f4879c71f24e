import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { adjustCustomerBalance } from '../customer-balance/customer-balance.js';
import { customers } from '../customers/customer.resource.js';
import { payableIntent } from '../invoices/invoice-intent.js';
import { invoicePayments } from '../invoices/invoice-payment.resource.js';
import { cancelPayments, settleInvoice } from '../invoices/invoice-settle.js';
import { invoices } from '../invoices/invoice.resource.js';
import { createRefund } from '../refunds/refunds.family.js';
import { refunds } from '../refunds/refund.resource.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { draftCreditNote } from './credit-note.draft.js';
import type { CreditNoteParams } from './credit-note.lines.js';
import type { updateCreditNoteParams } from './credit-note.params.js';
import { creditNoteLines, creditNotes } from './credit-note.resource.js';

/** Takes a part of an invoice back: less is due, or what was paid goes back to the customer. */
export function createCreditNote(anyTime: Context, params: CreditNoteParams): Stripe.CreditNote {
  const invoice = anyTime.require(invoices, params.invoice, 'invoice');
  const ctx = atCustomersTime(anyTime, invoice.customer as string);
  const { note, lines } = draftCreditNote(ctx, params);
  const returned = returnMoney(ctx, invoice, note, params);
  const issued = ctx.insert(creditNotes, { ...note, ...returned });
  for (const line of lines) ctx.insert(creditNoteLines, line, { creditNote: note.id });
  ctx.emit('credit_note.created', issued);
  lowerInvoice(ctx, invoice, issued);
  return ctx.require(creditNotes, note.id);
}

/** Sends what was paid back: to the balance, by refunds, or outside of Stripe. */
function returnMoney(
  ctx: Context,
  invoice: Stripe.Invoice,
  note: Stripe.CreditNote,
  params: CreditNoteParams,
): Partial<Stripe.CreditNote> {
  const { credit_amount: credit = 0, refund_amount: refunded = 0 } = params;
  const customer = invoice.customer as string;
  const linked = [...(params.refunds ?? []), ...(params.refund === undefined ? [] : [{ refund: params.refund }])];
  const given = linked.map((entry) => linkedRefund(ctx, entry));
  const made = refunded === 0 ? [] : refundPayments(ctx, invoice, refunded);
  const before = ctx.find(customers, customer);
  const credited =
    credit === 0 || before === undefined
      ? null
      : adjustCustomerBalance(ctx, customer, {
          amount: -credit,
          currency: note.currency,
          type: 'credit_note',
          invoice: invoice.id,
          creditNote: note.id,
        });
  if (credited !== null && before !== undefined) ctx.emit('customer.updated', ctx.require(customers, customer), before);
  return { customer_balance_transaction: credited?.id ?? null, refunds: [...given, ...made] };
}

function linkedRefund(
  ctx: Context,
  entry: { readonly refund?: string; readonly amount_refunded?: number },
): Stripe.CreditNote.Refund {
  if (entry.refund === undefined)
    throw invalidRequest('Each entry of `refunds` must name a refund.', { param: 'refunds[0][refund]' });
  const refund = ctx.require(refunds, entry.refund, 'refunds[0][refund]');
  const amount = entry.amount_refunded ?? refund.amount;
  if (amount > refund.amount)
    throw invalidRequest('The amount of the credit note exceeds the amount of the refund.', {
      param: 'refunds[0][amount_refunded]',
    });
  return { amount_refunded: amount, payment_record_refund: null, refund: refund.id, type: 'refund' };
}

/** Refunds payments of an invoice, the latest first, until enough went back. */
function refundPayments(ctx: Context, invoice: Stripe.Invoice, amount: number): Stripe.CreditNote.Refund[] {
  let left = amount;
  const made: Stripe.CreditNote.Refund[] = [];
  for (const payment of ctx.all(invoicePayments, { invoice: invoice.id, status: 'paid' }).reverse()) {
    const intent = payment.payment.payment_intent as string | undefined;
    if (left === 0 || intent === undefined) continue;
    const before = refundedOf(ctx, intent);
    const part = Math.min(left, (payment.amount_paid ?? 0) - before);
    if (part <= 0) continue;
    const refund = createRefund(ctx, { payment_intent: intent, amount: part });
    made.push({ amount_refunded: part, payment_record_refund: null, refund: refund.id, type: 'refund' });
    left -= part;
  }
  if (left === 0) return made;
  throw invalidRequest('The invoice has no payment of this amount that could be refunded.', { param: 'refund_amount' });
}

function refundedOf(ctx: Context, intent: string): number {
  return ctx
    .all(refunds, { payment_intent: intent })
    .filter(({ status }) => status !== 'failed' && status !== 'canceled')
    .reduce((sum, refund) => sum + refund.amount, 0);
}

/** What is not due any more is not collected any more. */
function lowerInvoice(ctx: Context, before: Stripe.Invoice, note: Stripe.CreditNote): void {
  const { pre_payment_amount: pre, post_payment_amount: post } = note;
  const after = ctx.update(invoices, before.id, {
    amount_due: before.amount_due - pre,
    amount_remaining: before.amount_remaining - pre,
    post_payment_credit_notes_amount: before.post_payment_credit_notes_amount + post,
    pre_payment_credit_notes_amount: before.pre_payment_credit_notes_amount + pre,
  });
  ctx.emit('invoice.updated', after, before);
  if (before.status !== 'open' || pre === 0) return;
  if (after.amount_remaining > 0) {
    payableIntent(ctx, after);
    return;
  }
  cancelPayments(ctx, before.id);
  settleInvoice(ctx, before.id, { attempted: before.attempted });
}

export function updateCreditNote(
  ctx: Context,
  id: string,
  { memo, metadata }: Infer<typeof updateCreditNoteParams>,
): Stripe.CreditNote {
  const before = ctx.require(creditNotes, id);
  const after = ctx.update(creditNotes, id, {
    ...(memo === undefined ? {} : { memo }),
    ...(metadata === undefined ? {} : { metadata: mergeMetadata(before.metadata ?? {}, metadata) }),
  });
  ctx.emit('credit_note.updated', after, before);
  return after;
}

/** Takes a credit note back, as long as its invoice waits for payment. */
export function voidCreditNote(anyTime: Context, id: string): Stripe.CreditNote {
  const note = anyTime.require(creditNotes, id);
  const invoice = anyTime.require(invoices, note.invoice as string);
  const ctx = atCustomersTime(anyTime, invoice.customer as string);
  if (note.status === 'void') throw invalidRequest('This credit note is already void.');
  if (invoice.status !== 'open' || note.post_payment_amount > 0)
    throw invalidRequest('You can only void credit notes of invoices that are open.');
  const after = ctx.update(creditNotes, id, { status: 'void', voided_at: ctx.now });
  const raised = ctx.update(invoices, invoice.id, {
    amount_due: invoice.amount_due + note.pre_payment_amount,
    amount_remaining: invoice.amount_remaining + note.pre_payment_amount,
    pre_payment_credit_notes_amount: invoice.pre_payment_credit_notes_amount - note.pre_payment_amount,
  });
  payableIntent(ctx, raised);
  ctx.emit('credit_note.voided', after, note);
  ctx.emit('invoice.updated', raised, invoice);
  return after;
}
