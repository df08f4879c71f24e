/** Banks say these when they do not say why; a thief must not learn more than an owner. */
const UNEXPLAINED = [
  'generic_decline',
  'do_not_honor',
  'fraudulent',
  'lost_card',
  'merchant_blacklist',
  'pickup_card',
  'restricted_card',
  'stolen_card',
];

/** @param code Stripe's decline code, else its error code @returns the code to tell the buyer about */
export function tellableDecline(code: string | null): string | null {
  return code !== null && UNEXPLAINED.includes(code) ? 'card_declined' : code;
}
