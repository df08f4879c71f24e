import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { cancelMoment } from './cancel-at.js';
import type { UpdateSubscriptionParams } from './subscription.params.js';
import { ENDED, type Subscription, type SubscriptionItem } from './subscription.resource.js';

/** The fields that say whether, when and why a subscription will end. */
export function cancellation(
  ctx: Context,
  before: Subscription,
  items: readonly SubscriptionItem[],
  params: UpdateSubscriptionParams,
): Partial<Subscription> {
  const given = params.cancellation_details;
  const old = before.cancellation_details ?? { comment: null, feedback: null, feedback_option: null, reason: null };
  const details = given === undefined ? old : { ...old, ...given };
  const { cancel_at: at, cancel_at_period_end: atPeriodEnd } = params;
  if (at == null && atPeriodEnd !== true) {
    if (at === undefined && atPeriodEnd === undefined)
      return given === undefined ? {} : { cancellation_details: details };
    const isOver = ENDED.includes(before.status);
    return {
      cancel_at: null,
      cancel_at_period_end: false,
      ...(isOver ? {} : { canceled_at: null }),
      cancellation_details: { ...details, reason: null },
    };
  }
  const moment = cancelMoment(
    { ...(at == null ? {} : { cancel_at: at }), cancel_at_period_end: atPeriodEnd ?? false },
    items,
  );
  if (moment !== null && moment <= ctx.now)
    throw invalidRequest('The `cancel_at` timestamp must be in the future.', { param: 'cancel_at' });
  return {
    cancel_at: moment,
    cancel_at_period_end: atPeriodEnd ?? false,
    canceled_at: ctx.now,
    cancellation_details: { ...details, reason: 'cancellation_requested' },
  };
}
