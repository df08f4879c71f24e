import type { Context } from '../../core/context.js';
import { action, type Action } from '../../core/resource.js';
import { expirePendingUpdate } from './pending-update.js';
import { cancelAsPlanned, expireIncomplete } from './subscription-cancel.js';
import { announceTrialEnd, announceUpcoming, noticeSeconds } from './subscription-notices.js';
import { billPendingItems, renew } from './subscription-renew.js';
import { changeSubscription, currentPeriod } from './subscription-state.js';
import { LIVING, subscriptions, type Subscription, type SubscriptionHidden } from './subscription.resource.js';

const HOUR = 3600;
/** How long a first payment may take. */
export const INCOMPLETE_SECONDS = 23 * HOUR;
export const TRIAL_NOTICE_SECONDS = 3 * 24 * HOUR;

type Happening = (ctx: Context, subscription: Subscription) => void;

interface Moment {
  readonly at: number;
  readonly happens: Happening;
}

/** What a subscription does next by itself. Of what happens at the same time, the first comes first. */
function momentsOf(ctx: Context, subscription: Subscription, hidden: SubscriptionHidden): Moment[] {
  const { status, created, pause_collection: pause, pending_update: update } = subscription;
  const moments: Moment[] = [];
  const add = (at: number | null | undefined, happens: Happening): void => {
    if (at != null) moments.push({ at, happens });
  };
  if (status === 'incomplete') add(created + INCOMPLETE_SECONDS, expireIncomplete);
  if (update !== null) add(update.expires_at, expirePendingUpdate);
  if (pause !== null) add(pause.resumes_at, resumeCollection);
  if (!LIVING.includes(status)) return moments;
  const { end } = currentPeriod(subscription);
  if (status === 'trialing' && hidden.trialNoticeFor !== subscription.trial_end)
    add((subscription.trial_end ?? end) - TRIAL_NOTICE_SECONDS, announceTrialEnd);
  const upcomingAt = end - noticeSeconds(ctx);
  if (hidden.upcomingFor !== end && upcomingAt > currentPeriod(subscription).start) add(upcomingAt, announceUpcoming);
  add(subscription.cancel_at, cancelAsPlanned);
  add(end, renew);
  add(subscription.next_pending_invoice_item_invoice, billPendingItems);
  return moments;
}

const resumeCollection: Happening = (ctx, subscription) => {
  changeSubscription(ctx, subscription, { pause_collection: null });
};

const beforeWakes: Happening[] = [];

/** Registers what comes before everything else a subscription does by itself: the phases of schedules. */
export function beforeWake(happening: Happening): void {
  beforeWakes.push(happening);
}

/** Plans what a subscription does next; call it after each change. */
export function planWake(ctx: Context, id: string): void {
  const subscription = ctx.require(subscriptions, id);
  const hidden = ctx.hidden(subscriptions, id);
  if (hidden.wake !== null) ctx.cancel(hidden.wake);
  const next = Math.min(...momentsOf(ctx, subscription, hidden).map(({ at }) => at));
  const planned = next === Infinity ? null : ctx.schedule(wake, Math.max(next, ctx.now), { subscription: id });
  ctx.update(subscriptions, id, {}, { ...hidden, wake: planned });
}

/** A subscription that never comes to rest would keep the clock from moving. */
const MOST_HAPPENINGS = 100;

export const wake: Action<{ subscription: string }> = action('subscription.wake', (ctx, { subscription: id }) => {
  if (ctx.find(subscriptions, id) === undefined) return;
  for (let count = 0; count < MOST_HAPPENINGS; count += 1) {
    for (const before of beforeWakes) before(ctx, ctx.require(subscriptions, id));
    const subscription = ctx.require(subscriptions, id);
    const due = momentsOf(ctx, subscription, ctx.hidden(subscriptions, id)).find(({ at }) => at <= ctx.now);
    if (due === undefined) break;
    due.happens(ctx, subscription);
  }
  planWake(ctx, id);
});
