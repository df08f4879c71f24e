import type { TransferState } from '@guildhall/database';

/** Which state a transfer may move to. */
export const TRANSFER_TRANSITIONS: Readonly<Record<TransferState, readonly TransferState[]>> = {
  waiting: ['requested', 'canceled'], // the seller cannot receive money yet
  requested: ['created', 'waiting', 'rejected'], // back to waiting when Stripe knows of a lost capability before we do
  created: ['reversed'],
  rejected: [],
  canceled: [],
  reversed: [],
};

export function canMove(from: TransferState, to: TransferState): boolean {
  return TRANSFER_TRANSITIONS[from].includes(to);
}

/** Whether money is moving, has moved, or will move for it: it counts against what was captured. */
export function isCommitted(state: TransferState): boolean {
  return state !== 'rejected' && state !== 'canceled';
}
