import type Stripe from 'stripe';
import { invalidRequest } from '../../core/errors.js';
import { listParamsOf, p, Param, paramsOf } from '../../core/params.js';

/** Kinds of payment method without a file of their own; `method-kinds.ts` says how each behaves. */
const OTHER_KINDS = [
  'acss_debit',
  'affirm',
  'afterpay_clearpay',
  'alipay',
  'alma',
  'amazon_pay',
  'au_becs_debit',
  'bacs_debit',
  'bancontact',
  'billie',
  'bizum',
  'blik',
  'boleto',
  'cashapp',
  'crypto',
  'custom',
  'customer_balance',
  'eps',
  'fpx',
  'giropay',
  'grabpay',
  'interac_present',
  'kakao_pay',
  'klarna',
  'konbini',
  'kr_card',
  'link',
  'mb_way',
  'mobilepay',
  'multibanco',
  'naver_pay',
  'nz_bank_account',
  'oxxo',
  'p24',
  'pay_by_bank',
  'payco',
  'paynow',
  'paypal',
  'paypay',
  'payto',
  'pix',
  'promptpay',
  'revolut_pay',
  'samsung_pay',
  'satispay',
  'scalapay',
  'sequra',
  'sofort',
  'sunbit',
  'swish',
  'twint',
  'upi',
  'wechat_pay',
  'zip',
] as const;
type OtherKind = (typeof OTHER_KINDS)[number];

/** One loosely typed hash per kind. */
export const otherKinds = Object.fromEntries(OTHER_KINDS.map((kind) => [kind, p.loose()])) as Record<
  OtherKind,
  Param<unknown, false>
>;
export const PAYMENT_METHOD_TYPES = ['card', 'ideal', 'sepa_debit', 'us_bank_account'] as const;
export const ALL_PAYMENT_METHOD_TYPES = [...PAYMENT_METHOD_TYPES, ...OTHER_KINDS, 'card_present'] as const;

/** One of an intent's `payment_method_types`, refused as Stripe refuses a kind that it does not know. */
export function methodType(intent: 'payment_intent' | 'setup_intent') {
  const known = p.enum(ALL_PAYMENT_METHOD_TYPES);
  return new Param(
    known.documentation,
    (raw, path) => {
      if (typeof raw !== 'string' || ALL_PAYMENT_METHOD_TYPES.some((type) => type === raw))
        return known.parse(raw, path);
      throw invalidRequest(
        `The payment method type "${raw.slice(0, 50)}" is invalid. Please ensure the provided type is activated in your dashboard (https://dashboard.stripe.com/account/payments/settings) and your account is enabled for any preview features that you are trying to use.`,
        { code: `${intent}_invalid_parameter`, param: 'payment_method_types' },
      );
    },
    false,
  );
}

const address = p.hash({
  city: p.string().emptyable(),
  country: p.string().emptyable(),
  line1: p.string().emptyable(),
  line2: p.string().emptyable(),
  postal_code: p.string().emptyable(),
  state: p.string().emptyable(),
});

export const billingDetails = p.hash({
  address: address.emptyable(),
  email: p.email().emptyable(),
  name: p.string().emptyable(),
  phone: p.string().emptyable(),
  tax_id: p.string(),
});

export const IDEAL_BANKS = [
  'abn_amro',
  'adyen',
  'asn_bank',
  'bunq',
  'buut',
  'finom',
  'handelsbanken',
  'ing',
  'knab',
  'mollie',
  'moneyou',
  'n26',
  'nn',
  'rabobank',
  'regiobank',
  'revolut',
  'sns_bank',
  'triodos_bank',
  'van_lanschot',
  'yoursafe',
] as const;

/** What describes a payment method, at its creation and as `payment_method_data` of an intent. */
const data = {
  allow_redisplay: p.enum(['always', 'limited', 'unspecified']),
  billing_details: billingDetails,
  card: p.hash({
    cvc: p.string({ max: 4 }),
    exp_month: p.integer(),
    exp_year: p.integer(),
    networks: p.hash({ preferred: p.enum(['cartes_bancaires', 'mastercard', 'visa']) }),
    number: p.string({ max: 40 }),
    token: p.string(),
  }),
  ideal: p.hash({ bank: p.enum(IDEAL_BANKS) }),
  metadata: p.metadata(),
  radar_options: p.hash({ session: p.string() }),
  sepa_debit: p.hash({ iban: p.string({ max: 42 }).required() }),
  us_bank_account: p.hash({
    account_holder_type: p.enum(['company', 'individual']),
    account_number: p.string({ max: 17 }),
    account_type: p.enum(['checking', 'savings']),
    financial_connections_account: p.string(),
    routing_number: p.string({ max: 9 }),
  }),
  ...otherKinds,
};

export const paymentMethodData = p.hash({ ...data, type: p.enum(ALL_PAYMENT_METHOD_TYPES).required() });

export const createPaymentMethodParams = paramsOf<Stripe.PaymentMethodCreateParams>()({
  ...data,
  customer: p.id(),
  payment_method: p.id(),
  type: p.enum(ALL_PAYMENT_METHOD_TYPES),
});

export const updatePaymentMethodParams = paramsOf<Stripe.PaymentMethodUpdateParams>()({
  allow_redisplay: data.allow_redisplay,
  billing_details: billingDetails,
  card: p.hash({
    exp_month: p.integer({ min: 1, max: 12 }),
    exp_year: p.integer(),
    networks: p.hash({ preferred: p.enum(['cartes_bancaires', 'mastercard', 'visa']).emptyable() }),
  }),
  metadata: p.metadata(),
  us_bank_account: p.hash({
    account_holder_type: p.enum(['company', 'individual']),
    account_type: p.enum(['checking', 'savings']),
  }),
});

export const listPaymentMethodsParams = listParamsOf<Stripe.PaymentMethodListParams>()({
  allow_redisplay: data.allow_redisplay,
  customer: p.id(),
  customer_account: p.id(),
  type: p.enum(ALL_PAYMENT_METHOD_TYPES),
});

export const attachPaymentMethodParams = paramsOf<Stripe.PaymentMethodAttachParams>()({
  customer: p.id(),
  customer_account: p.id(),
});
