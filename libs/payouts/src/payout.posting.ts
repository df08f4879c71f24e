import { account, credit, debit, type JournalEntry } from '@guildhall/ledger';
import { Money } from '@guildhall/money';

export interface PayoutFacts {
  readonly sellerId: string;
  readonly stripeAccountId: string;
  readonly stripePayoutId: string;
}

export interface PayoutTransaction {
  readonly id: string;
  /** Signed, minor units: negative when money leaves, positive when it comes back. */
  readonly amountMinor: bigint;
  /** Stripe's fee (instant payouts), borne by the seller. */
  readonly feeMinor: bigint;
  readonly currency: string;
  readonly createdAt: Date;
}

/** The payout leaves the account's balance, or comes back to it (failed, canceled): Stripe's amount has the sign. */
export function payoutMoved(facts: PayoutFacts, transaction: PayoutTransaction, description: string): JournalEntry {
  const { stripeAccountId } = facts;
  const amount = Money.of(transaction.amountMinor, transaction.currency);
  const fee = Money.of(transaction.feeMinor, transaction.currency);
  return {
    key: transaction.id,
    occurredAt: transaction.createdAt,
    description,
    sellerId: facts.sellerId,
    stripeObjectId: facts.stripePayoutId,
    postings: [
      debit(account.stripeBalance(stripeAccountId), amount.minus(fee), transaction.id),
      credit(account.payoutInTransit(stripeAccountId), amount),
      ...(fee.isZero() ? [] : [debit(account.sellerPayable(stripeAccountId), fee)]),
    ],
  };
}

/** The seller has the money. */
export function payoutArrived(facts: PayoutFacts, amount: Money, occurredAt: Date): JournalEntry {
  return arrival(facts, amount, occurredAt, 'paid', 'payout paid');
}

/** A bank returned a payout that had been paid: the seller is owed the money again. */
export function payoutReturned(facts: PayoutFacts, amount: Money, occurredAt: Date): JournalEntry {
  return arrival(facts, amount.negated(), occurredAt, 'returned', 'payout returned by the bank');
}

function arrival(facts: PayoutFacts, amount: Money, occurredAt: Date, what: string, description: string): JournalEntry {
  const { sellerId, stripeAccountId, stripePayoutId } = facts;
  return {
    key: `payout:${stripePayoutId}:${what}`,
    occurredAt,
    description,
    sellerId,
    stripeObjectId: stripePayoutId,
    postings: [
      debit(account.sellerPayable(stripeAccountId), amount),
      credit(account.payoutInTransit(stripeAccountId), amount),
    ],
  };
}
