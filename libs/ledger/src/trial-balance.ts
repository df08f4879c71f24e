import { Money } from '@guildhall/money';
import type { EntityManager } from 'typeorm';
import { type AccountKind, accountKind, headOf } from './account-kind.js';

export interface TrialBalanceLine {
  /** The head of the account: `order_clearing` stands for every order's. */
  readonly account: string;
  readonly kind: AccountKind;
  /** How many accounts are under this head. */
  readonly accounts: number;
  /** The sum of its accounts' debit balances, and of their credit balances. */
  readonly debit: Money;
  readonly credit: Money;
}

export interface TrialBalanceTotal {
  readonly debit: Money;
  readonly credit: Money;
}

/** Every balance in two columns per currency. The columns' totals are equal, or the books are broken. */
export interface TrialBalance {
  readonly at: Date | null;
  readonly lines: readonly TrialBalanceLine[];
  readonly totals: readonly TrialBalanceTotal[];
  readonly balanced: boolean;
}

interface Row {
  readonly head: string;
  readonly currency: string;
  readonly accounts: number;
  readonly debit: string;
  readonly credit: string;
}

export async function readTrialBalance(manager: EntityManager, at?: Date): Promise<TrialBalance> {
  const rows: Row[] = await manager.query(TRIAL_BALANCE, [at?.toISOString() ?? null]);
  const lines = rows.map(({ head, currency, accounts, debit, credit }) => ({
    account: headOf(head),
    kind: accountKind(head),
    accounts,
    debit: Money.of(BigInt(debit), currency),
    credit: Money.of(BigInt(credit), currency),
  }));
  const totals = [...new Set(rows.map(({ currency }) => currency))].map((currency) => {
    const ofCurrency = lines.filter(({ debit }) => debit.currency === currency);
    const sumOf = (column: 'debit' | 'credit') =>
      Money.sum(
        ofCurrency.map((line) => line[column]),
        currency,
      );
    return { debit: sumOf('debit'), credit: sumOf('credit') };
  });
  return { at: at ?? null, lines, totals, balanced: totals.every(({ debit, credit }) => debit.equals(credit)) };
}

/** Checkpoints, plus the postings after the newest of them, less what occurred after the date asked for. */
const TRIAL_BALANCE = `
  WITH piece AS (
    SELECT account, currency, balance_minor AS minor FROM ledger_checkpoint
    UNION ALL
    SELECT account, currency, CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END
    FROM posting WHERE recorded_xid >= coalesce((SELECT max(through_xid) FROM ledger_checkpoint), 0)
    UNION ALL
    SELECT account, currency, CASE direction WHEN 'debit' THEN -amount_minor ELSE amount_minor END
    FROM journal_entry JOIN posting ON posting.entry_id = journal_entry.id
    WHERE $1::timestamptz IS NOT NULL AND occurred_at > $1::timestamptz
  ), balance AS (
    SELECT account, currency, sum(minor) AS minor FROM piece GROUP BY account, currency
  )
  SELECT split_part(account, ':', 1) AS head, currency, count(*)::int AS accounts,
    coalesce(sum(minor) FILTER (WHERE minor > 0), 0) AS debit,
    coalesce(-sum(minor) FILTER (WHERE minor < 0), 0) AS credit
  FROM balance GROUP BY 1, 2 ORDER BY 1, 2`;
