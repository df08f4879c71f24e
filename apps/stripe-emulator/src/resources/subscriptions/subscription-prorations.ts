import type { Context } from '../../core/context.js';
import { applicableDiscounts } from '../discounts/discount.create.js';
import { discountAmounts } from '../discounts/discount-amount.js';
import { createInvoiceItem, deleteInvoiceItem } from '../invoice-items/invoice-item.create.js';
import { invoiceItems } from '../invoice-items/invoice-item.resource.js';
import { amountFor } from '../prices/price-amount.js';
import { debitOf } from './debits.js';
import { shareAfter } from './proration.js';
import { remainingTime, unusedTime } from './subscription-lines.js';
import { isMetered, quantityOf } from './subscription-state.js';
import type { Subscription, SubscriptionItem } from './subscription.resource.js';

/** Credits the rest of the period of what was paid in advance. */
export function creditUnused(
  ctx: Context,
  subscription: Subscription,
  items: readonly SubscriptionItem[],
  at: number,
): void {
  for (const item of items) prorate(ctx, subscription, item, at, -1);
}

/** Charges the rest of the period. */
export function chargeRemaining(
  ctx: Context,
  subscription: Subscription,
  items: readonly SubscriptionItem[],
  at: number,
): void {
  for (const item of items) prorate(ctx, subscription, item, at, 1);
}

function prorate(ctx: Context, subscription: Subscription, item: SubscriptionItem, at: number, sign: 1 | -1): void {
  const period = { start: item.current_period_start, end: item.current_period_end };
  if (isMetered(item) || at >= period.end) return;
  const debit = sign < 0 ? debitOf(ctx, item, at) : null;
  // Flexibly, no more is given back than was charged; classically, what it costs today.
  const isByDebit = sign < 0 && subscription.billing_mode.type === 'flexible';
  if (isByDebit && debit === null) return;
  const amount =
    isByDebit && debit !== null
      ? shareAfter(-debit.net, debit.period, at)
      : shareAfter(sign * netAmount(ctx, subscription, item), period, at);
  createInvoiceItem(ctx, {
    customer: subscription.customer as string,
    amount,
    currency: subscription.currency,
    description: sign < 0 ? unusedTime(ctx, item, at) : remainingTime(ctx, item, at),
    discountable: false,
    discounts: [],
    metadata: item.metadata,
    period: { start: at, end: period.end },
    price: item.price,
    proration: true,
    ...(debit === null ? {} : { credited: debit.items }),
    quantity: quantityOf(item),
    subscription: subscription.id,
    subscriptionItem: item.id,
    ...(item.tax_rates === null || item.tax_rates.length === 0 ? {} : { taxRates: item.tax_rates.map(({ id }) => id) }),
  });
}

/** What an item costs for a whole period, after its discounts and the subscription's: prorations carry their share. */
export function netAmount(ctx: Context, subscription: Subscription, item: SubscriptionItem): number {
  const amount = amountFor(ctx, item.price, quantityOf(item), subscription.currency);
  const line = {
    amount,
    currency: subscription.currency,
    product: item.price.product as string,
    discountable: true,
    discounts: applicableDiscounts(ctx, item.discounts as string[]),
  };
  const [shares = []] = discountAmounts(ctx, [line], applicableDiscounts(ctx, subscription.discounts as string[]));
  return amount - shares.reduce((sum, share) => sum + share.amount, 0);
}

/** What waits for the next invoice of a subscription. */
export function pendingItemsOf(ctx: Context, subscription: string) {
  return ctx.all(invoiceItems, { subscription }).filter(({ invoice }) => invoice === null);
}

/** Prorations that wait go when a subscription ends without settling them. */
export function dropPendingProrations(ctx: Context, subscription: string): void {
  for (const item of pendingItemsOf(ctx, subscription)) if (item.proration) deleteInvoiceItem(ctx, item.id);
}
