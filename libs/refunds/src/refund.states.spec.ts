import type { RefundState } from '@guildhall/database';
import { isOver, mayBecome, stateOf } from './refund.states.js';

const STATES: readonly RefundState[] = [
  'requested',
  'pending',
  'requires_action',
  'succeeded',
  'failed',
  'canceled',
  'rejected',
];

describe('the states of a refund', () => {
  it('leave success only when the bank returns the money', () => {
    expect(STATES.filter((next) => mayBecome('succeeded', next))).toEqual(['failed']);
  });

  it('never leave a final one, and never repeat', () => {
    for (const state of STATES.filter(isOver)) expect(STATES.filter((next) => mayBecome(state, next))).toEqual([]);
    for (const state of STATES) expect(mayBecome(state, state)).toBe(false);
  });

  it('are refused by Stripe only before it has one', () => {
    expect(STATES.filter((state) => mayBecome(state, 'rejected'))).toEqual(['requested']);
    expect(STATES.filter((state) => mayBecome(state, 'requested'))).toEqual([]);
  });

  it('are Stripe’s own; what it has not decided is pending', () => {
    expect(['succeeded', 'failed', 'canceled', 'requires_action', 'pending', null].map(stateOf)).toEqual([
      'succeeded',
      'failed',
      'canceled',
      'requires_action',
      'pending',
      'pending',
    ]);
  });
});
