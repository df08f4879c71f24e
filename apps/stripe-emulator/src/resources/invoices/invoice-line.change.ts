import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, resourceMissing } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { createDiscounts } from '../discounts/discount.create.js';
import { deleteInvoiceItem } from '../invoice-items/invoice-item.create.js';
import { invoiceItems } from '../invoice-items/invoice-item.resource.js';
import { lineOfItem } from '../invoice-items/pending-items.js';
import { amountFor, describePrice } from '../prices/price-amount.js';
import { decimalText } from '../prices/decimal.js';
import { inlinePrice } from '../prices/price.create.js';
import { requirePrice } from '../prices/price.resource.js';
import { createTaxRate } from '../tax-rates/tax-rates.family.js';
import { invoiceLines, type LineHidden } from './invoice-line.resource.js';
import { addLines, pricingOf, recompute } from './invoice-lines.js';
import type { addLinesParams, removeLinesParams, updateLineParams, updateLinesParams } from './invoice-line.params.js';
import { invoices } from './invoice.resource.js';
import type { StatedTax } from './invoice.types.js';

type Fields = Infer<typeof updateLineParams>;

/** @throws StripeError unless the invoice is a draft */
export function requireDraft(ctx: Context, id: string): Stripe.Invoice {
  const invoice = ctx.require(invoices, id);
  if (invoice.status === 'draft') return invoice;
  throw invalidRequest("Finalized invoices can't be updated in this way.", { code: 'invoice_not_editable' });
}

function priceOf(ctx: Context, fields: Fields): Stripe.Price | undefined {
  if (fields.price_data !== undefined) {
    const { product_data: data, ...rest } = fields.price_data;
    const { description: _, images: __, ...product } = data ?? { name: '' };
    return inlinePrice(ctx, data === undefined ? rest : { ...rest, product_data: product });
  }
  return fields.pricing?.price === undefined ? undefined : requirePrice(ctx, fields.pricing.price, 'pricing[price]');
}

function statedTaxes(ctx: Context, fields: Fields): StatedTax[] | null | undefined {
  if (fields.tax_amounts === undefined) return undefined;
  if (fields.tax_amounts === null) return null;
  return fields.tax_amounts.map(({ amount, taxable_amount: taxableAmount, tax_rate_data: data }) => {
    const { jurisdiction_level: _, tax_type: __, ...rate } = data;
    return { amount, taxableAmount, rate: createTaxRate(ctx, { ...rate, active: false }).id };
  });
}

/** Adds lines to a draft: described ones, and invoice items that wait. */
export function addDescribedLines(ctx: Context, id: string, params: Infer<typeof addLinesParams>): Stripe.Invoice {
  const before = requireDraft(ctx, id);
  for (const fields of params.lines) {
    if (fields.invoice_item !== undefined) {
      const item = ctx.require(invoiceItems, fields.invoice_item, 'lines[invoice_item]');
      addLines(ctx, id, [lineOfItem(ctx, ctx.update(invoiceItems, item.id, { invoice: id }))]);
      continue;
    }
    const price = priceOf(ctx, fields);
    const quantity = fields.quantity ?? Number(fields.quantity_decimal ?? 1);
    const amount = fields.amount ?? (price === undefined ? 0 : amountFor(ctx, price, quantity, before.currency));
    addLines(ctx, id, [
      {
        amount,
        currency: before.currency,
        description: fields.description ?? (price === undefined ? null : describePrice(ctx, price, quantity)),
        quantity,
        period: fields.period ?? { start: ctx.now, end: ctx.now },
        price: price ?? null,
        unitAmountDecimal: String(price?.unit_amount_decimal ?? amount),
        discountable: fields.discountable ?? true,
        discounts: createDiscounts(ctx, fields.discounts ?? [], { customer: before.customer as string, invoice: id }),
        taxRates: fields.tax_rates ?? null,
        metadata: mergeMetadata({}, fields.metadata),
        parent: null,
        ...(fields.tax_amounts == null ? {} : { taxAmounts: statedTaxes(ctx, fields) ?? [] }),
      },
    ]);
  }
  return finishChange(ctx, before, params.invoice_metadata);
}

/** @throws StripeError when the line is not on the invoice */
function requireLine(ctx: Context, invoice: string, id: string, param?: string): Stripe.InvoiceLineItem {
  const line = ctx.find(invoiceLines, id);
  if (line?.invoice !== invoice) throw resourceMissing('line item', id, param);
  return line;
}

function changeLine(ctx: Context, invoice: Stripe.Invoice, line: Stripe.InvoiceLineItem, fields: Fields): void {
  const hidden = ctx.hidden(invoiceLines, line.id);
  const known = line.pricing?.price_details?.price as string | undefined;
  const price = priceOf(ctx, fields) ?? (known === undefined ? null : requirePrice(ctx, known));
  const quantity =
    fields.quantity ?? (fields.quantity_decimal === undefined ? line.quantity : Number(fields.quantity_decimal));
  const isRepriced = (fields.pricing ?? fields.price_data ?? fields.quantity ?? fields.quantity_decimal) !== undefined;
  const priced = isRepriced && price !== null ? amountFor(ctx, price, quantity ?? 1, invoice.currency) : line.amount;
  const amount = fields.amount ?? priced;
  const stated = statedTaxes(ctx, fields);
  const next: LineHidden = {
    ...hidden,
    ...(fields.tax_rates === undefined ? {} : { taxRates: fields.tax_rates }),
    ...(stated === undefined ? {} : { taxAmounts: stated }),
  };
  const { description, discountable, discounts, metadata, period } = fields;
  ctx.update(
    invoiceLines,
    line.id,
    {
      amount,
      ...(description === undefined ? {} : { description }),
      ...(discountable === undefined ? {} : { discountable }),
      ...(discounts === undefined
        ? {}
        : {
            discounts: createDiscounts(ctx, discounts ?? [], {
              customer: invoice.customer as string,
              invoice: invoice.id,
            }),
          }),
      ...(metadata === undefined ? {} : { metadata: mergeMetadata(line.metadata, metadata) }),
      ...(period === undefined ? {} : { period }),
      pricing: pricingOf(price, String(fields.amount ?? price?.unit_amount_decimal ?? amount)),
      quantity,
      quantity_decimal: quantity === null ? null : decimalText(String(quantity)),
      subtotal: amount,
    },
    next,
  );
}

/** Changes one line of a draft. */
export function updateLine(ctx: Context, invoice: string, id: string, fields: Fields): Stripe.InvoiceLineItem {
  const before = requireDraft(ctx, invoice);
  changeLine(ctx, before, requireLine(ctx, invoice, id), fields);
  finishChange(ctx, before, undefined);
  return ctx.require(invoiceLines, id);
}

/** Changes several lines of a draft at once. */
export function updateLines(ctx: Context, invoice: string, params: Infer<typeof updateLinesParams>): Stripe.Invoice {
  const before = requireDraft(ctx, invoice);
  params.lines.forEach(({ id, ...fields }, index) => {
    changeLine(ctx, before, requireLine(ctx, invoice, id, `lines[${index}][id]`), fields);
  });
  return finishChange(ctx, before, params.invoice_metadata);
}

/** Takes lines off a draft; invoice items are deleted, or wait again. */
export function removeLines(ctx: Context, invoice: string, params: Infer<typeof removeLinesParams>): Stripe.Invoice {
  const before = requireDraft(ctx, invoice);
  params.lines.forEach(({ id, behavior }, index) => {
    requireLine(ctx, invoice, id, `lines[${index}][id]`);
    const item = ctx.hidden(invoiceLines, id).invoiceItem;
    ctx.delete(invoiceLines, id);
    if (item === null) return;
    ctx.update(invoiceItems, item, { invoice: null });
    if (behavior === 'delete') deleteInvoiceItem(ctx, item);
  });
  return finishChange(ctx, before, params.invoice_metadata);
}

function finishChange(
  ctx: Context,
  before: Stripe.Invoice,
  metadata: Infer<typeof updateLinesParams>['invoice_metadata'],
): Stripe.Invoice {
  if (metadata !== undefined)
    ctx.update(invoices, before.id, { metadata: mergeMetadata(before.metadata ?? {}, metadata) });
  const after = recompute(ctx, before.id);
  ctx.emit('invoice.updated', after, before);
  return ctx.require(invoices, before.id);
}
