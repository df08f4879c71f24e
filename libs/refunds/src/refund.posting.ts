import type { RefundLegEntity } from '@guildhall/database';
import { account, credit, debit, type JournalEntry } from '@guildhall/ledger';
import { Money } from '@guildhall/money';

/** A balance transaction, as far as bookings need it. */
export interface BookedTransaction {
  readonly id: string;
  /** Minor units, signed. */
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly createdAt: Date;
}

/** Money leaves the platform for the buyer (or, for a failed refund, comes back: Stripe's amount has the sign). */
export function refundMoved(
  orderId: string,
  stripeRefundId: string,
  transaction: BookedTransaction,
  description: string,
): JournalEntry {
  const amount = Money.of(transaction.amountMinor, transaction.currency);
  return {
    key: transaction.id,
    occurredAt: transaction.createdAt,
    description,
    orderId,
    stripeObjectId: stripeRefundId,
    postings: [
      debit(account.stripeBalance('platform'), amount, transaction.id),
      credit(account.orderClearing(orderId), amount),
    ],
  };
}

export interface ReversalFacts {
  readonly orderId: string;
  readonly sellerId: string;
  readonly stripeAccountId: string;
  readonly reversalId: string;
  /** Positive: what came back to the platform. */
  readonly platform: BookedTransaction;
  /** Negative: what left the connected account. */
  readonly connected: { readonly transactionId: string };
  /** Separate charges: the commission that was recognised with the transfer and is given up. */
  readonly commissionBackMinor: bigint;
}

/** A transfer (or part of it) comes back from the seller. */
export function transferReversed(facts: ReversalFacts): JournalEntry {
  const { orderId, sellerId, stripeAccountId, platform } = facts;
  const amount = Money.of(platform.amountMinor, platform.currency);
  const commission = Money.of(facts.commissionBackMinor, platform.currency);
  return {
    key: platform.id,
    occurredAt: platform.createdAt,
    description: 'transfer reversed',
    orderId,
    sellerId,
    stripeObjectId: facts.reversalId,
    postings: [
      debit(account.stripeBalance('platform'), amount, platform.id),
      credit(account.orderClearing(orderId), amount),
      debit(account.sellerPayable(stripeAccountId), amount),
      credit(account.stripeBalance(stripeAccountId), amount, facts.connected.transactionId),
      ...(commission.isZero()
        ? []
        : [debit(account.commissionIncome, commission), credit(account.orderClearing(orderId), commission)]),
    ],
  };
}

export interface FeeRefundFacts {
  readonly orderId: string;
  readonly sellerId: string;
  readonly stripeAccountId: string;
  readonly feeRefundId: string;
  /** Negative: what left the platform. */
  readonly platform: BookedTransaction;
  readonly connected: { readonly transactionId: string };
}

/** The application fee of a destination charge goes back to the seller. */
export function applicationFeeRefunded(facts: FeeRefundFacts): JournalEntry {
  const { orderId, sellerId, stripeAccountId, platform } = facts;
  const amount = Money.of(-platform.amountMinor, platform.currency);
  return {
    key: platform.id,
    occurredAt: platform.createdAt,
    description: 'application fee refunded',
    orderId,
    sellerId,
    stripeObjectId: facts.feeRefundId,
    postings: [
      debit(account.commissionIncome, amount),
      credit(account.stripeBalance('platform'), amount, platform.id),
      debit(account.stripeBalance(stripeAccountId), amount, facts.connected.transactionId),
      credit(account.sellerPayable(stripeAccountId), amount),
    ],
  };
}

/** What could not be taken back becomes the seller's debt. Stripe never sees it, so the key is ours. */
export function takeBackOwed(
  leg: Pick<RefundLegEntity, 'id' | 'sellerId' | 'currency'>,
  orderId: string,
  stripeAccountId: string,
  owed: { readonly owedMinor: bigint; readonly commissionBackMinor: bigint },
  occurredAt: Date,
): JournalEntry {
  const amount = Money.of(owed.owedMinor, leg.currency);
  const commission = Money.of(owed.commissionBackMinor, leg.currency);
  return {
    key: `refund_leg:${leg.id}:owed`,
    occurredAt,
    description: 'refund owed by the seller',
    orderId,
    sellerId: leg.sellerId,
    postings: [
      debit(account.sellerPayable(stripeAccountId), amount),
      debit(account.commissionIncome, commission),
      credit(account.orderClearing(orderId), amount.plus(commission)),
    ].filter(({ amount: part }) => !part.isZero()),
  };
}
