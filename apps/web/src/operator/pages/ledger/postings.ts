import type { AdminSchemas } from '@guildhall/api-client';
import { Money } from '@guildhall/money';

export type Posting = AdminSchemas['LedgerPostingResponse'];

export interface SideTotals {
  readonly debit: Money;
  readonly credit: Money;
}

/** What stands on each side, by currency; currencies never mix in one sum. */
export function totalsOf(postings: readonly Posting[]): SideTotals[] {
  const currencies = [...new Set(postings.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const side = (wanted: Posting['direction']): Money =>
      Money.sum(
        postings
          .filter((posting) => posting.currency === currency && posting.direction === wanted)
          .map(({ amountMinor }) => Money.of(amountMinor, currency)),
        currency,
      );
    return { debit: side('debit'), credit: side('credit') };
  });
}

/** The postings of each currency. */
export function byCurrency(postings: readonly Posting[]): Posting[][] {
  return totalsOf(postings).map(({ debit }) => postings.filter(({ currency }) => currency === debit.currency));
}

/** The postings of each account, in the order in which the accounts first come. */
export function byAccount(postings: readonly Posting[]): [account: string, postings: Posting[]][] {
  const accounts = new Map<string, Posting[]>();
  for (const posting of postings) accounts.set(posting.account, [...(accounts.get(posting.account) ?? []), posting]);
  return [...accounts];
}
