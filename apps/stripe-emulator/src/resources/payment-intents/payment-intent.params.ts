import type Stripe from 'stripe';
import { lineItemParam } from './amount-line-items.js';
import { listParamsOf, p, paramsOf } from '../../core/params.js';
import { methodType, otherKinds, paymentMethodData } from '../payment-methods/payment-method.params.js';

const types = p.array(methodType('payment_intent'));

const requiredAddress = p.hash({
  city: p.string().emptyable(),
  country: p.string().emptyable(),
  line1: p.string().emptyable(),
  line2: p.string().emptyable(),
  postal_code: p.string().emptyable(),
  state: p.string().emptyable(),
});
export const shippingParam = p.hash({
  address: requiredAddress.required(),
  carrier: p.string(),
  name: p.string().required(),
  phone: p.string().emptyable(),
  tracking_number: p.string(),
});

const amountDetails = p.hash({
  discount_amount: p.integer({ min: 1 }).emptyable(),
  enforce_arithmetic_validation: p.boolean(),
  line_items: p.array(lineItemParam, { max: 200 }).emptyable(),
  shipping: p
    .hash({
      amount: p.integer({ min: 0 }).emptyable(),
      from_postal_code: p.string({ max: 10 }).emptyable(),
      to_postal_code: p.string({ max: 10 }).emptyable(),
    })
    .emptyable(),
  tax: p.hash({ total_tax_amount: p.integer({ min: 0 }).required() }).emptyable(),
});
const hooks = p.hash({ inputs: p.hash({ tax: p.hash({ calculation: p.string().emptyable().required() }) }) });
const paymentDetails = p.hash({
  customer_reference: p.string({ max: 25 }).emptyable(),
  order_reference: p.string({ max: 25 }).emptyable(),
});
export const mandateData = p.hash({
  customer_acceptance: p
    .hash({
      accepted_at: p.timestamp(),
      offline: p.hash({}),
      online: p.hash({ infer_from_client: p.boolean(), ip_address: p.string(), user_agent: p.string() }),
      type: p.enum(['offline', 'online']).required(),
    })
    .required(),
});

const usage = p.enum(['none', 'off_session', 'on_session']).emptyable();
const ifAvailable = p.enum(['if_available', 'never']);
export const threeDSecureRequest = p.enum(['any', 'automatic', 'challenge']);
const credentialUsage = p.enum(['installment', 'recurring', 'unscheduled']);
export const paymentMethodOptions = p.hash({
  ...otherKinds,
  card: p.hash({
    capture_method: p.enum(['manual']).emptyable(),
    cvc_token: p.string(),
    installments: p.loose(),
    mandate_options: p.loose(),
    moto: p.boolean(),
    network: p.string(),
    request_extended_authorization: ifAvailable,
    request_incremental_authorization: ifAvailable,
    request_multicapture: ifAvailable,
    request_overcapture: ifAvailable,
    request_three_d_secure: threeDSecureRequest,
    require_cvc_recollection: p.boolean(),
    setup_credential_usage: credentialUsage,
    setup_future_usage: usage,
    statement_descriptor_suffix_kana: p.string().emptyable(),
    statement_descriptor_suffix_kanji: p.string().emptyable(),
    stored_credential_usage: credentialUsage,
    three_d_secure: p.loose(),
  }),
  card_present: p.loose(),
  ideal: p.hash({ setup_future_usage: p.enum(['none', 'off_session']).emptyable() }),
  sepa_debit: p.hash({
    mandate_options: p.hash({ reference_prefix: p.string({ max: 12 }).emptyable() }),
    setup_future_usage: usage,
    target_date: p.string(),
  }),
  us_bank_account: p.hash({
    financial_connections: p.loose(),
    mandate_options: p.hash({ collection_method: p.enum(['paper']).emptyable() }),
    networks: p.hash({ requested: p.array(p.enum(['ach', 'us_domestic_wire'])) }),
    setup_future_usage: usage,
    target_date: p.string(),
    transaction_purpose: p.enum(['goods', 'other', 'services', 'unspecified']).emptyable(),
    verification_method: p.enum(['automatic', 'instant', 'microdeposits']),
  }),
});

const paymentData = p.hash({ description: p.string(), metadata: p.metadata() });
const transferDataFields = {
  amount: p.amount({ min: 0 }),
  description: p.string(),
  metadata: p.metadata(),
  payment_data: paymentData,
};
const captureMethod = p.enum(['automatic', 'automatic_async', 'manual']);
const setupFutureUsage = p.enum(['off_session', 'on_session']);
const radarOptions = p.hash({ referrer: p.string().emptyable(), session: p.string() });
const offSession = p.oneOf(p.enum(['one_off', 'recurring']), p.boolean());
const descriptor = p.string({ max: 22 });

/** Older names of parameters, which SDKs of older versions still send. */
const legacy = { payment_method_types: types, source: p.id() };

export const createPaymentIntentParams = paramsOf<Stripe.PaymentIntentCreateParams>()({
  ...legacy,
  allowed_payment_method_types: types,
  amount: p.amount({ min: 0 }).required(),
  amount_details: amountDetails,
  application_fee_amount: p.amount({ min: 0 }),
  automatic_payment_methods: p.hash({
    allow_redirects: p.enum(['always', 'never']),
    enabled: p.boolean().required(),
  }),
  capture_method: captureMethod,
  confirm: p.boolean(),
  confirmation_method: p.enum(['automatic', 'manual']),
  confirmation_token: p.id(),
  currency: p.currency().required(),
  customer: p.id(),
  customer_account: p.id(),
  description: p.string({ max: 1000 }),
  error_on_requires_action: p.boolean(),
  excluded_payment_method_types: types,
  hooks,
  mandate: p.id(),
  mandate_data: mandateData.emptyable(),
  metadata: p.metadata(),
  off_session: offSession,
  on_behalf_of: p.id(),
  payment_details: paymentDetails,
  payment_method: p.id(),
  payment_method_configuration: p.id(),
  payment_method_data: paymentMethodData,
  payment_method_options: paymentMethodOptions,
  radar_options: radarOptions,
  receipt_email: p.email(),
  return_url: p.url(),
  setup_future_usage: setupFutureUsage,
  shipping: shippingParam,
  statement_descriptor: descriptor,
  statement_descriptor_suffix: descriptor,
  transfer_data: p.hash({ ...transferDataFields, destination: p.id().required() }),
  transfer_group: p.string(),
  use_stripe_sdk: p.boolean(),
});

export const updatePaymentIntentParams = paramsOf<Stripe.PaymentIntentUpdateParams>()({
  ...legacy,
  allowed_payment_method_types: types,
  amount: p.amount({ min: 0 }),
  amount_details: amountDetails.emptyable(),
  application_fee_amount: p.amount({ min: 0 }).emptyable(),
  capture_method: captureMethod,
  currency: p.currency(),
  customer: p.id(),
  customer_account: p.id(),
  description: p.string({ max: 1000 }),
  excluded_payment_method_types: types.emptyable(),
  hooks,
  metadata: p.metadata(),
  payment_details: paymentDetails.emptyable(),
  payment_method: p.id(),
  payment_method_configuration: p.id(),
  payment_method_data: paymentMethodData,
  payment_method_options: paymentMethodOptions,
  receipt_email: p.email().emptyable(),
  setup_future_usage: setupFutureUsage.emptyable(),
  shipping: shippingParam.emptyable(),
  statement_descriptor: descriptor,
  statement_descriptor_suffix: descriptor,
  transfer_data: p.hash(transferDataFields),
  transfer_group: p.string(),
});

export const confirmPaymentIntentParams = paramsOf<Stripe.PaymentIntentConfirmParams>()({
  ...legacy,
  allowed_payment_method_types: types,
  amount_details: amountDetails.emptyable(),
  amount_to_confirm: p.amount(),
  capture_method: captureMethod,
  client_secret: p.string(),
  confirmation_token: p.id(),
  error_on_requires_action: p.boolean(),
  excluded_payment_method_types: types.emptyable(),
  hooks,
  mandate: p.id(),
  mandate_data: mandateData.emptyable(),
  off_session: offSession,
  payment_details: paymentDetails.emptyable(),
  payment_method: p.id(),
  payment_method_data: paymentMethodData,
  payment_method_options: paymentMethodOptions,
  radar_options: radarOptions,
  receipt_email: p.email().emptyable(),
  return_url: p.url(),
  setup_future_usage: setupFutureUsage.emptyable(),
  shipping: shippingParam.emptyable(),
  use_stripe_sdk: p.boolean(),
  // What Stripe.js adds to its calls, and other clients of the browser's API imitate.
  expected_payment_method_type: p.string(),
  client_context: p.anything(),
});

export const capturePaymentIntentParams = paramsOf<Stripe.PaymentIntentCaptureParams>()({
  amount_details: amountDetails,
  amount_to_capture: p.amount(),
  application_fee_amount: p.amount({ min: 0 }),
  final_capture: p.boolean(),
  hooks,
  metadata: p.metadata(),
  payment_details: paymentDetails.emptyable(),
  statement_descriptor: descriptor,
  statement_descriptor_suffix: descriptor,
  transfer_data: p.hash(transferDataFields),
});

export const incrementAuthorizationParams = paramsOf<Stripe.PaymentIntentIncrementAuthorizationParams>()({
  amount: p.amount().required(),
  amount_details: amountDetails,
  application_fee_amount: p.amount({ min: 0 }),
  description: p.string({ max: 1000 }),
  hooks,
  metadata: p.metadata(),
  payment_details: paymentDetails.emptyable(),
  statement_descriptor: descriptor,
  transfer_data: p.hash(transferDataFields),
});

export const cancelPaymentIntentParams = paramsOf<Stripe.PaymentIntentCancelParams>()({
  cancellation_reason: p.enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']),
});

export const retrievePaymentIntentParams = paramsOf<Stripe.PaymentIntentRetrieveParams>()({
  client_secret: p.string(),
});

export const listPaymentIntentsParams = listParamsOf<Stripe.PaymentIntentListParams>()({
  created: p.range(),
  customer: p.id(),
  customer_account: p.id(),
});

export const verifyMicrodepositsParams = paramsOf<Stripe.PaymentIntentVerifyMicrodepositsParams>()({
  amounts: p.array(p.integer()),
  client_secret: p.string(),
  descriptor_code: p.string(),
});
