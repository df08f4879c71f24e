import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import type { LineInput } from '../invoices/invoice.types.js';
import { prices } from '../prices/price.resource.js';
import { invoiceItems } from './invoice-item.resource.js';

export interface PendingRequest {
  readonly customer: string;
  readonly currency: string;
  readonly subscription: string | null;
}

/** What waits for the next invoice of a customer or of one of its subscriptions, newest first as invoices show it. */
export function pendingItems(ctx: Context, { customer, currency, subscription }: PendingRequest): Stripe.InvoiceItem[] {
  return ctx
    .all(invoiceItems, { customer, pending: true })
    .filter((item) => {
      const own = item.parent?.subscription_details?.subscription ?? null;
      return item.currency === currency && (own === null || own === subscription);
    })
    .reverse()
    .sort(byAge);
}

/** Newest first; of a change, what it credits stands before what it charges. */
function byAge(left: Stripe.InvoiceItem, right: Stripe.InvoiceItem): number {
  if (left.date !== right.date) return right.date - left.date;
  return left.proration && right.proration ? Math.sign(left.amount) - Math.sign(right.amount) : 0;
}

/** Puts what waits on an invoice. @returns its lines */
export function takePendingItems(ctx: Context, invoice: string, request: PendingRequest): LineInput[] {
  return pendingItems(ctx, request).map((item) => lineOfItem(ctx, ctx.update(invoiceItems, item.id, { invoice })));
}

/** Lets what was on a draft wait again. */
export function releaseItems(ctx: Context, invoice: string): void {
  for (const item of ctx.all(invoiceItems, { invoice })) ctx.update(invoiceItems, item.id, { invoice: null });
}

/** An invoice item as a line. */
export function lineOfItem(ctx: Context, item: Stripe.InvoiceItem): LineInput {
  const price = item.pricing?.price_details?.price;
  const rates = item.tax_rates ?? [];
  return {
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    quantity: item.quantity,
    period: item.period,
    price: typeof price === 'string' ? (ctx.find(prices, price) ?? null) : null,
    unitAmountDecimal: item.pricing?.unit_amount_decimal == null ? null : String(item.pricing.unit_amount_decimal),
    discountable: item.discountable,
    discounts: (item.discounts ?? []) as string[],
    taxRates: rates.length === 0 ? null : rates.map(({ id }) => id),
    metadata: item.metadata ?? {},
    parent: parentOf(item),
    invoiceItem: item.id,
  };
}

function parentOf(item: Stripe.InvoiceItem): Stripe.InvoiceLineItem.Parent {
  const details = item.parent?.subscription_details ?? null;
  const lines = item.proration_details?.credited_items?.invoice_line_item_details ?? null;
  const common = { proration: item.proration, proration_details: { credited_items: lines } };
  if (item.proration && details?.subscription_item !== undefined)
    return {
      invoice_item_details: null,
      subscription_item_details: {
        ...common,
        invoice_item: item.id,
        subscription: details.subscription,
        subscription_item: details.subscription_item,
      },
      type: 'subscription_item_details',
    };
  return {
    invoice_item_details: { ...common, invoice_item: item.id, subscription: details?.subscription ?? null },
    subscription_item_details: null,
    type: 'invoice_item_details',
  };
}
