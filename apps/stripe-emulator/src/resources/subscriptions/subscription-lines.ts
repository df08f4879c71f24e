import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import type { LineInput } from '../invoices/invoice.types.js';
import { amountLines, describePrice } from '../prices/price-amount.js';
import { products } from '../products/product.resource.js';
import type { Period } from './cycle.js';
import { isMetered, quantityOf } from './subscription-state.js';
import type { Subscription, SubscriptionItem } from './subscription.resource.js';
import { usageOf } from './usage.js';

/** Where a line of a subscription's invoice comes from. */
function parentOf(subscription: string, item: string, isProration: boolean): Stripe.InvoiceLineItem.Parent {
  return {
    invoice_item_details: null,
    subscription_item_details: {
      invoice_item: null,
      proration: isProration,
      proration_details: { credited_items: null },
      subscription,
      subscription_item: item,
    },
    type: 'subscription_item_details',
  };
}

/** What every line of an item has. */
function lineOf(
  subscription: Subscription,
  item: SubscriptionItem,
  period: Period,
): Omit<LineInput, 'amount' | 'description' | 'quantity' | 'unitAmountDecimal'> {
  return {
    currency: subscription.currency,
    discountable: true,
    discounts: item.discounts as string[],
    metadata: item.metadata,
    parent: parentOf(subscription.id, item.id, false),
    period: { start: period.start, end: period.end },
    price: item.price,
    taxRates: item.tax_rates === null || item.tax_rates.length === 0 ? null : item.tax_rates.map(({ id }) => id),
  };
}

/** The lines of an item for one whole period; a tiered price has one for each tier. */
export function periodLines(
  ctx: Context,
  subscription: Subscription,
  item: SubscriptionItem,
  period: Period,
  quantity = quantityOf(item),
): LineInput[] {
  return amountLines(ctx, item.price, quantity, subscription.currency).map((line) => ({
    ...lineOf(subscription, item, period),
    amount: line.amount,
    description: describePrice(ctx, item.price, line.quantity, line.label, subscription.currency),
    quantity: line.quantity,
    unitAmountDecimal: line.unitAmountDecimal,
  }));
}

/** What was used of a metered item in a period that is over (or is billed early). */
export function usageLines(
  ctx: Context,
  subscription: Subscription,
  item: SubscriptionItem,
  period: Period,
): LineInput[] {
  return periodLines(ctx, subscription, item, period, usageOf(ctx, subscription, item, period));
}

/** The free line of a trial. */
export function trialLine(ctx: Context, subscription: Subscription, item: SubscriptionItem, period: Period): LineInput {
  const quantity = isMetered(item) ? 0 : quantityOf(item);
  return {
    ...lineOf(subscription, item, period),
    amount: 0,
    description: `Trial period for ${productName(ctx, item.price)}`,
    quantity,
    unitAmountDecimal: '0',
  };
}

/** A line for a part of a period, e.g. until the first billing date. */
export function partLine(
  ctx: Context,
  subscription: Subscription,
  item: SubscriptionItem,
  period: Period,
  amount: number,
): LineInput {
  return {
    ...lineOf(subscription, item, period),
    amount,
    description: remainingTime(ctx, item, period.start),
    parent: parentOf(subscription.id, item.id, true),
    quantity: quantityOf(item),
    unitAmountDecimal: null,
  };
}

/** `Unused time on 2 × Gold after 05 Mar 2026` */
export function unusedTime(ctx: Context, item: Pick<SubscriptionItem, 'price' | 'quantity'>, from: number): string {
  return `Unused time on ${named(ctx, item)} after ${dayOf(from)}`;
}

/** `Remaining time on 2 × Gold after 05 Mar 2026` */
export function remainingTime(ctx: Context, item: Pick<SubscriptionItem, 'price' | 'quantity'>, from: number): string {
  return `Remaining time on ${named(ctx, item)} after ${dayOf(from)}`;
}

function named(ctx: Context, item: Pick<SubscriptionItem, 'price' | 'quantity'>): string {
  const quantity = quantityOf(item);
  const name = productName(ctx, item.price);
  return quantity === 1 ? name : `${quantity} × ${name}`;
}

export function productName(ctx: Context, price: Stripe.Price): string {
  return ctx.find(products, price.product as string)?.name ?? 'Product';
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `05 Mar 2026`, by UTC. */
function dayOf(at: number): string {
  const date = new Date(at * 1000);
  return `${String(date.getUTCDate()).padStart(2, '0')} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
}
