/** Why a card is refused, as the API says it. */
export interface Decline {
  readonly code: string;
  readonly declineCode: string;
  readonly message: string;
  readonly param?: string;
  /** The Radar rule that refused it, before it went to the issuer. */
  readonly rule?: string;
}

const refused = (declineCode: string, message = 'Your card was declined.'): Decline => ({
  code: 'card_declined',
  declineCode,
  message,
});

export const DECLINES = {
  generic: refused('generic_decline'),
  insufficientFunds: refused('insufficient_funds', 'Your card has insufficient funds.'),
  lost: refused('lost_card'),
  stolen: refused('stolen_card'),
  fraudulent: refused('fraudulent'),
  velocity: refused(
    'card_velocity_exceeded',
    'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  ),
  liveCard: refused(
    'test_mode_live_card',
    'Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
  ),
  expired: {
    code: 'expired_card',
    declineCode: 'expired_card',
    message: 'Your card has expired.',
    param: 'exp_month',
  },
  cvc: {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
    param: 'cvc',
  },
  processing: {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
  authentication: {
    code: 'authentication_required',
    declineCode: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
  },
  /** The integration asked to fail rather than to authenticate (`error_on_requires_action`). */
  authenticationUnhandled: {
    code: 'authentication_required',
    declineCode: 'authentication_not_handled',
    message:
      "This payment required an authentication action to complete, but `error_on_requires_action` was set. When you're ready, you can upgrade your integration to handle actions at https://stripe.com/docs/payments/payment-intents/upgrade-to-handle-actions.",
  },
} satisfies Record<string, Decline>;

/**
 * When a card asks its holder: `optional` only if the integration requests it, `required` and `always` on every
 * payment, `always_frictionless` so too but without anybody noticing, `unless_set_up` until it was saved for off-session use, `set_up` only while the holder is present.
 */
export type ThreeDSecure =
  | 'unsupported'
  | 'frictionless'
  | 'always_frictionless'
  | 'optional'
  | 'required'
  | 'always'
  | 'unless_set_up'
  | 'set_up';

export type CardDispute =
  | 'fraudulent'
  | 'product_not_received'
  | 'inquiry'
  | 'early_fraud_warning'
  | 'multiple'
  | 'compelling_evidence'
  | 'visa_compliance'
  | 'mastercard_compliance';

export interface CardBehaviour {
  /** Refused when charged (after authentication, where there is one). */
  readonly decline?: Decline;
  /** The decline shows only when the card is charged: it can be saved. */
  readonly isAttachable?: boolean;
  readonly threeDSecure?: ThreeDSecure;
  /** The issuer's authentication service fails. */
  readonly hasAuthenticationError?: boolean;
  /** What becomes of a payment once it has succeeded. */
  readonly dispute?: CardDispute;
  readonly refund?: 'pending' | 'fails';
  /** Funds are available at once. */
  readonly bypassesPending?: boolean;
  readonly risk?: 'elevated' | 'highest' | 'blocked';
  readonly failedChecks?: readonly ('cvc' | 'line1' | 'postal_code')[];
  readonly hasUnavailableChecks?: boolean;
}

export interface TestCard extends CardBehaviour {
  /** Name after `pm_card_`; what the emulator remembers of a card instead of its number. */
  readonly key: string;
  readonly number: string;
  readonly brand: string;
  readonly funding: 'credit' | 'debit' | 'prepaid';
  readonly country: string;
}
