import { account, type JournalEntry } from '@guildhall/ledger';
import { Money } from '@guildhall/money';
import fc from 'fast-check';
import { payoutArrived, payoutMoved, payoutReturned, type PayoutTransaction } from './payout.posting.js';

const FACTS = { sellerId: 'seller', stripeAccountId: 'acct_a', stripePayoutId: 'po_1' };
const AT = new Date('2026-11-22T12:00:00.000Z');
const transaction = (id: string, amountMinor: bigint, feeMinor: bigint): PayoutTransaction => ({
  id,
  amountMinor,
  feeMinor,
  currency: 'usd',
  createdAt: AT,
});

function balancesOf(entries: readonly JournalEntry[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const { account: name, direction, amount } of entries.flatMap(({ postings }) => [...postings])) {
    sums[name] = (sums[name] ?? 0n) + (direction === 'debit' ? amount.amountMinor : -amount.amountMinor);
  }
  return sums;
}
const total = (entries: readonly JournalEntry[]) =>
  Object.values(balancesOf(entries)).reduce((sum, each) => sum + each, 0n);
const minor = fc.bigInt({ min: 1n, max: 10_000_000n });

describe('what a payout books', () => {
  it('leaves the balance at once and the debt to the seller when it has arrived', () => {
    fc.assert(
      fc.property(minor, fc.bigInt({ min: 0n, max: 1_000n }), (amount, fee) => {
        const left = payoutMoved(FACTS, transaction('txn_1', -amount, fee), 'payout');
        expect(balancesOf([left])[account.payoutInTransit('acct_a')]).toBe(amount);
        const all = [left, payoutArrived(FACTS, Money.of(amount, 'usd'), AT)];
        for (const entry of all) expect(total([entry])).toBe(0n);
        // The seller bears the fee of an instant payout.
        expect(balancesOf(all)).toMatchObject({
          [account.stripeBalance('acct_a')]: -amount - fee,
          [account.payoutInTransit('acct_a')]: 0n,
          [account.sellerPayable('acct_a')]: amount + fee,
        });
      }),
    );
  });

  it('paid and then failed: as if it had never been, in either order of the news', () => {
    fc.assert(
      fc.property(minor, fc.bigInt({ min: 0n, max: 1_000n }), (amount, fee) => {
        const moved = [
          payoutMoved(FACTS, transaction('txn_1', -amount, fee), 'payout'),
          payoutMoved(FACTS, transaction('txn_2', amount, -fee), 'payout came back'),
        ];
        const money = Money.of(amount, 'usd');
        const words = [payoutArrived(FACTS, money, AT), payoutReturned(FACTS, money, AT)];
        for (const balance of Object.values(balancesOf([...moved, ...words]))) expect(balance).toBe(0n);
        // Whoever hears of the failure first never hears of "paid", and has booked neither.
        for (const balance of Object.values(balancesOf(moved))) expect(balance).toBe(0n);
        expect(new Set([...moved, ...words].map(({ key }) => key)).size).toBe(4);
      }),
    );
  });
});
