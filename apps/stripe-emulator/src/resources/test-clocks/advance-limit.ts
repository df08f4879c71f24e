import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { customers } from '../customers/customer.resource.js';
import { addIntervals, type Interval } from '../subscriptions/cycle.js';
import { LIVING, subscriptions } from '../subscriptions/subscription.resource.js';

const TWO_YEARS: Interval = { interval: 'year', interval_count: 2 };

/** The latest time a clock may move to: two intervals of its shortest subscription, or two years without one. */
export function longestAdvance(ctx: Context, clock: Stripe.TestHelpers.TestClock): number {
  const ends = ctx
    .all(customers, { test_clock: clock.id })
    .flatMap((customer) => ctx.all(subscriptions, { customer: customer.id }))
    .filter(({ status }) => LIVING.includes(status))
    .flatMap(({ items }) => items.data.map(({ price }) => price.recurring))
    .filter((recurring) => recurring !== null)
    .map((recurring) => addIntervals(clock.frozen_time, recurring, 2));
  return ends.length === 0 ? addIntervals(clock.frozen_time, TWO_YEARS, 1) : Math.min(...ends);
}
