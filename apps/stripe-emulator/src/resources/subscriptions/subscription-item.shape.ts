import type Stripe from 'stripe';
import type { View } from '../../core/view.js';
import { planOf } from '../prices/plan.object.js';
import { prices } from '../prices/price.resource.js';

/** An item with its price as it is now, and the older form of the price. */
export function presentItem(item: Stripe.SubscriptionItem, view: View): Stripe.SubscriptionItem {
  const stored = view.store.row(prices, view.account, item.price.id);
  const price = stored === undefined || stored.isDeleted ? item.price : stored.object;
  return { ...item, price, plan: planOf(view, price) };
}
