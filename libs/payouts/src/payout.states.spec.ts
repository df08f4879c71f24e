import type { PayoutState } from '@guildhall/database';
import { isOver, mayBecome, stateOf } from './payout.states.js';

const STATES: readonly PayoutState[] = ['requested', 'pending', 'in_transit', 'paid', 'failed', 'canceled', 'rejected'];

describe('the states of a payout', () => {
  it('leave paid only when the bank returns the money', () => {
    expect(STATES.filter((next) => mayBecome('paid', next))).toEqual(['failed']);
  });

  it('never leave a final one, never repeat and never go back', () => {
    for (const state of STATES.filter(isOver)) expect(STATES.filter((next) => mayBecome(state, next))).toEqual([]);
    for (const state of STATES) expect(mayBecome(state, state)).toBe(false);
    expect(mayBecome('in_transit', 'pending') || mayBecome('paid', 'in_transit')).toBe(false);
    expect(STATES.filter((state) => mayBecome(state, 'requested'))).toEqual([]);
  });

  it('are Stripe’s own', () => {
    expect(['pending', 'in_transit', 'paid', 'failed', 'canceled'].map(stateOf)).toEqual([
      'pending',
      'in_transit',
      'paid',
      'failed',
      'canceled',
    ]);
  });
});
