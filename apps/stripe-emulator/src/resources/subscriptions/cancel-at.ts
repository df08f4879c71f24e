import { invalidRequest } from '../../core/errors.js';
import type { CreateSubscriptionParams } from './subscription.params.js';
import type { SubscriptionItem } from './subscription.resource.js';

/** When a subscription is to be canceled, by any of the ways to say so; null when it is not. */
export function cancelMoment(
  params: Pick<CreateSubscriptionParams, 'cancel_at' | 'cancel_at_period_end'>,
  items: readonly SubscriptionItem[],
): number | null {
  const { cancel_at: at, cancel_at_period_end: atPeriodEnd } = params;
  if (at !== undefined && atPeriodEnd === true)
    throw invalidRequest('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', {
      param: 'cancel_at',
    });
  const ends = items.map(({ current_period_end: end }) => end);
  if (atPeriodEnd === true || at === 'max_period_end' || at === 'max_billed_until') return Math.max(...ends);
  if (at === 'min_period_end') return Math.min(...ends);
  return at ?? null;
}
