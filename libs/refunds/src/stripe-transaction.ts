import type Stripe from 'stripe';
import type { BookedTransaction } from './refund.posting.js';

/** @returns null where there is none (yet) @throws Error when it was not expanded */
export function toBooked(transaction: string | Stripe.BalanceTransaction | null): BookedTransaction | null {
  if (transaction === null) return null;
  if (typeof transaction === 'string') throw new Error(`balance transaction ${transaction} was not expanded`);
  return {
    id: transaction.id,
    amountMinor: BigInt(transaction.amount),
    feeMinor: BigInt(transaction.fee),
    currency: transaction.currency,
    createdAt: new Date(transaction.created * 1000),
  };
}

/** @throws Error, so that the event is tried again, while Stripe has not put it on a balance */
export function settled(
  what: string,
  transaction: string | Stripe.BalanceTransaction | null | undefined,
): BookedTransaction {
  const booked = toBooked(transaction ?? null);
  if (booked === null) throw new Error(`${what} has no balance transaction yet`);
  return booked;
}

/** The id of what may be expanded. @throws Error when there is none */
export function idOf(what: string, reference: string | { id: string } | null | undefined): string {
  if (reference === null || reference === undefined) throw new Error(`${what} is missing`);
  return typeof reference === 'string' ? reference : reference.id;
}
