/** What `payment_method_options` of a payment says of each kind when nothing was asked for. */
export const PAYMENT_OPTIONS: Readonly<Record<string, object>> = {
  afterpay_clearpay: { reference: null },
  bancontact: { preferred_language: 'en' },
  boleto: { expires_after_days: 3 },
  card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
  customer_balance: { funding_type: null },
  klarna: { preferred_locale: null },
  konbini: { confirmation_number: null, expires_after_days: null, expires_at: null, product_description: null },
  link: { persistent_token: null },
  oxxo: { expires_after_days: 3 },
  paypal: { preferred_locale: null, reference: null },
  pix: { expires_after_seconds: null, expires_at: null },
  sofort: { preferred_language: null },
  swish: { reference: null },
  us_bank_account: { verification_method: 'automatic' },
  wechat_pay: { app_id: null, client: 'web' },
};

/** Kinds that have options when they are saved. */
export const SETUP_OPTIONS: readonly string[] = [
  'acss_debit',
  'amazon_pay',
  'bacs_debit',
  'bizum',
  'blik',
  'card',
  'card_present',
  'klarna',
  'link',
  'paypal',
  'payto',
  'pix',
  'sepa_debit',
  'upi',
  'us_bank_account',
];
