import type Stripe from 'stripe';
import type { Context } from './context.js';
import { defineResource } from './resource.js';
import { RunningBalance, type CurrencyBalance, type SourceType } from './running-balance.js';
import type { Observer, Row, Store } from './store.js';

export type { CurrencyBalance, SourceType } from './running-balance.js';

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

/**
 * The one book of money. A balance is the sum of its balance transactions by construction: it is kept by observing
 * their rows. Pending funds wait in buckets by due time and move when the clock has passed it, so reading a balance
 * costs the same however many transactions there are.
 */
export class Book implements Observer {
  private readonly accounts = new Map<string, Map<string, RunningBalance>>();

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
    return (this.accounts.get(account)?.get(currency) ?? new RunningBalance()).at(now);
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
    this.balanceOf(row.account, currency).add({ amount: net * sign, at, created, sourceType, isInstant });
  }

  private balanceOf(account: string, currency: string): RunningBalance {
    let currencies = this.accounts.get(account);
    if (currencies === undefined) this.accounts.set(account, (currencies = new Map<string, RunningBalance>()));
    let balance = currencies.get(currency);
    if (balance === undefined) currencies.set(currency, (balance = new RunningBalance()));
    return balance;
  }
}
