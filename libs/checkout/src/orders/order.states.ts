import type { OrderState } from '@guildhall/database';

/**
 * Which state an order may move to. `refunding` is for the part refunds to come: a full refund is over, for the order,
 * as soon as Stripe has it.
 */
export const ORDER_TRANSITIONS: Readonly<Record<OrderState, readonly OrderState[]>> = {
  awaiting_payment: ['processing', 'paid', 'canceled', 'expired'],
  processing: ['awaiting_payment', 'paid', 'canceled', 'expired'], // a bank can refuse a debit days later
  paid: ['refunding', 'refunded'],
  refunding: ['refunded', 'paid', 'canceled', 'expired'], // back to where it was when the refund fails
  refunded: ['refunding', 'paid', 'expired'], // a refund can fail after it succeeded
  canceled: ['refunding', 'refunded'], // a payment that came too late goes back in full
  expired: ['refunding', 'refunded'],
};

/** Nothing is paid and nothing is given up yet: the stock is reserved and the buyer may pay. */
export function isOpen(state: OrderState): boolean {
  return state === 'awaiting_payment' || state === 'processing';
}

/** The buyer may still decide: once the bank is at work, only Stripe can tell how it ends. */
export function mayBeCanceledByBuyer(state: OrderState): boolean {
  return state === 'awaiting_payment';
}

export function canMove(from: OrderState, to: OrderState): boolean {
  return ORDER_TRANSITIONS[from].includes(to);
}
