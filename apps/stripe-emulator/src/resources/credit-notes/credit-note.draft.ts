import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata } from '../../core/params.js';
import { mergedDiscounts, mergedTaxes } from '../invoices/invoice-totals.js';
import { invoices } from '../invoices/invoice.resource.js';
import { formatAmount } from '../pricing/charge-amount.js';
import { creditedLines, type CreditNoteParams } from './credit-note.lines.js';
import { creditNotes } from './credit-note.resource.js';

export interface DraftNote {
  readonly note: Stripe.CreditNote;
  readonly lines: Stripe.CreditNoteLineItem[];
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** What a credit note would be, checked against what its invoice has left. Nothing is stored. */
export function draftCreditNote(ctx: Context, params: CreditNoteParams): DraftNote {
  const invoice = ctx.require(invoices, params.invoice, 'invoice');
  if (invoice.status !== 'open' && invoice.status !== 'paid' && invoice.status !== 'uncollectible')
    throw invalidRequest('Credit notes can only be created for invoices that are open, paid or uncollectible.', {
      param: 'invoice',
    });
  const lines = creditedLines(ctx, invoice, params);
  const shipping = params.shipping_cost === undefined ? null : invoice.shipping_cost;
  const taxes = mergedTaxes(lines.flatMap((line) => line.taxes ?? []));
  const exclusive = sum(taxes.filter((tax) => tax.tax_behavior === 'exclusive').map(({ amount }) => amount));
  const inclusive = sum(taxes.filter((tax) => tax.tax_behavior === 'inclusive').map(({ amount }) => amount));
  const gross = sum(lines.map(({ amount }) => amount));
  const discount = sum(lines.map(({ discount_amount: amount }) => amount));
  const total = gross - discount + exclusive + (shipping?.amount_total ?? 0);
  const prePayment = Math.min(total, invoice.amount_remaining);
  const postPayment = total - prePayment;
  assertWithin(invoice, params, total, postPayment);
  const number = ctx.all(creditNotes, { invoice: invoice.id }).length + 1;
  const id = ctx.id(creditNotes.idPrefix);
  const shares = lines.flatMap((line) =>
    line.discount_amounts.map(({ discount: by, amount }) => ({ discount: by as string, amount })),
  );
  return {
    lines,
    note: {
      id,
      object: 'credit_note',
      amount: total,
      amount_shipping: shipping?.amount_subtotal ?? 0,
      created: ctx.now,
      currency: invoice.currency,
      customer: invoice.customer as string,
      customer_account: null,
      customer_balance_transaction: null,
      discount_amount: discount,
      discount_amounts: mergedDiscounts(shares),
      effective_at: params.effective_at ?? ctx.now,
      invoice: invoice.id,
      lines: { object: 'list', data: lines, has_more: false, url: `/v1/credit_notes/${id}/lines` },
      livemode: false,
      memo: params.memo ?? null,
      metadata: mergeMetadata({}, params.metadata),
      number: `${invoice.number ?? ''}-CN-${String(number).padStart(2, '0')}`,
      out_of_band_amount: params.out_of_band_amount ?? null,
      pdf: `${invoice.invoice_pdf ?? ''}?credit_note=${id}`,
      post_payment_amount: postPayment,
      pre_payment_amount: prePayment,
      pretax_credit_amounts: mergedDiscounts(shares).map((share) => ({ ...share, type: 'discount' })),
      reason: params.reason ?? null,
      refunds: [],
      shipping_cost: shipping,
      status: 'issued',
      subtotal: gross,
      subtotal_excluding_tax: gross - inclusive,
      total,
      total_excluding_tax: total - exclusive - inclusive,
      total_taxes: taxes,
      type: postPayment === 0 ? 'pre_payment' : prePayment === 0 ? 'post_payment' : 'mixed',
      voided_at: null,
    },
  };
}

/** @throws StripeError when more would be credited than the invoice was for, or it goes nowhere */
function assertWithin(invoice: Stripe.Invoice, params: CreditNoteParams, total: number, postPayment: number): void {
  const { currency } = invoice;
  if (total <= 0) throw invalidRequest('The amount of a credit note must be greater than zero.', { param: 'amount' });
  const paid = Math.max(0, invoice.total - invoice.pre_payment_credit_notes_amount - invoice.amount_remaining);
  const creditable = paid - invoice.post_payment_credit_notes_amount;
  if (postPayment > creditable)
    throw invalidRequest(
      `The credit note amount (${formatAmount(total, currency)}) exceeds the amount of the invoice that can still be credited (${formatAmount(creditable + invoice.amount_remaining, currency)}).`,
      { param: 'amount' },
    );
  const given = sum([
    params.credit_amount ?? 0,
    params.refund_amount ?? 0,
    params.out_of_band_amount ?? 0,
    ...(params.refunds ?? []).map((refund) => refund.amount_refunded ?? 0),
  ]);
  const impliesRefund =
    params.refund !== undefined || (params.refunds ?? []).some((one) => one.amount_refunded === undefined);
  if (impliesRefund ? given <= postPayment : given === postPayment) return;
  throw invalidRequest(
    `The sum of credit amount, refund amount and out of band amount (${formatAmount(given, currency)}) must equal the post-payment amount of the credit note (${formatAmount(postPayment, currency)}).`,
    { param: 'amount' },
  );
}
