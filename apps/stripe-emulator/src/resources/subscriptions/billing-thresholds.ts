import type { Context } from '../../core/context.js';
import { invoices } from '../invoices/invoice.resource.js';
import { onUsage } from '../meters/meter-usage.js';
import { draftInvoice } from './subscription-invoices.js';
import { usageLines } from './subscription-lines.js';
import { pendingItemsOf } from './subscription-prorations.js';
import { isMetered, itemsOf } from './subscription-state.js';
import { updateSubscription } from './subscription-update.js';
import { subscriptions, type Subscription, type SubscriptionItem } from './subscription.resource.js';
import { usageOf, wholeUsageOf } from './usage.js';

/** Bills what was used of a customer's subscriptions as soon as it is worth so much. */
export function checkThresholds(ctx: Context, customer: string): void {
  for (const status of ['active', 'past_due'])
    for (const subscription of ctx.all(subscriptions, { customer, status })) checkThreshold(ctx, subscription);
}

const spanOf = (ctx: Context, item: SubscriptionItem) => ({ start: item.current_period_start, end: ctx.now + 1 });

function checkThreshold(ctx: Context, subscription: Subscription): void {
  const metered = itemsOf(subscription).filter(isMetered);
  const amountLimit = subscription.billing_thresholds?.amount_gte ?? null;
  const lines = metered.flatMap((item) => usageLines(ctx, subscription, item, spanOf(ctx, item)));
  const waiting = pendingItemsOf(ctx, subscription.id).map(({ amount }) => amount);
  const due = [...lines.map(({ amount }) => amount), ...waiting].reduce((sum, amount) => sum + amount, 0);
  const full = metered.filter((item) => {
    const limit = item.billing_thresholds?.usage_gte;
    return limit != null && usageOf(ctx, subscription, item, spanOf(ctx, item)) >= limit;
  });
  const isReached = amountLimit !== null && due >= amountLimit;
  if (!isReached && full.length === 0) return;
  if (subscription.billing_thresholds?.reset_billing_cycle_anchor === true) {
    updateSubscription(ctx, subscription.id, { billing_cycle_anchor: 'now' });
    return;
  }
  const invoice = draftInvoice(ctx, subscription, { lines, reason: 'subscription_threshold', autoAdvance: true });
  ctx.update(invoices, invoice.id, {
    threshold_reason: {
      amount_gte: isReached ? amountLimit : null,
      item_reasons: full.map(({ id, billing_thresholds: limits }) => ({
        line_item_ids: invoice.lines.data
          .filter(({ parent }) => parent?.subscription_item_details?.subscription_item === id)
          .map((line) => line.id),
        usage_gte: limits?.usage_gte ?? 0,
      })),
    },
  });
  const billed = metered.map((item) => [item.id, wholeUsageOf(ctx, subscription, item, spanOf(ctx, item))]);
  const hidden = ctx.hidden(subscriptions, subscription.id);
  ctx.update(
    subscriptions,
    subscription.id,
    {},
    { ...hidden, billedUsage: Object.fromEntries(billed) as Record<string, number> },
  );
}

onUsage(checkThresholds);
