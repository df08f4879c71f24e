/**
 * How a payment method that is not a card gets its money.
 * `redirect`: the payer authorizes on another page. `scan`: the payer scans a code, which leads to the same page.
 * `voucher`: the payer pays at a shop or bank machine later. `wait`: the payer confirms in an app. `debit`: the bank
 * answers after days. `transfer`: the payer sends a bank transfer. `instant`: like a card, without a challenge.
 */
export type MethodFlow = 'redirect' | 'scan' | 'voucher' | 'wait' | 'debit' | 'transfer' | 'instant';

export interface MethodKind {
  readonly flow: MethodFlow;
  /** In which it can be paid; without, in all. */
  readonly currencies?: readonly string[];
  /** The type of `next_action`, where it has one of its own. */
  readonly nextAction?: string;
  /** Can be saved and charged again. */
  readonly isReusable: boolean;
  /** Can be authorized now and captured later. */
  readonly isCapturable: boolean;
  /** The bank answers days after the payer's authorization. */
  readonly isDelayed: boolean;
  /** Fields of `billing_details` that Stripe wants. */
  readonly needs: readonly ('name' | 'email' | 'country')[];
}

type Traits = Partial<Omit<MethodKind, 'flow' | 'currencies'>>;

function kind(flow: MethodFlow, currencies: string, traits: Traits = {}): MethodKind {
  return {
    flow,
    ...(currencies === '' ? {} : { currencies: currencies.split(' ') }),
    isReusable: false,
    isCapturable: false,
    isDelayed: flow === 'debit',
    needs: [],
    ...traits,
  };
}

const EUROPE = 'eur gbp chf czk dkk nok pln ron sek';
const PAY_LATER = { isCapturable: true } as const;
const WALLET = { isCapturable: true, isReusable: true } as const;
const reusable = { isReusable: true } as const;

/** Every kind of payment method but cards, by its name in the API. */
export const METHOD_KINDS: Readonly<Record<string, MethodKind>> = {
  acss_debit: kind('debit', 'cad usd', reusable),
  affirm: kind('redirect', 'usd cad', PAY_LATER),
  afterpay_clearpay: kind('redirect', 'usd cad gbp aud nzd eur', PAY_LATER),
  alipay: kind('redirect', 'cny aud cad eur gbp hkd jpy sgd myr nzd usd', {
    nextAction: 'alipay_handle_redirect',
    isReusable: true,
  }),
  alma: kind('redirect', 'eur', PAY_LATER),
  amazon_pay: kind('redirect', 'usd aud gbp dkk eur hkd jpy nzd nok zar sek chf', WALLET),
  au_becs_debit: kind('debit', 'aud', { isReusable: true, needs: ['name', 'email'] }),
  bacs_debit: kind('debit', 'gbp', { isReusable: true, needs: ['name', 'email'] }),
  bancontact: kind('redirect', 'eur', { isReusable: true, needs: ['name'] }),
  billie: kind('redirect', 'eur gbp sek', PAY_LATER),
  bizum: kind('redirect', 'eur'),
  blik: kind('wait', 'pln', { nextAction: 'blik_authorize', isReusable: true }),
  boleto: kind('voucher', 'brl', {
    nextAction: 'boleto_display_details',
    isReusable: true,
    needs: ['name', 'email'],
  }),
  cashapp: kind('redirect', 'usd', { ...WALLET, nextAction: 'cashapp_handle_redirect_or_display_qr_code' }),
  crypto: kind('redirect', 'usd'),
  customer_balance: kind('transfer', 'usd eur gbp jpy mxn'),
  eps: kind('redirect', 'eur'),
  fpx: kind('redirect', 'myr'),
  giropay: kind('redirect', 'eur', { needs: ['name'] }),
  grabpay: kind('redirect', 'sgd myr'),
  ideal: kind('redirect', 'eur', reusable),
  kakao_pay: kind('redirect', 'krw', WALLET),
  klarna: kind('redirect', `${EUROPE} usd aud cad nzd`, { ...WALLET, needs: ['country'] }),
  konbini: kind('voucher', 'jpy', { nextAction: 'konbini_display_details' }),
  kr_card: kind('redirect', 'krw', WALLET),
  link: kind('instant', '', WALLET),
  mb_way: kind('wait', 'eur'),
  mobilepay: kind('redirect', 'dkk eur nok sek', PAY_LATER),
  multibanco: kind('voucher', 'eur', { nextAction: 'multibanco_display_details', needs: ['email'] }),
  naver_pay: kind('redirect', 'krw', WALLET),
  nz_bank_account: kind('debit', 'nzd', { isReusable: true, needs: ['name', 'email'] }),
  oxxo: kind('voucher', 'mxn', { nextAction: 'oxxo_display_details', needs: ['name', 'email'] }),
  p24: kind('redirect', 'eur pln', { needs: ['email'] }),
  pay_by_bank: kind('redirect', 'gbp eur'),
  payco: kind('redirect', 'krw', PAY_LATER),
  paynow: kind('scan', 'sgd', { nextAction: 'paynow_display_qr_code' }),
  paypal: kind('redirect', `${EUROPE} usd aud cad hkd nzd sgd`, WALLET),
  paypay: kind('redirect', 'jpy'),
  payto: kind('debit', 'aud', reusable),
  pix: kind('scan', 'brl usd', { nextAction: 'pix_display_qr_code' }),
  promptpay: kind('scan', 'thb', { nextAction: 'promptpay_display_qr_code', needs: ['email'] }),
  revolut_pay: kind('redirect', 'gbp eur ron huf pln dkk', WALLET),
  samsung_pay: kind('redirect', 'krw', PAY_LATER),
  satispay: kind('redirect', 'eur', PAY_LATER),
  scalapay: kind('redirect', 'eur', PAY_LATER),
  sepa_debit: kind('debit', 'eur', reusable),
  sequra: kind('redirect', 'eur', PAY_LATER),
  sofort: kind('redirect', 'eur', { isReusable: true, isDelayed: true }),
  sunbit: kind('redirect', 'usd', PAY_LATER),
  swish: kind('scan', 'sek', { nextAction: 'swish_handle_redirect_or_display_qr_code' }),
  twint: kind('redirect', 'chf'),
  upi: kind('scan', 'inr', { nextAction: 'upi_handle_redirect_or_display_qr_code' }),
  us_bank_account: kind('debit', 'usd', reusable),
  wechat_pay: kind('scan', 'cny aud cad eur gbp hkd jpy sgd usd dkk nok sek chf', {
    nextAction: 'wechat_pay_display_qr_code',
  }),
  zip: kind('redirect', 'aud usd'),
};

/** The flow of a payment method; undefined for cards. */
export function flowOf(type: string): MethodFlow | undefined {
  return METHOD_KINDS[type]?.flow;
}

/** Whether the payer leaves the page to pay. */
export function isRedirecting(type: string): boolean {
  return flowOf(type) === 'redirect';
}
