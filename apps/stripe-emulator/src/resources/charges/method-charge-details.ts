import type Stripe from 'stripe';
import { METHOD_KINDS } from '../payment-methods/method-kinds.js';

type Fields = Readonly<Record<string, unknown>>;

/** What a charge says beyond the payment method's own fields; `null` where a bank would know. */
const EXTRA: Readonly<Record<string, Fields>> = {
  affirm: { transaction_id: null },
  afterpay_clearpay: { order_id: null, reference: null },
  alipay: { fingerprint: null, transaction_id: null },
  alma: { transaction_id: null },
  amazon_pay: { transaction_id: null },
  bancontact: {
    bank_code: 'VAPE',
    bank_name: 'VAN DE PUT & CO',
    bic: 'VAPEBE22',
    generated_sepa_debit: null,
    generated_sepa_debit_mandate: null,
    iban_last4: '7061',
    preferred_language: 'en',
    verified_name: null,
  },
  billie: { transaction_id: null },
  bizum: { buyer_id: null, transaction_id: null },
  blik: { buyer_id: null },
  cashapp: { buyer_id: 'buyer_id', cashtag: '$test_cashtag', transaction_id: null },
  eps: { verified_name: 'Jenny Rosen' },
  fpx: { transaction_id: null },
  giropay: { bank_code: '50060400', bank_name: 'TEST BANK', bic: 'GENODEFF', verified_name: null },
  grabpay: { transaction_id: null },
  kakao_pay: { buyer_id: null, transaction_id: null },
  klarna: { payer_details: null, payment_method_category: 'pay_later', preferred_locale: 'en-US' },
  konbini: { store: { chain: 'familymart' } },
  kr_card: { buyer_id: null, transaction_id: null },
  link: { country: 'US' },
  mobilepay: { card: null },
  multibanco: { entity: '11111', reference: '123456789' },
  naver_pay: { transaction_id: null },
  oxxo: { number: '01234567890123456789' },
  p24: { reference: 'P24-000-000-000', verified_name: null },
  payco: { buyer_id: null, transaction_id: null },
  paynow: { reference: null },
  paypal: {
    payer_name: null,
    seller_protection: { dispute_categories: null, status: 'not_eligible' },
    transaction_id: null,
  },
  promptpay: { reference: null },
  revolut_pay: { transaction_id: null },
  samsung_pay: { buyer_id: null, transaction_id: null },
  satispay: { transaction_id: null },
  scalapay: { transaction_id: null },
  sequra: { transaction_id: null },
  sofort: {
    bank_code: 'VAPE',
    bank_name: 'VAN DE PUT & CO',
    bic: 'VAPEBE22',
    generated_sepa_debit: null,
    generated_sepa_debit_mandate: null,
    iban_last4: '7061',
    preferred_language: 'en',
    verified_name: null,
  },
  sunbit: { transaction_id: null },
  swish: { fingerprint: null, payment_reference: null, verified_phone_last4: null },
  wechat_pay: { fingerprint: null, transaction_id: null },
};

/** `payment_method_details` of any kind that has no file of its own. */
export function otherMethodDetails(
  method: Stripe.PaymentMethod,
  mandate: string | null,
): Stripe.Charge.PaymentMethodDetails {
  const own = (method as unknown as Readonly<Record<string, Fields | undefined>>)[method.type] ?? {};
  // Only the payment method itself says these.
  const { dob: _dob, funding: _funding, email: _email, persistent_token: _token, ...shown } = own;
  const hasMandate = METHOD_KINDS[method.type]?.flow === 'debit' && method.type !== 'nz_bank_account';
  const details = {
    ...shown,
    ...EXTRA[method.type],
    ...(hasMandate && mandate !== null ? { mandate } : {}),
  };
  return { type: method.type, [method.type]: details };
}
