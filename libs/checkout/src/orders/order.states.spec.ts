import type { OrderState } from '@guildhall/database';
import { canMove, isOpen, mayBeCanceledByBuyer, ORDER_TRANSITIONS } from './order.states.js';

const STATES = Object.keys(ORDER_TRANSITIONS) as OrderState[];

describe('the states of an order', () => {
  it('lead to paid only from open ones, or back from a refund that failed', () => {
    expect(STATES.filter((state) => canMove(state, 'paid'))).toEqual([
      'awaiting_payment',
      'processing',
      'refunding',
      'refunded',
    ]);
  });

  it('never reopen: stock that was given back is not reserved again', () => {
    const closed = STATES.filter((state) => !isOpen(state));
    expect(closed.filter((state) => canMove(state, 'awaiting_payment') || canMove(state, 'processing'))).toEqual([]);
  });

  it('never go from paid to canceled or expired without a refund', () => {
    expect(canMove('paid', 'canceled') || canMove('paid', 'expired')).toBe(false);
  });

  it('let the buyer cancel until the bank is at work', () => {
    expect(STATES.filter(mayBeCanceledByBuyer)).toEqual(['awaiting_payment']);
  });
});
