import { Money } from '@guildhall/money';
import { PayoutPreviewResponse } from './payout-preview.response.js';
import { PayoutBelowMinimum, PayoutExceedsBalance } from './payout.errors.js';

describe('what a preview of a payout says', () => {
  const figures = { amountMinor: 20, payableMinor: 90_00n, waitingMinor: 0n };

  it.each([
    ['usd', 100n, 1n, 'The smallest payout is 1.00 USD.'],
    ['huf', 100n, 100n, 'The smallest payout is 1.00 HUF.'],
    ['jpy', 1n, 1n, 'The smallest payout is 1 JPY.'],
  ])('names the bounds of %s, and amounts as people write them', (currency, smallestMinor, stepMinor, words) => {
    const refusal = new PayoutBelowMinimum(Money.of(smallestMinor, currency));
    expect(PayoutPreviewResponse.of({ ...figures, currency, refusal })).toMatchObject({
      smallestMinor,
      stepMinor,
      refusalCode: 'payout_below_minimum',
      refusal: words,
    });
  });

  it('names the most that would work', () => {
    const refusal = new PayoutExceedsBalance(Money.of(90_00n, 'usd'));
    expect(PayoutPreviewResponse.of({ ...figures, currency: 'usd', refusal }).refusal).toBe(
      'At most 90.00 USD can be paid out now.',
    );
  });
});
