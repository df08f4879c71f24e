import type Stripe from 'stripe';
import { availableFunds, minimumPayoutMinor } from './payable.js';

describe('what can be paid out', () => {
  it('is at least one major unit, or the currency’s payout step where that is more', () => {
    expect(['usd', 'jpy', 'kwd', 'huf', 'isk'].map((currency) => [currency, minimumPayoutMinor(currency)])).toEqual([
      ['usd', 100n],
      ['jpy', 1n],
      ['kwd', 1_000n],
      ['huf', 100n],
      ['isk', 100n],
    ]);
  });

  it('is told per currency, apart from what is still settling', () => {
    const balance = {
      available: [
        { currency: 'usd', amount: 90_00 },
        { currency: 'eur', amount: -5_00 },
      ],
      pending: [{ currency: 'usd', amount: 10_00 }],
    } as unknown as Stripe.Balance;
    expect(availableFunds(balance)).toEqual([
      { currency: 'usd', availableMinor: 90_00n, pendingMinor: 10_00n },
      { currency: 'eur', availableMinor: -5_00n, pendingMinor: 0n },
    ]);
  });
});
