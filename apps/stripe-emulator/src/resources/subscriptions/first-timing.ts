import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { addIntervals, nextMomentOf, periodAround, type Interval, type Period } from './cycle.js';
import type { CreateSubscriptionParams } from './subscription.params.js';
import type { SubscriptionItem } from './subscription.resource.js';

const DAY = 86_400;
const LONGEST_TRIAL_SECONDS = 730 * DAY;

/** When a new subscription begins, tries and bills. */
export interface FirstTiming {
  /** Earlier than now when it is backdated. */
  readonly start: number;
  readonly anchor: number;
  readonly anchorConfig: Stripe.Subscription.BillingCycleAnchorConfig | null;
  readonly trial: Period | null;
}

/** Reads the trial, the anchor and the start out of the parameters. */
export function firstTiming(
  ctx: Context,
  params: CreateSubscriptionParams,
  items: readonly SubscriptionItem[],
): FirstTiming {
  if (params.billing_cycle_anchor !== undefined && params.billing_cycle_anchor_config !== undefined)
    throw invalidRequest(
      'You may only specify one of these parameters: billing_cycle_anchor, billing_cycle_anchor_config.',
      { param: 'billing_cycle_anchor' },
    );
  const start = params.backdate_start_date ?? ctx.now;
  if (start > ctx.now)
    throw invalidRequest('The `backdate_start_date` must be in the past.', { param: 'backdate_start_date' });
  const trialEnd = trialEndOf(ctx, params, items);
  const trial = trialEnd === null ? null : { start: ctx.now, end: trialEnd };
  const config = params.billing_cycle_anchor_config;
  const natural = trialEnd ?? start;
  const asked = params.billing_cycle_anchor ?? (config === undefined ? undefined : nextMomentOf(natural, config));
  if (asked !== undefined) assertAnchor(asked, { now: ctx.now, natural, trialEnd }, items);
  return {
    start,
    anchor: asked ?? natural,
    anchorConfig:
      config === undefined
        ? null
        : {
            day_of_month: config.day_of_month,
            hour: config.hour ?? null,
            minute: config.minute ?? null,
            month: config.month ?? null,
            second: config.second ?? null,
          },
    trial,
  };
}

function trialEndOf(ctx: Context, params: CreateSubscriptionParams, items: readonly SubscriptionItem[]): number | null {
  const { trial_end: end, trial_period_days: days } = params;
  if (end !== undefined && days !== undefined)
    throw invalidRequest('You may only specify one of these parameters: trial_end, trial_period_days.', {
      param: 'trial_end',
    });
  if (end === 'now') return null;
  if (end !== undefined) {
    if (end > ctx.now + LONGEST_TRIAL_SECONDS)
      throw invalidRequest('The maximum number of trial period days is 730 (2 years).', { param: 'trial_end' });
    if (end <= ctx.now)
      throw invalidRequest('The `trial_end` timestamp must be an integer Unix timestamp in the future.', {
        param: 'trial_end',
      });
    return end;
  }
  const ofPrice = params.trial_from_plan === true ? (items[0]?.price.recurring?.trial_period_days ?? 0) : 0;
  const whole = days ?? ofPrice;
  return whole > 0 ? ctx.now + whole * DAY : null;
}

function assertAnchor(
  anchor: number,
  { now, natural, trialEnd }: { readonly now: number; readonly natural: number; readonly trialEnd: number | null },
  items: readonly SubscriptionItem[],
): void {
  const param = 'billing_cycle_anchor';
  if (anchor < now) throw invalidRequest('You cannot set `billing_cycle_anchor` to a time in the past.', { param });
  if (trialEnd !== null && anchor < trialEnd)
    throw invalidRequest('You cannot set `billing_cycle_anchor` before the end of the trial.', { param });
  for (const { price } of items) {
    const latest = addIntervals(natural < now ? now : natural, price.recurring as Interval, 1);
    if (anchor > latest)
      throw invalidRequest(`billing_cycle_anchor cannot be later than next natural billing date (${latest}) for plan`, {
        param,
      });
  }
}

/** The period an item is in now. */
export function firstPeriod(timing: FirstTiming, interval: Interval, now: number): Period {
  if (timing.trial !== null) return timing.trial;
  if (timing.anchor > now) return { start: timing.start, end: timing.anchor };
  return periodAround(timing.anchor, interval, now);
}
