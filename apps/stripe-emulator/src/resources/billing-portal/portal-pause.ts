import type { CheckoutForm } from '../checkout/checkout-form.js';
import { action } from '../../core/resource.js';
import { invalidRequest } from '../../core/errors.js';
import { addIntervals } from '../subscriptions/cycle.js';
import { pauseSubscription, resumeSubscription } from '../subscriptions/subscription-pause.js';
import { subscriptions } from '../subscriptions/subscription.resource.js';
import { atClockTime } from '../test-clocks/clock-time.js';
import { ownSubscription, type Visit } from './portal-visit.js';

/** A pause for a while is over, unless the customer ended it, or paused anew. */
export const endPause = action<{ subscription: string; pausedAt: number }>(
  'portal.end_pause',
  (ctx, { subscription: id, pausedAt }) => {
    const subscription = ctx.find(subscriptions, id);
    const since = subscription?.status_details?.paused.transitioned_at;
    if (subscription?.status === 'paused' && since === pausedAt) resumeSubscription(ctx, id, {});
  },
);

/** How long the customer may pause, as the form offers it: `1 month`. */
export function pauseChoices({ features }: Visit): string[] {
  const { duration } = features.subscription_pause;
  if (duration.type !== 'interval_options') return [];
  return duration.interval_options.map(({ interval, interval_count: count }) => `${count} ${interval}`);
}

/** Pauses; where the configuration offers durations, for the first or the chosen one. */
export function pause(visit: Visit, form: CheckoutForm): null {
  const { id, test_clock: clock } = ownSubscription(visit, form);
  const choices = pauseChoices(visit);
  const chosen = form.text('pause_for') || choices[0];
  if (chosen !== undefined && choices.length > 0 && !choices.includes(chosen))
    throw invalidRequest('This is not one of the durations on offer.');
  pauseSubscription(visit.ctx, id, {});
  const ctx = atClockTime(visit.ctx, clock as string | null);
  const [count, interval] = choices.length === 0 ? [] : (chosen ?? '').split(' ');
  if (interval !== undefined)
    ctx.schedule(endPause, addIntervals(ctx.now, { interval, interval_count: Number(count) }, 1), {
      subscription: id,
      pausedAt: ctx.now,
    });
  return null;
}

export function unpause(visit: Visit, form: CheckoutForm): null {
  resumeSubscription(visit.ctx, ownSubscription(visit, form).id, {});
  return null;
}
