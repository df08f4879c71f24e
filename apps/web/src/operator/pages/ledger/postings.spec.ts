import fc from 'fast-check';
import { byAccount, byCurrency, type Posting, totalsOf } from './postings.js';

const posting = (account: string, direction: Posting['direction'], amountMinor: number, currency = 'usd'): Posting => ({
  account,
  direction,
  currency,
  amountMinor,
  balanceTransactionId: null,
});

describe('postings of an entry', () => {
  const charge = [
    posting('stripe_balance:platform', 'debit', 9_680),
    posting('stripe_fees', 'debit', 320),
    posting('order_clearing', 'credit', 10_000),
    posting('stripe_balance:platform', 'debit', 5, 'jpy'),
    posting('order_clearing', 'credit', 5, 'jpy'),
  ];

  it('are summed by side and currency', () => {
    expect(totalsOf(charge).map(({ debit, credit }) => [debit.toString(), credit.toString()])).toEqual([
      ['5 JPY', '5 JPY'],
      ['100.00 USD', '100.00 USD'],
    ]);
    expect(byCurrency(charge).map((of) => of.map(({ amountMinor }) => amountMinor))).toEqual([
      [5, 5],
      [9_680, 320, 10_000],
    ]);
    expect(totalsOf([])).toEqual([]);
  });

  it('stand under their accounts, none lost and none twice', () => {
    expect(byAccount(charge).map(([account, { length }]) => [account, length])).toEqual([
      ['stripe_balance:platform', 2],
      ['stripe_fees', 1],
      ['order_clearing', 2],
    ]);
    const any = fc.record({ account: fc.constantFrom('a', 'b', 'c'), amountMinor: fc.nat() });
    fc.assert(
      fc.property(fc.array(any), (drawn) => {
        const all = drawn.map(({ account, amountMinor }) => posting(account, 'debit', amountMinor));
        const grouped = byAccount(all);
        expect(grouped.flatMap(([, of]) => of)).toHaveLength(all.length);
        expect(grouped.every(([account, of]) => of.every((each) => each.account === account))).toBe(true);
      }),
    );
  });
});
