/** What `payment_method_options` of a payment says of each kind when nothing was asked for. */
export const PAYMENT_OPTIONS: Readonly<Record<string, object>> = {
  afterpay_clearpay: { reference: null },
  bancontact: { preferred_language: 'en' },
  boleto: { expires_after_days: 3 },
  card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
  card_present: { request_extended_authorization: null, request_incremental_authorization_support: null },
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

/** The same of a payment method that is saved. */
export const SETUP_DEFAULTS: Readonly<Record<string, object>> = {
  acss_debit: { currency: null },
  card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' },
  klarna: { currency: null, preferred_locale: null },
  link: { persistent_token: null },
  paypal: { billing_agreement_id: null },
  us_bank_account: { verification_method: 'automatic' },
};

/** What a group of options says beside what was given of it. */
const GROUPS: Readonly<Record<string, object>> = {
  'acss_debit.mandate_options': { interval_description: null, payment_schedule: null, transaction_type: null },
  'card.installments': { available_plans: [], enabled: false, plan: null },
  'card.mandate_options': { description: null, end_date: null, interval_count: null, supported_types: null },
  'us_bank_account.financial_connections': { prefetch: null },
};

/** Completes the groups among the options that were given for one kind. */
export function withWholeGroups(type: string, given: object): object {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]: [string, unknown]) => {
      const defaults = GROUPS[`${type}.${name}`];
      const isGroup = defaults !== undefined && typeof value === 'object' && value !== null;
      return [name, isGroup ? { ...defaults, ...value } : value];
    }),
  );
}

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
