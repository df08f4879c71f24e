import fc from 'fast-check';
import { Money } from '@guildhall/money';
import { chargeReceived } from './charge.posting.js';

const ORDER = '01960000-0000-7000-8000-0000000000aa';

function entryOf(amount: number, fee: number) {
  const balanceTransaction = { id: 'txn_1', amount, fee, net: amount - fee, currency: 'usd', created: 1_780_000_000 };
  return chargeReceived({ orderId: ORDER, chargeId: 'ch_1', balanceTransaction });
}

describe('the entry of a charge', () => {
  it('story 8: 100.00 with a fee of 3.20', () => {
    const { key, postings } = entryOf(100_00, 3_20);
    expect(key).toBe('txn_1');
    expect(postings.map((posting) => [posting.account, posting.direction, posting.amount.toString()])).toEqual([
      ['stripe_balance:platform', 'debit', '96.80 USD'],
      ['stripe_fees', 'debit', '3.20 USD'],
      [`order_clearing:${ORDER}`, 'credit', '100.00 USD'],
    ]);
    expect(postings[0]?.balanceTransactionId).toBe('txn_1');
  });

  it('has no empty posting when Stripe takes nothing', () => {
    expect(entryOf(100_00, 0).postings).toHaveLength(2);
  });

  it('balances, and mirrors the net of its balance transaction (I3, I4)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.integer({ min: 0, max: 5_000_000 }), (amount, fee) => {
        const { postings } = entryOf(amount, fee);
        const signed = postings.map((posting) =>
          posting.direction === 'debit' ? posting.amount : posting.amount.negated(),
        );
        expect(Money.sum(signed, 'usd').isZero()).toBe(true);
        const mirrored = postings.flatMap((posting, n) =>
          posting.balanceTransactionId === 'txn_1' ? [signed[n] ?? Money.zero('usd')] : [],
        );
        expect(Money.sum(mirrored, 'usd')).toEqual(Money.of(amount - fee, 'usd'));
      }),
    );
  });
});
