import type { AdminSchemas } from '@guildhall/api-client';
import type { Mood } from '../../../ui/state-badge.js';

export type RefundRequest = AdminSchemas['RefundRequestFileResponse'];
export type RefundRequestState = RefundRequest['state'];

/** Complete by type; words are `refundRequest.state.*`. */
export const REFUND_REQUEST_MOODS: Readonly<Record<RefundRequestState, Mood>> = {
  open: 'attention',
  approved: 'good',
  declined: 'over',
};

export const REFUND_REQUEST_STATES = Object.keys(REFUND_REQUEST_MOODS) as readonly RefundRequestState[];
