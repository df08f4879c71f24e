const KNOWN = [
  'authentication_required',
  'card_declined',
  'expired_card',
  'incorrect_cvc',
  'insufficient_funds',
  'payment_intent_authentication_failure',
  'processing_error',
] as const;
export type KnownDecline = (typeof KNOWN)[number];

/** Banks say these when they do not say why; a thief must not learn more than an owner. */
const UNEXPLAINED = ['generic_decline', 'do_not_honor', 'fraudulent', 'lost_card', 'stolen_card', 'pickup_card'];

/**
 * The decline that we have words for.
 * @param code Stripe's decline code, else its error code
 * @returns null: Stripe's own sentence says it best
 */
export function knownDecline(code: string | null | undefined): KnownDecline | null {
  if (code === null || code === undefined) return null;
  if (UNEXPLAINED.includes(code)) return 'card_declined';
  return KNOWN.find((known) => known === code) ?? null;
}
