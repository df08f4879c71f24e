import { account, credit, debit, type JournalEntry, type Posting } from '@guildhall/ledger';
import { Money } from '@guildhall/money';
import type Stripe from 'stripe';

export type SettledTransaction = Pick<
  Stripe.BalanceTransaction,
  'id' | 'amount' | 'fee' | 'net' | 'currency' | 'created' | 'fee_details'
>;

export interface BookedTransfer {
  readonly orderId: string;
  readonly sellerId: string;
  readonly stripeAccountId: string;
  readonly stripeTransferId: string;
  /** The platform keeps it of a separate charge; of a destination charge it comes back as an application fee: zero here. */
  readonly commission: Money;
  /** The transfer, as the platform's balance has it. */
  readonly sent: SettledTransaction;
  /** The payment it made, as the connected account's balance has it. Null: that balance is not ours to mirror any more. */
  readonly received: SettledTransaction | null;
}

export interface BookedApplicationFee {
  readonly orderId: string;
  readonly sellerId: string;
  readonly stripeAccountId: string;
  readonly applicationFeeId: string;
  /** The fee, as the platform's balance has it. */
  readonly collected: SettledTransaction;
  /** The payment that the fee was taken of, as the connected account's balance has it. Null as for a transfer. */
  readonly received: SettledTransaction | null;
}

/** A seller's part of an order leaves the platform's balance, arrives on the account's, and is owed to the seller. */
export function transferMoved(transfer: BookedTransfer): JournalEntry {
  const { orderId, sellerId, stripeAccountId, stripeTransferId, sent, received, commission } = transfer;
  return {
    key: sent.id,
    occurredAt: new Date(sent.created * 1000),
    description: `Transfer ${stripeTransferId} of order ${orderId} to ${stripeAccountId}`,
    orderId,
    sellerId,
    stripeObjectId: stripeTransferId,
    postings: withoutZeros([
      debit(account.orderClearing(orderId), Money.of(-sent.amount, sent.currency)),
      debit(account.stripeFees, Money.of(sent.fee, sent.currency)),
      credit(account.stripeBalance('platform'), Money.of(-sent.net, sent.currency), sent.id),
      ...(received === null ? [] : arrived(stripeAccountId, received)),
      ...commissionKept(orderId, commission),
    ]),
  };
}

/** A destination charge's commission: back from the seller's account to the platform. */
export function applicationFeeCollected(fee: BookedApplicationFee): JournalEntry {
  const { orderId, sellerId, stripeAccountId, applicationFeeId, collected, received } = fee;
  return {
    key: collected.id,
    occurredAt: new Date(collected.created * 1000),
    description: `Application fee ${applicationFeeId} of order ${orderId} from ${stripeAccountId}`,
    orderId,
    sellerId,
    stripeObjectId: applicationFeeId,
    postings: withoutZeros([
      ...(received === null ? [] : feePaid(stripeAccountId, received)),
      debit(account.stripeBalance('platform'), Money.of(collected.net, collected.currency), collected.id),
      debit(account.stripeFees, Money.of(collected.fee, collected.currency)),
      credit(account.commissionIncome, Money.of(collected.amount, collected.currency)),
    ]),
  };
}

function arrived(stripeAccountId: string, received: SettledTransaction): Posting[] {
  const otherFees = feesOf(received, (type) => type !== 'application_fee');
  const amount = Money.of(received.amount, received.currency).minus(otherFees);
  return [
    debit(account.stripeBalance(stripeAccountId), amount, received.id),
    credit(account.sellerPayable(stripeAccountId), amount),
  ];
}

function feePaid(stripeAccountId: string, received: SettledTransaction): Posting[] {
  const paid = feesOf(received, (type) => type === 'application_fee');
  return [
    debit(account.sellerPayable(stripeAccountId), paid),
    credit(account.stripeBalance(stripeAccountId), paid, received.id),
  ];
}

/** A share that is commission to the last cent: nothing is sent, and Stripe never hears of it. */
export function wholeShareKept(share: {
  readonly transferId: string;
  readonly orderId: string;
  readonly sellerId: string;
  readonly commission: Money;
  readonly at: Date;
}): JournalEntry {
  const { transferId, orderId, sellerId, commission, at } = share;
  return {
    key: `commission:${transferId}`,
    occurredAt: at,
    description: `Commission of order ${orderId}, a share with nothing to transfer`,
    orderId,
    sellerId,
    postings: withoutZeros(commissionKept(orderId, commission)),
  };
}

function commissionKept(orderId: string, commission: Money): Posting[] {
  return [debit(account.orderClearing(orderId), commission), credit(account.commissionIncome, commission)];
}

function feesOf({ fee_details: fees, currency }: SettledTransaction, counts: (type: string) => boolean): Money {
  return Money.sum(
    fees.filter(({ type }) => counts(type)).map(({ amount }) => Money.of(amount, currency)),
    currency,
  );
}

function withoutZeros(postings: readonly Posting[]): Posting[] {
  return postings.filter(({ amount }) => !amount.isZero());
}
