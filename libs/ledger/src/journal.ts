import type { Money } from '@guildhall/money';

/** Names of the accounts in the books. Debit balances are assets and expenses, credit balances liabilities and income. */
export const account = {
  /** What Stripe holds, pending and available. @param owner `platform` or `acct_...` */
  stripeBalance: (owner: string): string => `stripe_balance:${owner}`,
  payoutInTransit: (owner: string): string => `payout_in_transit:${owner}`,
  /** Paid by the buyer and not yet passed on; zero when the order is settled. */
  orderClearing: (orderId: string): string => `order_clearing:${orderId}`,
  /** What the seller is owed; negative is the seller's debt. */
  sellerPayable: (stripeAccountId: string): string => `seller_payable:${stripeAccountId}`,
  sellerReserve: (stripeAccountId: string): string => `seller_reserve:${stripeAccountId}`,
  commissionIncome: 'commission_income',
  stripeFees: 'stripe_fees',
  disputeLosses: 'dispute_losses',
  disputeFees: 'dispute_fees',
  goodwill: 'goodwill',
  /** What a bank still owes the platform or the platform owes its owners: top-ups and the platform's own payouts. */
  platformEquity: 'platform_equity',
} as const;

export interface Posting {
  readonly account: string;
  readonly direction: 'debit' | 'credit';
  /** Positive. Zero postings are left out by `debit` and `credit`'s callers through `entry`. */
  readonly amount: Money;
  /** On Stripe balances: the balance transaction whose net this is (part of). Reconciliation adds these up. */
  readonly balanceTransactionId?: string;
}

export interface JournalEntry {
  /** The Stripe balance transaction that this books, or our own id for what Stripe never sees. */
  readonly key: string;
  readonly occurredAt: Date;
  readonly description: string;
  readonly orderId?: string;
  readonly sellerId?: string;
  readonly stripeObjectId?: string;
  readonly postings: readonly Posting[];
}

/** @param amount a negative amount becomes a credit, so that callers need no branches */
export function debit(name: string, amount: Money, balanceTransactionId?: string): Posting {
  const direction = amount.isNegative() ? 'credit' : 'debit';
  const positive = amount.isNegative() ? amount.negated() : amount;
  return {
    account: name,
    direction,
    amount: positive,
    ...(balanceTransactionId === undefined ? {} : { balanceTransactionId }),
  };
}

export function credit(name: string, amount: Money, balanceTransactionId?: string): Posting {
  return debit(name, amount.negated(), balanceTransactionId);
}
