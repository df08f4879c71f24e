import fc from 'fast-check';
import { moneyPaths, type PathEntry } from './money-path.js';

type Line = readonly [account: string, direction: 'debit' | 'credit', amountMinor: number, currency?: string];

let made = 0;
function entry(sellerAccount: string | null, ...lines: Line[]): PathEntry {
  made += 1;
  const postings = lines.map(([account, direction, amountMinor, currency = 'usd']) => ({
    account,
    direction,
    currency,
    amountMinor: BigInt(amountMinor),
  }));
  const at = new Date('2026-03-01T12:00:00Z');
  return { id: `entry-${made}`, occurredAt: at, description: 'x', stripeObjectId: null, sellerAccount, postings };
}

const CHARGE = entry(
  null,
  ['stripe_balance:platform', 'debit', 96_80],
  ['stripe_fees', 'debit', 3_20],
  ['order_clearing:o', 'credit', 100_00],
);
const TRANSFER = entry(
  'acct_1',
  ['order_clearing:o', 'debit', 100_00],
  ['stripe_balance:platform', 'credit', 100_00],
  ['stripe_balance:acct_1', 'debit', 100_00],
  ['seller_payable:acct_1', 'credit', 100_00],
);
const FEE = entry(
  'acct_1',
  ['seller_payable:acct_1', 'debit', 10_00],
  ['stripe_balance:acct_1', 'credit', 10_00],
  ['stripe_balance:platform', 'debit', 10_00],
  ['commission_income', 'credit', 10_00],
);

const told = (entries: readonly PathEntry[]) =>
  moneyPaths(entries).map(({ currency, flows }) => [
    currency,
    ...flows.map(({ fromId, toId, amountMinor }) => `${fromId} > ${toId} ${amountMinor}`),
  ]);

describe('the path of an order’s money', () => {
  it('of a destination charge: buyer, order, seller, and the commission back to the platform, which pays Stripe', () => {
    expect(told([CHARGE, TRANSFER, FEE])).toEqual([
      [
        'usd',
        'platform > stripe_fees 320',
        'buyer > order 10000',
        'order > seller:acct_1 10000',
        'seller:acct_1 > platform 1000',
      ],
    ]);
    const rests = moneyPaths([CHARGE, TRANSFER, FEE])[0]?.nodes.map(({ id, restsMinor }) => [id, restsMinor]);
    expect(Object.fromEntries(rests ?? [])).toEqual({
      buyer: -100_00n,
      order: 0n,
      'seller:acct_1': 90_00n,
      platform: 6_80n,
      stripe_fees: 3_20n,
    });
  });

  it('of a separate charge with its refund: what was passed on comes back, and goes back to the buyer', () => {
    const share = entry(
      'acct_1',
      ['order_clearing:o', 'debit', 90_00],
      ['stripe_balance:platform', 'credit', 90_00],
      ['stripe_balance:acct_1', 'debit', 90_00],
      ['seller_payable:acct_1', 'credit', 90_00],
      ['order_clearing:o', 'debit', 10_00],
      ['commission_income', 'credit', 10_00],
    );
    const reversal = entry(
      'acct_1',
      ['stripe_balance:platform', 'debit', 90_00],
      ['order_clearing:o', 'credit', 90_00],
      ['seller_payable:acct_1', 'debit', 90_00],
      ['stripe_balance:acct_1', 'credit', 90_00],
      ['commission_income', 'debit', 10_00],
      ['order_clearing:o', 'credit', 10_00],
    );
    const refund = entry(null, ['stripe_balance:platform', 'credit', 100_00], ['order_clearing:o', 'debit', 100_00]);
    expect(told([share, reversal, refund])).toEqual([
      [
        'usd',
        'order > seller:acct_1 9000',
        'order > platform 1000',
        'seller:acct_1 > order 9000',
        'platform > order 1000',
        'order > buyer 10000',
      ],
    ]);
  });

  it('names an exchange, and a seller whose balance is not in the books', () => {
    const exchanged = entry(
      'acct_1',
      ['order_clearing:o', 'debit', 90_00],
      ['stripe_balance:platform', 'credit', 90_00],
      ['stripe_balance:acct_1', 'debit', 80_00, 'eur'],
      ['seller_payable:acct_1', 'credit', 80_00, 'eur'],
    );
    const unseen = entry('acct_2', ['order_clearing:o', 'debit', 10_00], ['stripe_balance:platform', 'credit', 10_00]);
    expect(told([exchanged, unseen])).toEqual([
      ['eur', 'exchange > seller:acct_1 8000'],
      ['usd', 'order > exchange 9000', 'order > seller:acct_2 1000'],
    ]);
  });

  it('adds up at every node to what the books say, whatever they say', () => {
    const account = fc.constantFrom(
      'stripe_balance:platform',
      'stripe_balance:acct_1',
      'stripe_fees',
      'order_clearing:o',
      'seller_payable:acct_1',
      'seller_payable:acct_2',
      'commission_income',
      'goodwill',
    );
    const direction = fc.constantFrom('debit' as const, 'credit' as const);
    const line = fc.tuple(account, direction, fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom('usd', 'eur'));
    const entries = fc.array(
      fc.tuple(fc.constantFrom(null, 'acct_1'), fc.array(line, { minLength: 1, maxLength: 8 })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(entries, (drawn) => {
        const books = drawn.map(([seller, lines]) => entry(seller, ...lines));
        const credited = (name: string, currency: string) =>
          books
            .flatMap(({ postings }) => postings)
            .filter((posting) => posting.account === name && posting.currency === currency)
            .reduce(
              (sum, { direction: side, amountMinor }) => sum + (side === 'credit' ? amountMinor : -amountMinor),
              0n,
            );
        for (const { currency, nodes, flows } of moneyPaths(books)) {
          const rests = (id: string) => nodes.find((node) => node.id === id)?.restsMinor ?? 0n;
          expect(flows.every(({ amountMinor }) => amountMinor > 0n)).toBe(true);
          expect(nodes.reduce((sum, { restsMinor }) => sum + restsMinor, 0n)).toBe(0n);
          expect(rests('order')).toBe(credited('order_clearing:o', currency));
          expect(rests('stripe_fees')).toBe(-credited('stripe_fees', currency));
          expect(rests('platform')).toBe(
            credited('commission_income', currency) +
              credited('goodwill', currency) +
              credited('stripe_fees', currency),
          );
        }
      }),
    );
  });
});
