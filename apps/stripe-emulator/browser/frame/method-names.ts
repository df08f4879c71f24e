/** What payers call payment methods, where that is not the type with capital letters. */
const NAMES: Readonly<Record<string, string>> = {
  acss_debit: 'Pre-authorized debit',
  afterpay_clearpay: 'Afterpay',
  au_becs_debit: 'BECS Direct Debit',
  bacs_debit: 'Bacs Direct Debit',
  blik: 'BLIK',
  card: 'Card',
  cashapp: 'Cash App Pay',
  customer_balance: 'Bank transfer',
  eps: 'EPS',
  fpx: 'FPX',
  ideal: 'iDEAL',
  p24: 'Przelewy24',
  paypal: 'PayPal',
  sepa_debit: 'SEPA Debit',
  us_bank_account: 'US bank account',
  wechat_pay: 'WeChat Pay',
};

export function methodName(type: string): string {
  return NAMES[type] ?? type.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase());
}
