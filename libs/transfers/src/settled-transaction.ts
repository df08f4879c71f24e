import type Stripe from 'stripe';

/** @throws Error, so that the event is tried again, while Stripe has not put it on a balance */
export function settled(
  what: string,
  transaction: string | Stripe.BalanceTransaction | null | undefined,
): Stripe.BalanceTransaction {
  if (transaction === null || transaction === undefined || typeof transaction === 'string')
    throw new Error(`${what} has no balance transaction yet`);
  return transaction;
}

/** The id of what may be expanded. @throws Error when it is missing */
export function idOf(what: string, reference: string | { id: string } | null | undefined): string {
  if (reference === null || reference === undefined) throw new Error(`${what} is missing`);
  return typeof reference === 'string' ? reference : reference.id;
}

/**
 * What a payment did to the balance of a connected account.
 * @returns null when its seller has disconnected the platform: nobody can read that balance any more, or mirror it
 */
export async function receivedBy(
  sdk: Stripe,
  stripeAccount: string,
  paymentId: string,
): Promise<Stripe.BalanceTransaction | null> {
  const expand = ['balance_transaction'];
  try {
    const payment = await sdk.charges.retrieve(paymentId, { expand }, { stripeAccount });
    return settled(paymentId, payment.balance_transaction);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'account_invalid') return null;
    throw error;
  }
}
