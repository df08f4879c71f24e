import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { customers } from '../customers/customer.resource.js';
import { invoiceLines } from '../invoices/invoice-line.resource.js';
import { addLines, lineStates, pricingOf, recompute } from '../invoices/invoice-lines.js';
import { invoices } from '../invoices/invoice.resource.js';
import { decimalText, formatScaled, perUnit, roundScaled, scaled, times } from '../prices/decimal.js';
import { amountFor, describePrice } from '../prices/price-amount.js';
import { taxRates } from '../tax-rates/tax-rate.resource.js';
import { clockOf } from '../test-clocks/clock-time.js';
import { invoiceItems } from './invoice-item.resource.js';
import { lineOfItem } from './pending-items.js';

export interface NewInvoiceItem {
  readonly customer: string;
  /** Minor units; without, the price decides. */
  readonly amount?: number;
  readonly price?: Stripe.Price | null;
  readonly quantity?: number;
  readonly unitAmountDecimal?: string;
  readonly currency: string;
  readonly description?: string | null;
  readonly period?: { readonly start: number; readonly end: number };
  readonly subscription?: string | null;
  readonly subscriptionItem?: string;
  readonly proration?: boolean;
  /** The charge that a proration takes back. */
  readonly credited?: Stripe.InvoiceItem.ProrationDetails.CreditedItems;
  readonly discounts: readonly string[];
  readonly discountable?: boolean;
  readonly taxRates?: readonly string[];
  readonly metadata?: Record<string, string>;
  /** The draft it goes on; without, it waits for the next invoice. */
  readonly invoice?: string;
  readonly id?: string;
}

/** Creates something to be billed. */
export function createInvoiceItem(ctx: Context, input: NewInvoiceItem): Stripe.InvoiceItem {
  const customer = ctx.require(customers, input.customer, 'customer');
  const price = input.price ?? null;
  const quantity = input.quantity ?? 1;
  const proration = input.proration ?? false;
  const amount = input.amount ?? priced(ctx, input);
  const subscription = input.subscription ?? null;
  const item = ctx.insert(invoiceItems, {
    id: input.id ?? ctx.id(invoiceItems.idPrefix),
    object: 'invoiceitem',
    amount,
    currency: input.currency,
    customer: customer.id,
    customer_account: null,
    date: ctx.now,
    description: input.description ?? (price === null ? null : describePrice(ctx, price, quantity)),
    discountable: input.discountable ?? !proration,
    discounts: [...input.discounts],
    invoice: input.invoice ?? null,
    livemode: false,
    metadata: input.metadata ?? {},
    net_amount: amount,
    parent:
      subscription === null
        ? null
        : {
            subscription_details: {
              subscription,
              ...(input.subscriptionItem === undefined ? {} : { subscription_item: input.subscriptionItem }),
            },
            type: 'subscription_details',
          },
    period: input.period ?? { start: ctx.now, end: ctx.now },
    pricing: pricingOf(price, unitOf(input, amount, quantity)),
    proration,
    ...(proration ? { proration_details: { credited_items: input.credited ?? null, discount_amounts: [] } } : {}),
    quantity,
    quantity_decimal: decimalText(String(quantity)),
    tax_rates: (input.taxRates ?? []).map((rate) => ctx.require(taxRates, rate, 'tax_rates')),
    test_clock: clockOf(customer),
  });
  if (customer.currency == null) ctx.update(customers, customer.id, { currency: input.currency });
  ctx.emit('invoiceitem.created', item);
  if (input.invoice !== undefined) {
    const before = ctx.require(invoices, input.invoice);
    addLines(ctx, input.invoice, [lineOfItem(ctx, item)]);
    ctx.emit('invoice.updated', recompute(ctx, input.invoice), before);
  }
  return item;
}

function priced(ctx: Context, { price, quantity = 1, unitAmountDecimal, currency }: NewInvoiceItem): number {
  if (unitAmountDecimal !== undefined) return roundScaled(times(scaled(unitAmountDecimal), quantity));
  if (price == null)
    throw invalidRequest('You must specify one of `amount`, `price_data` or `pricing`.', {
      code: 'parameter_missing',
      param: 'amount',
    });
  return amountFor(ctx, price, quantity, currency);
}

function unitOf(input: NewInvoiceItem, amount: number, quantity: number): string {
  if (input.unitAmountDecimal !== undefined) return formatScaled(scaled(input.unitAmountDecimal));
  const unit = input.amount === undefined ? input.price?.unit_amount_decimal : undefined;
  if (unit != null) return formatScaled(scaled(unit));
  return formatScaled(perUnit(amount, quantity));
}

/** @throws StripeError for an item of a finalized invoice */
export function assertItemEditable(ctx: Context, item: Stripe.InvoiceItem, verb: string): void {
  const invoice = item.invoice === null ? undefined : ctx.find(invoices, item.invoice as string);
  if (invoice === undefined || invoice.status === 'draft') return;
  throw invalidRequest(
    `You cannot ${verb} an invoice item that is attached to an invoice that is no longer editable.`,
    {
      code: 'invoice_not_editable',
    },
  );
}

/** Deletes something to be billed, and its line on a draft. */
export function deleteInvoiceItem(ctx: Context, id: string): object {
  const item = ctx.require(invoiceItems, id);
  assertItemEditable(ctx, item, 'delete');
  const stub = ctx.delete(invoiceItems, id);
  ctx.emit('invoiceitem.deleted', item);
  const before = item.invoice === null ? undefined : ctx.find(invoices, item.invoice as string);
  if (before !== undefined) {
    for (const { line, hidden } of lineStates(ctx, before.id))
      if (hidden.invoiceItem === id) ctx.delete(invoiceLines, line.id);
    ctx.emit('invoice.updated', recompute(ctx, before.id), before);
  }
  return stub;
}
