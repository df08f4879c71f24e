import type Stripe from 'stripe';
import type { BookedTransaction } from './refund.posting.js';

/** @returns null where there is none (yet) @throws Error when it was not expanded */
export function toBooked(transaction: string | Stripe.BalanceTransaction | null): BookedTransaction | null {
  if (transaction === null) return null;
  if (typeof transaction === 'string') throw new Error(`balance transaction ${transaction} was not expanded`);
  return {
    id: transaction.id,
    amountMinor: BigInt(transaction.amount),
    currency: transaction.currency,
    createdAt: new Date(transaction.created * 1000),
  };
}
