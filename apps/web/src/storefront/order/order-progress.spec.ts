import { canPay, progressOf } from './order-progress.js';

const decline = { code: 'card_declined', message: 'Your card was declined.' };

describe("An order's progress", () => {
  it.each([
    ['awaiting_payment', undefined, null, 'awaiting_payment', true],
    ['awaiting_payment', 'requires_payment_method', null, 'awaiting_payment', true],
    ['awaiting_payment', 'requires_payment_method', decline, 'declined', true],
    ['awaiting_payment', 'requires_action', null, 'at_bank', true],
    ['awaiting_payment', 'succeeded', null, 'arriving', false],
    ['awaiting_payment', 'processing', null, 'processing', false],
    ['paid', 'succeeded', null, 'paid', false],
    ['expired', 'canceled', null, 'expired', false],
  ] as const)('%s with a payment that is %s is %s', (state, status, lastError, progress, isPayable) => {
    expect(progressOf({ state }, status === undefined ? undefined : { status, lastError })).toBe(progress);
    expect(canPay(progress)).toBe(isPayable);
  });
});
