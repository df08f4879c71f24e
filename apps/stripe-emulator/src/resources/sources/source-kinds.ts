/** How a kind of source gets its money. */
export interface SourceKind {
  readonly flow: 'none' | 'redirect' | 'receiver';
  readonly usage: 'reusable' | 'single_use';
  /** The payment method that stands behind it. */
  readonly method: string;
  /** Fixed currency, where it has one. */
  readonly currency?: string;
}

const redirect = (method: string, currency?: string): SourceKind => ({
  flow: 'redirect',
  usage: 'single_use',
  method,
  ...(currency === undefined ? {} : { currency }),
});
const direct = (method: string, currency?: string): SourceKind => ({
  flow: 'none',
  usage: 'reusable',
  method,
  ...(currency === undefined ? {} : { currency }),
});
const receiver = (currency: string): SourceKind => ({
  flow: 'receiver',
  usage: 'reusable',
  method: 'customer_balance',
  currency,
});

/** The kinds of the older Sources API. */
export const SOURCE_KINDS = {
  ach_credit_transfer: receiver('usd'),
  ach_debit: direct('us_bank_account', 'usd'),
  acss_debit: direct('acss_debit', 'cad'),
  alipay: redirect('alipay'),
  au_becs_debit: direct('au_becs_debit', 'aud'),
  bancontact: redirect('bancontact', 'eur'),
  card: direct('card'),
  eps: redirect('eps', 'eur'),
  giropay: redirect('giropay', 'eur'),
  ideal: redirect('ideal', 'eur'),
  klarna: redirect('klarna'),
  multibanco: redirect('multibanco', 'eur'),
  p24: redirect('p24'),
  sepa_credit_transfer: receiver('eur'),
  sepa_debit: direct('sepa_debit', 'eur'),
  sofort: redirect('sofort', 'eur'),
  three_d_secure: redirect('card'),
  wechat: redirect('wechat_pay'),
} as const satisfies Readonly<Record<string, SourceKind>>;

export type SourceType = keyof typeof SOURCE_KINDS;
export const SOURCE_TYPES = Object.keys(SOURCE_KINDS) as SourceType[];
