import type Stripe from 'stripe';
import { present, type View } from '../../core/view.js';
import { discounts } from '../discounts/discount.resource.js';
import { presentItem } from './subscription-item.shape.js';

/** Versions from here on have billing periods on the items only. */
const PERIODS_ON_ITEMS_SINCE = '2025-03-31';

/** A subscription with its items as they are now, and what older versions had. */
export function presentSubscription(subscription: Stripe.Subscription, view: View): Stripe.Subscription {
  const stored = subscription.items.data;
  const items = { ...subscription.items, data: stored.map((item) => presentItem(item, view)) };
  const shown = { ...subscription, items };
  return view.apiVersion < PERIODS_ON_ITEMS_SINCE ? { ...shown, ...olderFields(subscription, stored, view) } : shown;
}

function olderFields(
  subscription: Stripe.Subscription,
  items: readonly Stripe.SubscriptionItem[],
  view: View,
): Record<string, unknown> {
  const [first] = items;
  const only = items.length === 1 && first !== undefined ? presentItem(first, view) : undefined;
  const [discount] = subscription.discounts;
  const redeemed = typeof discount === 'string' ? view.store.row(discounts, view.account, discount)?.object : undefined;
  return {
    current_period_end: Math.min(...items.map(({ current_period_end: end }) => end)),
    current_period_start: Math.max(...items.map(({ current_period_start: start }) => start)),
    // Until 2019-10-17 under this name.
    ...(view.apiVersion < '2019-10-17' ? { billing: subscription.collection_method } : {}),
    discount: redeemed === undefined ? null : present(discounts, redeemed, view),
    plan: only?.plan ?? null,
    quantity: only?.quantity ?? null,
  };
}
