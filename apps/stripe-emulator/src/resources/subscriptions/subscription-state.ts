import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import type { Period } from './cycle.js';
import { subscriptionItems, subscriptions, type Subscription, type SubscriptionItem } from './subscription.resource.js';

export function itemsOf(subscription: Subscription): readonly SubscriptionItem[] {
  return subscription.items.data;
}

/** The list inside a subscription. */
export function itemList(subscription: string, data: SubscriptionItem[]): Stripe.ApiList<SubscriptionItem> {
  return {
    object: 'list',
    data,
    has_more: false,
    url: `/v1/subscription_items?subscription=${subscription}`,
  };
}

/**
 * Replaces the items of a subscription: in its own list, and as objects that can be asked for by id.
 * @returns the subscription with them
 */
export function saveItems(ctx: Context, id: string, items: readonly SubscriptionItem[]): Subscription {
  const kept = new Set(items.map((item) => item.id));
  for (const old of ctx.all(subscriptionItems, { subscription: id }))
    if (!kept.has(old.id)) ctx.delete(subscriptionItems, old.id);
  for (const item of items) {
    if (ctx.find(subscriptionItems, item.id) === undefined) ctx.insert(subscriptionItems, item);
    else ctx.update(subscriptionItems, item.id, item);
  }
  return ctx.update(subscriptions, id, { items: itemList(id, [...items]) });
}

/** The span that all items share: what older versions call the current period. */
export function currentPeriod(subscription: Subscription): Period {
  const items = itemsOf(subscription);
  return {
    start: Math.max(...items.map(({ current_period_start: start }) => start)),
    end: Math.min(...items.map(({ current_period_end: end }) => end)),
  };
}

/** The order in which invoices list what they bill of a subscription: the newest item first. */
export function billingOrder(items: readonly SubscriptionItem[]): SubscriptionItem[] {
  return items.toReversed();
}

export const isMetered = ({ price }: Pick<SubscriptionItem, 'price'>): boolean =>
  price.recurring?.usage_type === 'metered';

export const quantityOf = (item: Pick<SubscriptionItem, 'quantity'>): number => item.quantity ?? 1;

/** Changes fields and announces it. @returns the subscription as it is now */
export function changeSubscription(ctx: Context, before: Subscription, patch: Partial<Subscription>): Subscription {
  const after = ctx.update(subscriptions, before.id, patch);
  ctx.emit('customer.subscription.updated', after, before);
  return after;
}
