import type Stripe from 'stripe';
import type { Context } from './context.js';
import { defineResource } from './resource.js';
import type { Observer, Row, Store } from './store.js';

export type SourceType = 'card' | 'bank_account' | 'fpx';
interface BalanceTransactionHidden {
  readonly sourceType: SourceType;
  /** True for funds that instant payouts may already use while they are pending. */
  readonly isInstant: boolean;
  /** The payout that carried it. */
  readonly payout?: string;
}

/** The one kind of row that moves money. Its routes (`/v1/balance_transactions`) are a family's. */
export const balanceTransactions = defineResource<Stripe.BalanceTransaction, BalanceTransactionHidden>({
  object: 'balance_transaction',
  idPrefix: 'txn',
  label: 'balance transaction',
  filters: {
    currency: (transaction) => transaction.currency,
    type: (transaction) => transaction.type,
    source: (transaction) => transaction.source as string | null,
    payout: (_transaction, hidden) => hidden.payout,
  },
  expandable: {
    source: [
      'charge',
      'refund',
      'transfer',
      'transfer_reversal',
      'payout',
      'application_fee',
      'fee_refund',
      'topup',
      'dispute',
    ],
  },
  present: (transaction, view) =>
    transaction.available_on <= view.now && transaction.status === 'pending'
      ? { ...transaction, status: 'available' }
      : transaction,
});

export interface Posting {
  /** Whose balance. */
  readonly account: string;
  readonly type: Stripe.BalanceTransaction.Type;
  /** Minor units, before the fee; negative takes money out. */
  readonly amount: number;
  readonly currency: string;
  /** Id of the charge, refund, transfer ... that moved it. */
  readonly source: string | null;
  readonly reportingCategory: string;
  /** Minor units; `net = amount - fee`. Default: the sum of `feeDetails`. */
  readonly fee?: number;
  readonly feeDetails?: readonly Stripe.BalanceTransaction.FeeDetail[];
  /** Unix seconds. Default: now. */
  readonly availableOn?: number;
  readonly description?: string | null;
  readonly exchangeRate?: number | null;
  readonly sourceType?: SourceType;
  readonly isInstant?: boolean;
}

/** Minor units. */
export interface CurrencyBalance {
  readonly available: number;
  readonly pending: number;
  /** Pending funds that instant payouts may use, on top of what is available. */
  readonly instantPending: number;
  readonly availableBySource: Readonly<Partial<Record<SourceType, number>>>;
  readonly pendingBySource: Readonly<Partial<Record<SourceType, number>>>;
}

interface Sums {
  available: Partial<Record<SourceType, number>>;
  pending: Partial<Record<SourceType, number>>;
  instantPending: number;
  /** Pending net amounts by the second they become available, earliest last. */
  due: DueBucket[];
  /** Everything due until here has moved to available. */
  settledUntil: number;
}
interface DueBucket {
  readonly at: number;
  readonly bySource: Partial<Record<SourceType, number>>;
  instant: number;
}

/**
 * The one book of money. A balance is the sum of its balance transactions by construction: it is kept by observing
 * their rows. Pending funds wait in buckets by due time and move when the clock has passed it, so reading a balance
 * costs the same however many transactions there are.
 */
export class Book implements Observer {
  private readonly accounts = new Map<string, Map<string, Sums>>();

  constructor(store: Store) {
    store.observe('balance_transaction', this);
  }

  /** Moves money and answers its balance transaction. Checks no limits: that is the caller's business rule. */
  post(ctx: Context, posting: Posting): Stripe.BalanceTransaction {
    const feeDetails = posting.feeDetails ?? [];
    const fee = posting.fee ?? feeDetails.reduce((sum, detail) => sum + detail.amount, 0);
    const availableOn = posting.availableOn ?? ctx.now;
    return ctx.as(posting.account).insert(
      balanceTransactions,
      {
        id: ctx.id(balanceTransactions.idPrefix),
        object: 'balance_transaction',
        amount: posting.amount,
        available_on: availableOn,
        balance_type: 'payments',
        created: ctx.now,
        currency: posting.currency,
        description: posting.description ?? null,
        exchange_rate: posting.exchangeRate ?? null,
        fee,
        fee_details: [...feeDetails],
        net: posting.amount - fee,
        reporting_category: posting.reportingCategory,
        source: posting.source,
        status: availableOn <= ctx.now ? 'available' : 'pending',
        type: posting.type,
      },
      { sourceType: posting.sourceType ?? 'card', isInstant: posting.isInstant ?? false },
    );
  }

  /** Remembers which payout carried a transaction: `GET /v1/balance_transactions?payout=po_...`. */
  assignPayout(ctx: Context, account: string, transactionId: string, payout: string): void {
    const scope = ctx.as(account);
    const hidden = scope.hidden(balanceTransactions, transactionId);
    scope.update(balanceTransactions, transactionId, {}, { ...hidden, payout });
  }

  /** O(1). @param now Unix seconds, `ctx.now` */
  balance(account: string, currency: string, now: number): CurrencyBalance {
    const sums = this.accounts.get(account)?.get(currency);
    if (sums === undefined)
      return { available: 0, pending: 0, instantPending: 0, availableBySource: {}, pendingBySource: {} };
    settle(sums, now);
    return {
      available: total(sums.available),
      pending: total(sums.pending),
      instantPending: sums.instantPending,
      availableBySource: { ...sums.available },
      pendingBySource: { ...sums.pending },
    };
  }

  /** Currencies in which the account ever had a balance transaction, in order of the first. */
  currencies(account: string): readonly string[] {
    return [...(this.accounts.get(account)?.keys() ?? [])];
  }

  added(row: Row): void {
    this.apply(row as Row<Stripe.BalanceTransaction, BalanceTransactionHidden>, 1);
  }

  removed(row: Row): void {
    this.apply(row as Row<Stripe.BalanceTransaction, BalanceTransactionHidden>, -1);
  }

  reset(): void {
    this.accounts.clear();
  }

  private apply(row: Row<Stripe.BalanceTransaction, BalanceTransactionHidden>, sign: 1 | -1): void {
    const { currency, net, available_on: at, created } = row.object;
    const { sourceType, isInstant } = row.hidden;
    const amount = net * sign;
    const sums = this.sumsOf(row.account, currency);
    if (at <= created || at <= sums.settledUntil) {
      sums.available[sourceType] = (sums.available[sourceType] ?? 0) + amount;
      return;
    }
    sums.pending[sourceType] = (sums.pending[sourceType] ?? 0) + amount;
    const bucket = bucketAt(sums.due, at);
    bucket.bySource[sourceType] = (bucket.bySource[sourceType] ?? 0) + amount;
    if (!isInstant) return;
    sums.instantPending += amount;
    bucket.instant += amount;
  }

  private sumsOf(account: string, currency: string): Sums {
    let currencies = this.accounts.get(account);
    if (currencies === undefined) this.accounts.set(account, (currencies = new Map<string, Sums>()));
    let sums = currencies.get(currency);
    if (sums === undefined) {
      sums = { available: {}, pending: {}, instantPending: 0, due: [], settledUntil: 0 };
      currencies.set(currency, sums);
    }
    return sums;
  }
}

function total(bySource: Partial<Record<SourceType, number>>): number {
  return Object.values(bySource).reduce((sum, amount) => sum + amount, 0);
}

/** Moves what has become due from pending to available. */
function settle(sums: Sums, now: number): void {
  for (let next = sums.due.at(-1); next !== undefined && next.at <= now; next = sums.due.at(-1)) {
    sums.due.pop();
    for (const [source, amount] of Object.entries(next.bySource) as [SourceType, number][]) {
      sums.pending[source] = (sums.pending[source] ?? 0) - amount;
      sums.available[source] = (sums.available[source] ?? 0) + amount;
    }
    sums.instantPending -= next.instant;
  }
  sums.settledUntil = Math.max(sums.settledUntil, now);
}

/** Few times are open at once (settlement days), so a walk from the latest finds its place at once. */
function bucketAt(due: DueBucket[], at: number): DueBucket {
  let index = 0;
  while (index < due.length && (due[index]?.at ?? 0) > at) index += 1;
  const existing = due[index];
  if (existing?.at === at) return existing;
  const bucket = { at, bySource: {}, instant: 0 };
  due.splice(index, 0, bucket);
  return bucket;
}
