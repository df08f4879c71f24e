import type { RefundLegEntity } from '@guildhall/database';
import { account, credit, debit, type JournalEntry, type Posting } from '@guildhall/ledger';
import { Money } from '@guildhall/money';

/** A balance transaction, as far as bookings need it. */
export interface BookedTransaction {
  readonly id: string;
  /** Minor units, signed. */
  readonly amountMinor: bigint;
  readonly feeMinor: bigint;
  readonly currency: string;
  readonly createdAt: Date;
}

/** Whose money moves between the platform and a seller. */
export interface SellerSide {
  readonly orderId: string;
  readonly sellerId: string;
  readonly stripeAccountId: string;
}

/** Money leaves the platform for the buyer (or, for a failed refund, comes back: Stripe's amount has the sign). */
export function refundMoved(
  orderId: string,
  stripeRefundId: string,
  transaction: BookedTransaction,
  description: string,
): JournalEntry {
  const amount = amountOf(transaction);
  const fee = Money.of(transaction.feeMinor, transaction.currency);
  return {
    key: transaction.id,
    occurredAt: transaction.createdAt,
    description,
    orderId,
    stripeObjectId: stripeRefundId,
    postings: withoutZeros([
      debit(account.stripeBalance('platform'), amount.minus(fee), transaction.id),
      debit(account.stripeFees, fee),
      credit(account.orderClearing(orderId), amount),
    ]),
  };
}

export interface ReversalFacts extends SellerSide {
  readonly reversalId: string;
  /** Positive: what came back to the platform. */
  readonly platform: BookedTransaction;
  /** Negative: what left the connected account. */
  readonly connected: BookedTransaction;
  /** Separate charges: the commission that was recognised with the transfer and is given up. */
  readonly commissionBackMinor: bigint;
}

/** A transfer (or part of it) comes back from the seller. */
export function transferReversed(facts: ReversalFacts): JournalEntry {
  const { orderId, sellerId, stripeAccountId, platform, connected } = facts;
  const received = amountOf(platform);
  const given = amountOf(connected).negated();
  const commission = Money.of(facts.commissionBackMinor, platform.currency);
  return {
    key: platform.id,
    occurredAt: platform.createdAt,
    description: 'transfer reversed',
    orderId,
    sellerId,
    stripeObjectId: facts.reversalId,
    postings: withoutZeros([
      debit(account.stripeBalance('platform'), received, platform.id),
      credit(account.orderClearing(orderId), received),
      debit(account.sellerPayable(stripeAccountId), given),
      credit(account.stripeBalance(stripeAccountId), given, connected.id),
      debit(account.commissionIncome, commission),
      credit(account.orderClearing(orderId), commission),
    ]),
  };
}

export interface FeeRefundFacts extends SellerSide {
  readonly feeRefundId: string;
  /** Negative: what left the platform. */
  readonly platform: BookedTransaction;
  /** Positive: what the connected account got. */
  readonly connected: BookedTransaction;
}

/** The application fee of a destination charge goes back to the seller. */
export function applicationFeeRefunded(facts: FeeRefundFacts): JournalEntry {
  const { orderId, sellerId, stripeAccountId, platform, connected } = facts;
  const given = amountOf(platform).negated();
  const received = amountOf(connected);
  return {
    key: platform.id,
    occurredAt: platform.createdAt,
    description: 'application fee refunded',
    orderId,
    sellerId,
    stripeObjectId: facts.feeRefundId,
    postings: [
      debit(account.commissionIncome, given),
      credit(account.stripeBalance('platform'), given, platform.id),
      debit(account.stripeBalance(stripeAccountId), received, connected.id),
      credit(account.sellerPayable(stripeAccountId), received),
    ],
  };
}

export interface OwedPart {
  /** `beyond_transfer`: more than the seller was sent; `refused`: Stripe would not take it back. */
  readonly cause: 'beyond_transfer' | 'refused';
  readonly owedMinor: bigint;
  /** Given up together with it, because no reversal will carry it. */
  readonly commissionBackMinor: bigint;
}

/** What could not be taken back becomes the seller's debt. Stripe never sees it, so the key is ours. */
export function takeBackOwed(
  leg: Pick<RefundLegEntity, 'id' | 'sellerId' | 'currency'>,
  { orderId, stripeAccountId }: Pick<SellerSide, 'orderId' | 'stripeAccountId'>,
  { cause, owedMinor, commissionBackMinor }: OwedPart,
  occurredAt: Date,
): JournalEntry {
  const amount = Money.of(owedMinor, leg.currency);
  const commission = Money.of(commissionBackMinor, leg.currency);
  return {
    key: `refund_leg:${leg.id}:${cause}`,
    occurredAt,
    description: 'refund owed by the seller',
    orderId,
    sellerId: leg.sellerId,
    postings: withoutZeros([
      debit(account.sellerPayable(stripeAccountId), amount),
      debit(account.commissionIncome, commission),
      credit(account.orderClearing(orderId), amount.plus(commission)),
    ]),
  };
}

function amountOf({ amountMinor, currency }: BookedTransaction): Money {
  return Money.of(amountMinor, currency);
}

function withoutZeros(postings: readonly Posting[]): Posting[] {
  return postings.filter(({ amount }) => !amount.isZero());
}
