import fc from 'fast-check';
import {
  canAdvance,
  isCancelable,
  isUndecided,
  PAYMENT_TRANSITIONS,
  type PaymentStatus,
  waitsFor,
} from './payment.states.js';

const STATUSES = Object.keys(PAYMENT_TRANSITIONS) as PaymentStatus[];
const FINAL: PaymentStatus[] = ['rejected', 'succeeded', 'canceled'];

describe('the statuses of a payment', () => {
  it('stay decided once decided, whatever arrives later', () => {
    for (const status of FINAL) expect(PAYMENT_TRANSITIONS[status]).toEqual([]);
    expect(STATUSES.filter((status) => canAdvance('requires_capture', status))).toEqual(['succeeded', 'canceled']);
  });

  it('end the same whatever the order of repeated and late events (I1)', () => {
    const anyStatus = fc.constantFrom(...STATUSES.filter((status) => status !== 'rejected'));
    fc.assert(
      fc.property(fc.array(anyStatus, { maxLength: 30 }), fc.constantFrom(...FINAL.slice(1)), (noise, final) => {
        const late = noise.filter((status) => !FINAL.includes(status));
        const seen = [...late, final, ...late, final];
        const end = seen.reduce<PaymentStatus>((now, next) => (canAdvance(now, next) ? next : now), 'creating');
        expect(end === final || end === 'requires_capture').toBe(true);
        expect(end).toBe(final);
      }),
    );
  });

  it('can be canceled while they wait for the buyer, not while a bank is at work', () => {
    expect(STATUSES.filter(isCancelable)).toEqual([
      'requires_payment_method',
      'requires_confirmation',
      'requires_action',
    ]);
  });

  it('say in words what they wait for, until they are decided', () => {
    for (const status of STATUSES)
      expect(waitsFor(status) === null).toBe(!isUndecided(status) && status !== 'requires_capture');
  });
});
