import { Money } from '@guildhall/money';
import fc from 'fast-check';
import { accountKind, naturalBalance, UnknownAccount } from './account-kind.js';
import { checkEntry, InvalidJournalEntry, totalsByCurrency } from './check-entry.js';
import { account, credit, debit, type JournalEntry, type Posting } from './journal.js';

const usd = (amountMinor: bigint | number) => Money.of(amountMinor, 'usd');
const entryOf = (...postings: Posting[]): JournalEntry => ({
  key: 'txn_1',
  occurredAt: new Date('2026-11-22T12:00:00Z'),
  description: 'charge',
  postings,
});

const anyAmount = fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n });
const anyCurrency = fc.constantFrom('usd', 'eur', 'jpy', 'kwd');
const anyAccount = fc.constantFrom(account.commissionIncome, account.stripeFees, account.orderClearing('o1'));

describe('postings', () => {
  it('turn a negative debit into a credit of the same size, and the other way round', () => {
    fc.assert(
      fc.property(anyAmount, anyAccount, (amountMinor, name) => {
        expect(debit(name, usd(amountMinor))).toEqual(credit(name, usd(-amountMinor)));
        expect(debit(name, usd(amountMinor)).amount.isNegative()).toBe(false);
        expect(totalsByCurrency([debit(name, usd(amountMinor))]).get('usd')).toBe(amountMinor);
        expect(totalsByCurrency([credit(name, usd(amountMinor))]).get('usd')).toBe(-amountMinor);
      }),
    );
  });

  it('grow assets and expenses on the debit side, everything else on the credit side', () => {
    expect(naturalBalance(account.stripeBalance('platform'), 5n)).toBe(5n);
    expect(naturalBalance(account.goodwill, 5n)).toBe(5n);
    expect(naturalBalance(account.sellerPayable('acct_1'), 5n)).toBe(-5n);
    expect(naturalBalance(account.commissionIncome, -5n)).toBe(5n);
    expect(accountKind(account.platformEquity)).toBe('equity');
    expect(() => accountKind('pocket_money')).toThrow(UnknownAccount);
  });
});

describe('an entry', () => {
  const legs = fc.array(fc.record({ name: anyAccount, currency: anyCurrency, amountMinor: anyAmount }), {
    minLength: 1,
    maxLength: 12,
  });

  it('is taken when each leg has its opposite, per currency, whatever the amounts (I3)', () => {
    fc.assert(
      fc.property(legs, (parts) => {
        const postings = parts.flatMap(({ name, currency, amountMinor }) => [
          debit(name, Money.of(amountMinor, currency)),
          credit(account.goodwill, Money.of(amountMinor, currency)),
        ]);
        const moving = checkEntry(entryOf(...postings));
        expect(moving.every(({ amount }) => amount.isPositive())).toBe(true);
        expect([...totalsByCurrency(moving).values()].every((total) => total === 0n)).toBe(true);
      }),
    );
  });

  it('is refused when one leg is off, by however little, or in another currency', () => {
    fc.assert(
      fc.property(legs, fc.bigInt({ min: 1n, max: 1000n }), (parts, off) => {
        const postings = parts.flatMap(({ name, currency, amountMinor }) => [
          debit(name, Money.of(amountMinor, currency)),
          credit(account.goodwill, Money.of(amountMinor, currency)),
        ]);
        expect(() => checkEntry(entryOf(...postings, debit(account.stripeFees, usd(off))))).toThrow(
          InvalidJournalEntry,
        );
      }),
    );
    expect(() =>
      checkEntry(entryOf(debit(account.stripeFees, usd(10)), credit(account.goodwill, Money.of(10, 'eur')))),
    ).toThrow('10 usd (minor units) more debits');
  });

  it('needs two postings, a key, positive amounts, and the balance transaction of each Stripe balance', () => {
    const fee = debit(account.stripeFees, usd(10));
    expect(() => checkEntry(entryOf(fee))).toThrow('fewer than two postings');
    expect(() => checkEntry({ ...entryOf(fee, credit(account.goodwill, usd(10))), key: ' ' })).toThrow('key is empty');
    const negative: Posting = { account: account.goodwill, direction: 'debit', amount: usd(-10) };
    expect(() => checkEntry(entryOf(fee, negative))).toThrow('negative amount');
    expect(() => checkEntry(entryOf(fee, credit(account.stripeBalance('platform'), usd(10))))).toThrow(
      'without the balance transaction',
    );
    expect(checkEntry(entryOf(fee, credit(account.stripeBalance('platform'), usd(10), 'txn_1')))).toHaveLength(2);
  });

  it('leaves zero postings out, and is empty when nothing moved', () => {
    const zero = debit(account.stripeFees, usd(0));
    expect(checkEntry(entryOf(zero, debit(account.goodwill, usd(3)), credit(account.stripeFees, usd(3))))).toHaveLength(
      2,
    );
    expect(checkEntry(entryOf(zero, credit(account.goodwill, usd(0))))).toEqual([]);
  });
});
