import type { Context } from '../../core/context.js';
import { aggregate, readingsOf } from '../meters/meter-usage.js';
import { meters } from '../meters/meter.resource.js';
import type { Period } from './cycle.js';
import { subscriptions, type Subscription, type SubscriptionItem } from './subscription.resource.js';
import { recordedQuantity } from './usage-records.js';

/**
 * How much of a metered item was used in a period and is not billed yet: by its meter, or by the usage records of older
 * versions.
 */
export function usageOf(ctx: Context, subscription: Subscription, item: SubscriptionItem, period: Period): number {
  const billed = ctx.hidden(subscriptions, subscription.id).billedUsage[item.id] ?? 0;
  return wholeUsageOf(ctx, subscription, item, period) - billed;
}

/** The same with what was billed early. */
export function wholeUsageOf(ctx: Context, subscription: Subscription, item: SubscriptionItem, period: Period): number {
  const meterId = item.price.recurring?.meter ?? null;
  if (meterId === null) return recordedQuantity(ctx, item, period);
  const meter = ctx.find(meters, meterId);
  if (meter === undefined) return 0;
  return Math.round(aggregate(meter, readingsOf(ctx, meter.id, subscription.customer as string, period)));
}
