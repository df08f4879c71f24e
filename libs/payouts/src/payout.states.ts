import type { PayoutState } from '@guildhall/database';

/** Which states may follow which. What is not listed is late or repeated news and changes nothing. */
const NEXT: Readonly<Record<PayoutState, readonly PayoutState[]>> = {
  requested: ['pending', 'in_transit', 'paid', 'failed', 'canceled', 'rejected'],
  pending: ['in_transit', 'paid', 'failed', 'canceled'],
  in_transit: ['paid', 'failed', 'canceled'],
  paid: ['failed'], // a bank can return the money for some days
  failed: [],
  canceled: [],
  rejected: [],
};

export function mayBecome(from: PayoutState, to: PayoutState): boolean {
  return NEXT[from].includes(to);
}

/** It did not, or will not, leave the balance for good. */
export function isOver(state: PayoutState): boolean {
  return state === 'failed' || state === 'canceled' || state === 'rejected';
}

/** @param status Stripe's `payout.status` */
export function stateOf(status: string): PayoutState {
  switch (status) {
    case 'in_transit':
    case 'paid':
    case 'failed':
    case 'canceled':
      return status;
    default:
      return 'pending';
  }
}
