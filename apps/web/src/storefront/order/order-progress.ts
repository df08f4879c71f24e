import type { Mood } from '../../ui/state-badge.js';
import type { Payment } from '../payment/use-payment.js';
import type { Order } from './use-order.js';

export const ORDER_MOODS: Readonly<Record<Order['state'], Mood>> = {
  awaiting_payment: 'attention',
  processing: 'waiting',
  paid: 'good',
  refunding: 'waiting',
  refunded: 'over',
  canceled: 'over',
  expired: 'over',
};

/** What an order's page says: its state, finer where the state alone would not be the whole truth. */
export type Progress = Order['state'] | 'arriving' | 'declined' | 'at_bank';

/**
 * @param payment as Stripe tells it now; undefined while it is not known. The order itself follows a moment later, by webhook.
 */
export function progressOf(
  { state }: Pick<Order, 'state'>,
  payment: Pick<Payment, 'status' | 'lastError'> | undefined,
): Progress {
  // prettier-ignore
  if (state !== 'awaiting_payment' || payment === undefined) return state;
  switch (payment.status) {
    case 'succeeded':
    case 'requires_capture':
      return 'arriving';
    case 'processing':
      return 'processing';
    case 'requires_action':
      return 'at_bank';
    case 'requires_payment_method':
      return payment.lastError === null ? state : 'declined';
    default:
      return state;
  }
}

/** The buyer can do something about it. */
export function canPay(progress: Progress): boolean {
  return ['awaiting_payment', 'declined', 'at_bank'].includes(progress);
}
