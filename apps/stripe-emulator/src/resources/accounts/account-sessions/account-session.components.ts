const LOGIN = ['disable_stripe_user_authentication', 'external_account_collection'] as const;
const PAYMENTS = [
  'capture_payments',
  'destination_on_behalf_of_charge_management',
  'dispute_management',
  'refund_management',
  'smart_disputes_management',
] as const;
const PAYOUTS = [...LOGIN, 'edit_payout_schedule', 'instant_payouts', 'standard_payouts'] as const;
const CARDS = ['card_management', 'card_spend_dispute_management', 'cardholder_management', 'spend_control_management'];

/** The embedded components there are, with the features that each can have. */
export const COMPONENTS: Readonly<Record<string, readonly string[]>> = {
  account_management: LOGIN,
  account_onboarding: LOGIN,
  balance_report: [],
  balances: PAYOUTS,
  disputes_list: PAYMENTS,
  documents: [],
  financial_account: [...LOGIN, 'send_money', 'transfer_balance'],
  financial_account_transactions: ['card_spend_dispute_management'],
  instant_payouts_promotion: [...LOGIN, 'instant_payouts'],
  issuing_card: CARDS,
  issuing_cards_list: [...CARDS, 'disable_stripe_user_authentication'],
  notification_banner: LOGIN,
  payment_details: PAYMENTS,
  payment_disputes: PAYMENTS.slice(1),
  payment_method_settings: ['disable_stripe_user_authentication'],
  payments: PAYMENTS,
  payout_details: [],
  payout_reconciliation_report: [],
  payouts: PAYOUTS,
  payouts_list: [],
  reporting_chart: [],
  tax_registrations: [],
  tax_settings: [],
  terminal_hardware_orders: [],
  terminal_hardware_shop: [],
};

/** Features that are on unless the request says otherwise, once their component is enabled. */
export const ON_BY_DEFAULT: ReadonlySet<string> = new Set([
  'external_account_collection',
  'dispute_management',
  'refund_management',
  'capture_payments',
]);
