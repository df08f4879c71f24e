import { account, credit, debit, type JournalEntry } from '@guildhall/ledger';
import { Money } from '@guildhall/money';
import type Stripe from 'stripe';

/** A charge that Stripe has put on the platform's balance. */
export interface BookedCharge {
  readonly orderId: string;
  readonly chargeId: string;
  readonly balanceTransaction: Pick<
    Stripe.BalanceTransaction,
    'id' | 'amount' | 'fee' | 'net' | 'currency' | 'created'
  >;
}

/**
 * The buyer's money arrives: the platform holds the net, pays Stripe's fee, and owes the whole to the order's sellers
 * (and itself) until it is passed on. In the currency in which Stripe has settled it.
 */
export function chargeReceived({ orderId, chargeId, balanceTransaction }: BookedCharge): JournalEntry {
  const { id, currency } = balanceTransaction;
  const money = (minor: number): Money => Money.of(minor, currency);
  return {
    key: id,
    occurredAt: new Date(balanceTransaction.created * 1000),
    description: `Charge ${chargeId} for order ${orderId}`,
    orderId,
    stripeObjectId: chargeId,
    postings: [
      debit(account.stripeBalance('platform'), money(balanceTransaction.net), id),
      debit(account.stripeFees, money(balanceTransaction.fee)),
      credit(account.orderClearing(orderId), money(balanceTransaction.amount)),
    ].filter(({ amount }) => !amount.isZero()),
  };
}
