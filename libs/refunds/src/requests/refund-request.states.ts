import type { RefundRequestEntity } from '@guildhall/database';

export type RefundRequestState = RefundRequestEntity['state'];

/** A decision is final: a buyer who has been declined asks again, with a request of its own. */
export const REFUND_REQUEST_TRANSITIONS: Readonly<Record<RefundRequestState, readonly RefundRequestState[]>> = {
  open: ['approved', 'declined'],
  approved: [], // its refund has states of its own, and may still fail
  declined: [],
};

export const REFUND_REQUEST_STATES = Object.keys(REFUND_REQUEST_TRANSITIONS) as RefundRequestState[];

export function canDecide(from: RefundRequestState, to: RefundRequestState): boolean {
  return REFUND_REQUEST_TRANSITIONS[from].includes(to);
}
