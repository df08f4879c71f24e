const NAMES: Readonly<Record<string, string>> = {
  acss_debit: 'Canadian pre-authorized debit',
  au_becs_debit: 'BECS Direct Debit',
  bacs_debit: 'Bacs Direct Debit',
  blik: 'BLIK',
  card: 'Card',
  cashapp: 'Cash App Pay',
  eps: 'EPS',
  fpx: 'FPX',
  ideal: 'iDEAL',
  mb_way: 'MB WAY',
  nz_bank_account: 'New Zealand bank account',
  oxxo: 'OXXO',
  p24: 'Przelewy24',
  paynow: 'PayNow',
  paypal: 'PayPal',
  paypay: 'PayPay',
  payto: 'PayTo',
  promptpay: 'PromptPay',
  sepa_debit: 'SEPA Direct Debit',
  upi: 'UPI',
  us_bank_account: 'US bank account',
  wechat_pay: 'WeChat Pay',
};

/** What payers call a kind of payment method. */
export function methodName(type: string): string {
  return NAMES[type] ?? type.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase());
}
