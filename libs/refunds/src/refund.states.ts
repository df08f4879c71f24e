import type { RefundState } from '@guildhall/database';

/** Which states may follow which. What is not listed is late or repeated news and changes nothing. */
const NEXT: Readonly<Record<RefundState, readonly RefundState[]>> = {
  requested: ['pending', 'requires_action', 'succeeded', 'failed', 'canceled', 'rejected'],
  pending: ['requires_action', 'succeeded', 'failed', 'canceled'],
  requires_action: ['pending', 'succeeded', 'failed', 'canceled'],
  succeeded: ['failed'], // a bank can return the money days later
  failed: [],
  canceled: [],
  rejected: [],
};

export function mayBecome(from: RefundState, to: RefundState): boolean {
  return NEXT[from].includes(to);
}

/** The money is (again) with the platform: the order can be refunded anew. */
export function isOver(state: RefundState): boolean {
  return state === 'failed' || state === 'canceled' || state === 'rejected';
}

/** @param status Stripe's `refund.status`; null means it is being made */
export function stateOf(status: string | null): RefundState {
  switch (status) {
    case 'succeeded':
    case 'failed':
    case 'canceled':
    case 'requires_action':
      return status;
    default:
      return 'pending';
  }
}
