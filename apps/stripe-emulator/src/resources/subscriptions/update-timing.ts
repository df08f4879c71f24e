import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { addIntervals, isSameInterval, type Period } from './cycle.js';
import { intervalOf } from './first-invoice.js';
import { netAmount } from './subscription-prorations.js';
import { isMetered, itemsOf } from './subscription-state.js';
import type { UpdateSubscriptionParams } from './subscription.params.js';
import type { Subscription, SubscriptionItem } from './subscription.resource.js';

export interface NewTiming {
  /** Set when the billing period starts over: the trial or, with `end` null, one interval of each item. */
  readonly period: { readonly start: number; readonly end: number | null } | null;
  readonly isTrial: boolean;
  readonly fields: Partial<Subscription>;
}

/** Whether a change lets the billing period start over, and with what. */
export function newTiming(
  ctx: Context,
  before: Subscription,
  items: readonly SubscriptionItem[],
  params: UpdateSubscriptionParams,
): NewTiming {
  const restart = { billing_cycle_anchor: ctx.now, billing_cycle_anchor_config: null };
  const { trial_end: trialEnd, billing_cycle_anchor: anchor } = params;
  const isNow = anchor === 'now' || (typeof anchor === 'object' && anchor.type === 'now');
  if (typeof trialEnd === 'number') {
    if (trialEnd <= ctx.now)
      throw invalidRequest('The `trial_end` timestamp must be an integer Unix timestamp in the future.', {
        param: 'trial_end',
      });
    const trial = { trial_start: before.trial_start ?? ctx.now, trial_end: trialEnd, status: 'trialing' };
    return {
      period: { start: ctx.now, end: trialEnd },
      isTrial: true,
      fields: { ...restart, billing_cycle_anchor: trialEnd, ...trial },
    };
  }
  const endsTrial = before.status === 'trialing' && (trialEnd === 'now' || isNow);
  const none = { period: null, isTrial: false, fields: {} };
  if (endsTrial)
    return {
      ...none,
      period: { start: ctx.now, end: null },
      fields: { ...restart, trial_end: ctx.now, status: 'active' },
    };
  if (before.status === 'trialing') return none;
  if (!isNow && !hasNewInterval(before, items) && !startsToCost(ctx, before, items)) return none;
  return { ...none, period: { start: ctx.now, end: null }, fields: restart };
}

/** Switching to another interval starts a new period, and so does going from free to paid. */
function hasNewInterval(before: Subscription, items: readonly SubscriptionItem[]): boolean {
  const old = itemsOf(before);
  return items.every(({ price }) => !old.some((item) => isSameInterval(item.price.recurring, price.recurring)));
}

function startsToCost(ctx: Context, before: Subscription, items: readonly SubscriptionItem[]): boolean {
  const costs = (item: SubscriptionItem): boolean => !isMetered(item) && netAmount(ctx, before, item) > 0;
  const old = itemsOf(before);
  const wasChanged = items.some((item) => !old.some((other) => other.price.id === item.price.id));
  return wasChanged && !old.some((item) => isMetered(item) || costs(item)) && items.some(costs);
}

export function periodIn({ period }: NewTiming, item: SubscriptionItem): Period {
  const start = period?.start ?? item.current_period_start;
  return { start, end: period?.end ?? addIntervals(start, intervalOf(item), 1) };
}
