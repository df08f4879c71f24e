import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam, resourceMissing } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { invoiceLines } from '../invoices/invoice-line.resource.js';
import { decimalText, formatScaled, perUnit, proportion, roundScaled, scaled, times } from '../prices/decimal.js';
import { taxAmounts } from '../tax-rates/tax-amount.js';
import { taxRates } from '../tax-rates/tax-rate.resource.js';
import type { createCreditNoteParams } from './credit-note.params.js';
import { creditNoteLines, creditNotes } from './credit-note.resource.js';

export type CreditNoteParams = Infer<typeof createCreditNoteParams>;
type LineParams = NonNullable<CreditNoteParams['lines']>[number];
type Line = Stripe.CreditNoteLineItem;

/** The lines that a credit note takes back. They are not stored yet. */
export function creditedLines(ctx: Context, invoice: Stripe.Invoice, params: CreditNoteParams): Line[] {
  const { amount, lines, shipping_cost: shipping } = params;
  if (lines !== undefined && lines.length > 0)
    return lines.map((line, index) => creditedLine(ctx, invoice, line, `lines[${index}]`));
  if (shipping !== undefined && amount === undefined) return [];
  if (amount === undefined)
    throw invalidRequest('One of `amount`, `lines`, or `shipping_cost` must be provided.', {
      code: 'parameter_missing',
      param: 'amount',
    });
  return [customLine(ctx, { amount, description: null, quantity: 1, unit: String(amount), taxes: [], metadata: {} })];
}

function creditedLine(ctx: Context, invoice: Stripe.Invoice, params: LineParams, path: string): Line {
  const metadata = mergeMetadata({}, params.metadata);
  if (params.type === 'invoice_line_item') return shareOfLine(ctx, invoice, params, path);
  if (params.description === undefined) throw missingParam(`${path}[description]`);
  const unit =
    params.unit_amount_decimal ?? (params.unit_amount === undefined ? undefined : String(params.unit_amount));
  if (unit === undefined) throw missingParam(`${path}[unit_amount]`);
  const quantity = params.quantity ?? 1;
  const amount = roundScaled(times(scaled(unit), quantity));
  const rates = (params.tax_rates ?? []).map((rate) => ctx.require(taxRates, rate, `${path}[tax_rates]`));
  const computed = taxAmounts(amount, rates, { exempt: invoice.customer_tax_exempt }).taxes.map(
    (tax): Stripe.CreditNoteLineItem.Tax => ({
      amount: tax.amount,
      tax_behavior: tax.isInclusive ? 'inclusive' : 'exclusive',
      tax_rate_details: { tax_rate: tax.rate },
      taxability_reason: tax.reason,
      taxable_amount: tax.taxableAmount,
      type: 'tax_rate_details',
    }),
  );
  const taxes = params.tax_amounts == null ? computed : statedTaxes(ctx, params.tax_amounts, path);
  const line = customLine(ctx, { amount, description: params.description, quantity, unit, taxes, metadata });
  return { ...line, tax_rates: rates };
}

interface Custom {
  readonly amount: number;
  readonly description: string | null;
  readonly quantity: number;
  readonly unit: string;
  readonly taxes: Stripe.CreditNoteLineItem.Tax[];
  readonly metadata: Record<string, string>;
}

function customLine(ctx: Context, { amount, description, quantity, unit, taxes, metadata }: Custom): Line {
  const isWhole = /^-?\d+$/.test(unit);
  return {
    id: ctx.id(creditNoteLines.idPrefix),
    object: 'credit_note_line_item',
    amount,
    description,
    discount_amount: 0,
    discount_amounts: [],
    livemode: false,
    metadata,
    pretax_credit_amounts: [],
    quantity,
    tax_rates: [],
    taxes,
    type: 'custom_line_item',
    unit_amount: isWhole ? Number(unit) : null,
    unit_amount_decimal: decimalText(unit),
  };
}

/** A part of a line of the invoice, with the same part of its discounts and taxes. */
function shareOfLine(ctx: Context, invoice: Stripe.Invoice, params: LineParams, path: string): Line {
  const id = params.invoice_line_item;
  if (id === undefined) throw missingParam(`${path}[invoice_line_item]`);
  const source = ctx.find(invoiceLines, id);
  if (source?.invoice !== invoice.id) throw resourceMissing('invoice line item', id, `${path}[invoice_line_item]`);
  const amount = creditedAmount(source, params, path);
  assertLeft(ctx, source, amount, path);
  const part = (whole: number): number =>
    source.amount === 0 ? 0 : proportion(whole, BigInt(amount), BigInt(source.amount));
  const shares = (source.discount_amounts ?? []).map(({ discount, amount: whole }) => ({
    discount,
    amount: part(whole),
  }));
  const taxes = (source.taxes ?? []).map((tax) => ({
    ...tax,
    amount: part(tax.amount),
    taxable_amount: tax.taxable_amount === null ? null : part(tax.taxable_amount),
  }));
  const quantity = params.quantity ?? null;
  const unit = quantity === null || quantity === 0 ? null : formatScaled(perUnit(amount, quantity));
  return {
    id: ctx.id(creditNoteLines.idPrefix),
    object: 'credit_note_line_item',
    amount,
    description: params.description ?? source.description,
    discount_amount: shares.reduce((sum, share) => sum + share.amount, 0),
    discount_amounts: shares,
    invoice_line_item: id,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    pretax_credit_amounts: shares.map((share) => ({ ...share, type: 'discount' })),
    quantity,
    tax_rates: taxes.flatMap(({ tax_rate_details: details }) => ctx.find(taxRates, details?.tax_rate ?? '') ?? []),
    taxes: params.tax_amounts == null ? taxes : statedTaxes(ctx, params.tax_amounts, path),
    type: 'invoice_line_item',
    unit_amount: unit !== null && /^-?\d+$/.test(unit) ? Number(unit) : null,
    unit_amount_decimal: unit === null ? null : decimalText(unit),
  };
}

function creditedAmount(source: Stripe.InvoiceLineItem, params: LineParams, path: string): number {
  if (params.amount !== undefined) return params.amount;
  const { quantity } = params;
  const whole = source.quantity ?? 1;
  if (quantity === undefined) throw missingParam(`${path}[quantity]`);
  if (quantity > whole)
    throw invalidRequest(
      `The quantity (${quantity}) of the credit note line item exceeds the quantity (${whole}) of the invoice line item.`,
      { param: `${path}[quantity]` },
    );
  return whole === 0 ? source.amount : proportion(source.amount, scaled(quantity), scaled(whole));
}

/** A line is credited once at most. */
function assertLeft(ctx: Context, source: Stripe.InvoiceLineItem, amount: number, path: string): void {
  const credited = ctx.all(creditNoteLines, { invoice_line_item: source.id }).filter((line) => {
    const note = ctx.find(creditNotes, ctx.hidden(creditNoteLines, line.id).creditNote);
    return note?.status === 'issued';
  });
  const left = source.amount - credited.reduce((sum, line) => sum + line.amount, 0);
  if (amount <= left) return;
  throw invalidRequest(
    `The amount (${amount}) of the credit note line item exceeds the creditable amount (${left}) of the invoice line item.`,
    { param: `${path}[amount]` },
  );
}

function statedTaxes(
  ctx: Context,
  stated: NonNullable<LineParams['tax_amounts']>,
  path: string,
): Stripe.CreditNoteLineItem.Tax[] {
  return stated.map(({ amount, tax_rate: id, taxable_amount: taxable }) => ({
    amount,
    tax_behavior: ctx.require(taxRates, id, `${path}[tax_amounts][tax_rate]`).inclusive ? 'inclusive' : 'exclusive',
    tax_rate_details: { tax_rate: id },
    taxability_reason: 'not_available',
    taxable_amount: taxable,
    type: 'tax_rate_details',
  }));
}
