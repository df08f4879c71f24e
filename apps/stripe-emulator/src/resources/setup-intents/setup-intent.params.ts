import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';
import { mandateData, threeDSecureRequest } from '../payment-intents/payment-intent.params.js';
import { methodType, otherKinds, paymentMethodData } from '../payment-methods/payment-method.params.js';

const types = p.array(methodType('setup_intent'));
const flowDirections = p.array(p.enum(['inbound', 'outbound']));
const options = p.hash({
  ...otherKinds,
  card: p.hash({
    mandate_options: p.loose(),
    moto: p.boolean(),
    network: p.string(),
    request_three_d_secure: threeDSecureRequest,
    three_d_secure: p.loose(),
    setup_credential_usage: p.string(),
  }),
  card_present: p.loose(),
  sepa_debit: p.hash({ mandate_options: p.hash({ reference_prefix: p.string({ max: 12 }).emptyable() }) }),
  us_bank_account: p.hash({
    financial_connections: p.loose(),
    mandate_options: p.loose(),
    networks: p.hash({ requested: p.array(p.enum(['ach', 'us_domestic_wire'])) }),
    verification_method: p.enum(['automatic', 'instant', 'microdeposits']),
  }),
});

export const createSetupIntentParams = paramsOf<Stripe.SetupIntentCreateParams>()({
  payment_method_types: types,
  allowed_payment_method_types: types,
  attach_to_self: p.boolean(),
  automatic_payment_methods: p.hash({
    allow_redirects: p.enum(['always', 'never']),
    enabled: p.boolean().required(),
  }),
  confirm: p.boolean(),
  confirmation_token: p.id(),
  customer: p.id(),
  customer_account: p.id(),
  description: p.string({ max: 1000 }),
  excluded_payment_method_types: types,
  flow_directions: flowDirections,
  mandate_data: mandateData.emptyable(),
  metadata: p.metadata(),
  on_behalf_of: p.id(),
  payment_method: p.id(),
  payment_method_configuration: p.id(),
  payment_method_data: paymentMethodData,
  payment_method_options: options,
  return_url: p.url(),
  single_use: p.hash({ amount: p.amount().required(), currency: p.currency().required() }),
  usage: p.enum(['off_session', 'on_session']),
  use_stripe_sdk: p.boolean(),
});

export const updateSetupIntentParams = paramsOf<Stripe.SetupIntentUpdateParams>()({
  payment_method_types: types,
  allowed_payment_method_types: types.emptyable(),
  attach_to_self: p.boolean(),
  customer: p.id(),
  customer_account: p.id(),
  description: p.string({ max: 1000 }),
  excluded_payment_method_types: types.emptyable(),
  flow_directions: flowDirections,
  metadata: p.metadata(),
  payment_method: p.id(),
  payment_method_configuration: p.id(),
  payment_method_data: paymentMethodData,
  payment_method_options: options,
});

export const confirmSetupIntentParams = paramsOf<Stripe.SetupIntentConfirmParams>()({
  allowed_payment_method_types: types,
  client_secret: p.string(),
  confirmation_token: p.id(),
  mandate_data: mandateData.emptyable(),
  payment_method: p.id(),
  payment_method_data: paymentMethodData,
  payment_method_options: options,
  return_url: p.url(),
  use_stripe_sdk: p.boolean(),
  expected_payment_method_type: p.string(),
  client_context: p.anything(),
});

export const cancelSetupIntentParams = paramsOf<Stripe.SetupIntentCancelParams>()({
  cancellation_reason: p.enum(['abandoned', 'duplicate', 'requested_by_customer']),
});

export const retrieveSetupIntentParams = paramsOf<Stripe.SetupIntentRetrieveParams>()({ client_secret: p.string() });

export const verifySetupMicrodepositsParams = paramsOf<Stripe.SetupIntentVerifyMicrodepositsParams>()({
  amounts: p.array(p.integer()),
  client_secret: p.string(),
  descriptor_code: p.string(),
});

export const listSetupIntentsParams = listParamsOf<Stripe.SetupIntentListParams>()({
  attach_to_self: p.boolean(),
  created: p.range(),
  customer: p.id(),
  customer_account: p.id(),
  payment_method: p.id(),
});

export const listSetupAttemptsParams = listParamsOf<Stripe.SetupAttemptListParams>()({
  created: p.range(),
  setup_intent: p.id().required(),
});
