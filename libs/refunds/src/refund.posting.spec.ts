import { account, credit, debit, type JournalEntry, type Posting } from '@guildhall/ledger';
import { Money } from '@guildhall/money';
import fc from 'fast-check';
import { planFullRefund, type PlannedLeg, type ShareToRefund } from './refund.plan.js';
import {
  applicationFeeRefunded,
  type BookedTransaction,
  refundMoved,
  takeBackOwed,
  transferReversed,
} from './refund.posting.js';

const ORDER = 'order';
const AT = new Date('2026-11-22T12:00:00.000Z');
const usd = (minor: bigint) => Money.of(minor, 'usd');
let made = 0;
const transaction = (amountMinor: bigint, feeMinor = 0n): BookedTransaction => {
  made += 1;
  return { id: `txn_${String(made)}`, amountMinor, feeMinor, currency: 'usd', createdAt: AT };
};

/** Debits less credits, by account. */
function balances(postings: readonly Posting[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { account: name, direction, amount } of postings) {
    const signed = direction === 'debit' ? amount.amountMinor : -amount.amountMinor;
    sums.set(name, (sums.get(name) ?? 0n) + signed);
  }
  return sums;
}
const sum = (postings: readonly Posting[]) =>
  [...balances(postings).values()].reduce((total, each) => total + each, 0n);

interface Sale {
  readonly mode: 'destination' | 'separate';
  readonly shares: readonly ShareToRefund[];
}

/** What charge, transfers and application fee have booked before, as 02-money has it; fees of Stripe apart. */
function booked({ mode, shares }: Sale): Posting[] {
  const total = usd(shares.reduce((minor, { amountMinor }) => minor + amountMinor, 0n));
  const charge = [debit(account.stripeBalance('platform'), total), credit(account.orderClearing(ORDER), total)];
  const rest = shares.flatMap(({ sellerId, amountMinor, commissionMinor }) => {
    const moved = usd(mode === 'destination' ? amountMinor : amountMinor - commissionMinor);
    const commission = usd(commissionMinor);
    return [
      debit(account.orderClearing(ORDER), moved),
      credit(account.stripeBalance('platform'), moved),
      debit(account.stripeBalance(sellerId), moved),
      credit(account.sellerPayable(sellerId), moved),
      ...(mode === 'separate'
        ? [debit(account.orderClearing(ORDER), commission), credit(account.commissionIncome, commission)]
        : [
            debit(account.sellerPayable(sellerId), commission),
            credit(account.stripeBalance(sellerId), commission),
            debit(account.stripeBalance('platform'), commission),
            credit(account.commissionIncome, commission),
          ]),
    ];
  });
  return [...charge, ...rest];
}

/** What one leg books. @param isRefused Stripe would not reverse the transfer */
function entriesOf(mode: Sale['mode'], leg: PlannedLeg, share: ShareToRefund, isRefused: boolean): JournalEntry[] {
  const { sellerId, takeBackMinor, commissionBackMinor } = leg;
  const side = { orderId: ORDER, sellerId, stripeAccountId: sellerId };
  const [id, currency] = [`leg-${sellerId}`, 'usd'];
  const reversal = (minor: bigint, commissionMinor: bigint) =>
    transferReversed({
      ...side,
      reversalId: 'trr_1',
      platform: transaction(minor),
      connected: transaction(-minor),
      commissionBackMinor: commissionMinor,
    });
  if (mode === 'destination') {
    const feeRefund = applicationFeeRefunded({
      ...side,
      feeRefundId: 'fr_1',
      platform: transaction(-commissionBackMinor),
      connected: transaction(commissionBackMinor),
    });
    return [reversal(takeBackMinor, 0n), ...(commissionBackMinor > 0n ? [feeRefund] : [])];
  }
  const heldMinor = share.amountMinor - share.commissionMinor;
  const reversedMinor = takeBackMinor < heldMinor ? takeBackMinor : heldMinor;
  const beyond = {
    cause: 'beyond_transfer',
    owedMinor: takeBackMinor - reversedMinor,
    commissionBackMinor: 0n,
  } as const;
  const refused = { cause: 'refused', owedMinor: reversedMinor, commissionBackMinor } as const;
  return [
    takeBackOwed({ id, sellerId, currency }, side, beyond, AT),
    isRefused
      ? takeBackOwed({ id, sellerId, currency }, side, refused, AT)
      : reversal(reversedMinor, commissionBackMinor),
  ];
}

const anyShares = (maxLength: number) =>
  fc
    .array(
      fc.record({ amountMinor: fc.bigInt({ min: 1n, max: 10_000_000n }), bps: fc.bigInt({ min: 0n, max: 10_000n }) }),
      { minLength: 1, maxLength },
    )
    .map((parts) =>
      parts.map(({ amountMinor, bps }, place) => ({
        sellerId: `acct_${String(place)}`,
        amountMinor,
        commissionMinor: (amountMinor * bps) / 10_000n,
        transfer: { id: String(place), reversedMinor: 0n },
        earlier: { takenBackMinor: 0n, commissionBackMinor: 0n },
      })),
    );
const anySale: fc.Arbitrary<Sale> = fc.oneof(
  anyShares(1).map((shares) => ({ mode: 'destination' as const, shares })),
  anyShares(20).map((shares) => ({ mode: 'separate' as const, shares })),
);

describe('what a full refund books', () => {
  it('balances entry by entry, and clears the order in both modes, under both policies, whatever Stripe refuses', () => {
    fc.assert(
      fc.property(
        anySale,
        fc.constantFrom('return' as const, 'keep' as const),
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        ({ mode, shares }, policy, coins) => {
          const total = shares.reduce((minor, { amountMinor }) => minor + amountMinor, 0n);
          const legs = planFullRefund(mode, policy, shares).flatMap((leg, place) => {
            const share = shares[place];
            if (share === undefined) throw new Error('a leg without share');
            return entriesOf(mode, leg, share, coins[place] === true);
          });
          const entries = [refundMoved(ORDER, 're_1', transaction(-total), 'refund'), ...legs];
          for (const { postings } of entries) expect(sum(postings)).toBe(0n);
          const after = balances([...booked({ mode, shares }), ...entries.flatMap(({ postings }) => [...postings])]);
          expect(after.get(account.orderClearing(ORDER))).toBe(0n);
          const commission = shares.reduce((minor, { commissionMinor }) => minor + commissionMinor, 0n);
          // Income is a credit. What the platform keeps, sellers bear: by a negative balance or by a debt.
          const kept = policy === 'return' ? 0n : commission;
          expect(after.get(account.commissionIncome) ?? 0n).toBe(-kept);
          const payable = shares.reduce(
            (minor, { sellerId }) => minor - (after.get(account.sellerPayable(sellerId)) ?? 0n),
            0n,
          );
          const held = shares.reduce(
            (minor, { sellerId }) => minor + (after.get(account.stripeBalance(sellerId)) ?? 0n),
            0n,
          );
          const atPlatform = after.get(account.stripeBalance('platform')) ?? 0n;
          expect(payable - held - atPlatform).toBe(-kept);
        },
      ),
    );
  });

  it('books each cause of a debt once, and both of them', () => {
    const leg = { id: 'leg', sellerId: 'acct_a', currency: 'usd' };
    const side = { orderId: ORDER, stripeAccountId: 'acct_a' };
    const keys = (['beyond_transfer', 'refused'] as const).map(
      (cause) => takeBackOwed(leg, side, { cause, owedMinor: 1n, commissionBackMinor: 0n }, AT).key,
    );
    expect(new Set(keys).size).toBe(2);
  });

  it('mirrors Stripe’s balance to the cent, fee included, and turns around for a refund that failed', () => {
    const out = balances(refundMoved(ORDER, 're_1', transaction(-100_00n, 25n), 'refund').postings);
    expect(out.get(account.stripeBalance('platform'))).toBe(-100_25n);
    expect(out.get(account.stripeFees)).toBe(25n);
    const back = balances(refundMoved(ORDER, 're_1', transaction(100_00n), 'refund failed').postings);
    expect([back.get(account.stripeBalance('platform')), back.get(account.orderClearing(ORDER))]).toEqual([
      100_00n,
      -100_00n,
    ]);
  });
});
