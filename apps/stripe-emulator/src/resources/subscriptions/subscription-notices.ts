import type { Context } from '../../core/context.js';
import { emitUpcoming } from '../invoices/upcoming.js';
import { upcomingRenewal } from './subscription-renew.js';
import { billingSettings } from './billing-settings.js';
import { currentPeriod } from './subscription-state.js';
import { subscriptions, type Subscription } from './subscription.resource.js';

/** How long before a renewal it is announced. */
export function noticeSeconds(ctx: Context): number {
  return billingSettings(ctx).upcomingDays * 86_400;
}

/** Three days before a trial ends, or at once when it is shorter. */
export function announceTrialEnd(ctx: Context, subscription: Subscription): void {
  const hidden = ctx.hidden(subscriptions, subscription.id);
  ctx.update(subscriptions, subscription.id, {}, { ...hidden, trialNoticeFor: subscription.trial_end });
  ctx.emit('customer.subscription.trial_will_end', subscription);
}

/** Some days before a renewal; one that will not be is not announced. */
export function announceUpcoming(ctx: Context, subscription: Subscription): void {
  const { end } = currentPeriod(subscription);
  const hidden = ctx.hidden(subscriptions, subscription.id);
  ctx.update(subscriptions, subscription.id, {}, { ...hidden, upcomingFor: end });
  if (subscription.cancel_at !== null && subscription.cancel_at <= end) return;
  const at = ctx.at(end, ctx.timeline);
  const upcoming = ctx.speculate(() => upcomingRenewal(at, subscription));
  if (upcoming !== null) emitUpcoming(ctx, upcoming);
}
