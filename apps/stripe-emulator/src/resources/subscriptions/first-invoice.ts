import type { Context } from '../../core/context.js';
import type { LineInput } from '../invoices/invoice.types.js';
import { amountFor } from '../prices/price-amount.js';
import { addIntervals, periodAround, type Interval, type Period } from './cycle.js';
import { firstPeriod, type FirstTiming } from './first-timing.js';
import { shareAfter } from './proration.js';
import { partLine, periodLines, trialLine } from './subscription-lines.js';
import { billingOrder, isMetered, itemsOf, quantityOf } from './subscription-state.js';
import type { Subscription, SubscriptionItem } from './subscription.resource.js';

/** What the first invoice of a subscription bills: the trial, the first period or a part of it, and what was backdated. */
export function firstLines(
  ctx: Context,
  subscription: Subscription,
  timing: FirstTiming,
  prorates: boolean,
): LineInput[] {
  return billingOrder(itemsOf(subscription)).flatMap((item) => {
    const { trial } = timing;
    if (trial !== null) return [trialLine(ctx, subscription, item, trial)];
    if (isMetered(item))
      return subscription.billing_mode.type === 'flexible'
        ? []
        : periodLines(ctx, subscription, item, firstPeriod(timing, intervalOf(item), ctx.now), 0);
    if (timing.anchor > ctx.now) return prorates ? [untilAnchor(ctx, subscription, item, timing)] : [];
    return periodsSince(timing, intervalOf(item), ctx.now).flatMap((period) =>
      periodLines(ctx, subscription, item, period),
    );
  });
}

export const intervalOf = (item: SubscriptionItem): Interval =>
  item.price.recurring ?? { interval: 'month', interval_count: 1 };

/** All periods that were begun since the start, the current one among them. */
function periodsSince(timing: FirstTiming, interval: Interval, now: number): Period[] {
  const last = periodAround(timing.anchor, interval, now);
  const periods: Period[] = [];
  for (let { start, end } = last; end > timing.start;) {
    periods.unshift({ start, end });
    end = start;
    start = periodAround(timing.anchor, interval, start - 1).start;
  }
  return periods;
}

/** The time from the start to the first billing date, as a share of the period that ends then. */
function untilAnchor(ctx: Context, subscription: Subscription, item: SubscriptionItem, timing: FirstTiming): LineInput {
  const end = timing.anchor;
  const whole = amountFor(ctx, item.price, quantityOf(item), subscription.currency);
  const period = { start: addIntervals(end, intervalOf(item), -1), end };
  return partLine(ctx, subscription, item, { start: timing.start, end }, shareAfter(whole, period, timing.start));
}
