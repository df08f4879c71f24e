import type { AdminSchemas } from '@guildhall/api-client';
import type { Mood } from '../../../ui/state-badge.js';

export type RefundState = AdminSchemas['RefundResponse']['state'];
export type RefundLegState = AdminSchemas['RefundLegResponse']['state'];

/** Complete by type; words are `refund.state.*`. */
export const REFUND_MOODS: Readonly<Record<RefundState, Mood>> = {
  requested: 'waiting',
  pending: 'waiting',
  requires_action: 'attention',
  succeeded: 'good',
  failed: 'bad',
  canceled: 'over',
  rejected: 'bad',
};

/** Words are `refundLeg.state.*`. */
export const REFUND_LEG_MOODS: Readonly<Record<RefundLegState, Mood>> = {
  planned: 'waiting',
  requested: 'waiting',
  done: 'good',
  owed: 'attention',
  canceled: 'over',
};

export const REFUND_STATES = Object.keys(REFUND_MOODS) as readonly RefundState[];

type RefundReason = AdminSchemas['RefundResponse']['reason'];

/** Words are `refund.reason.*`. */
export const REFUND_REASONS: readonly RefundReason[] = ['requested_by_customer', 'duplicate', 'fraudulent'];

export function isRefundReason(text: string): text is RefundReason {
  return REFUND_REASONS.some((reason) => reason === text);
}
