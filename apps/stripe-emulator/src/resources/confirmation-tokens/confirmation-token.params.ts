import type Stripe from 'stripe';
import { p, paramsOf } from '../../core/params.js';
import { mandateData, paymentMethodOptions, shippingParam } from '../payment-intents/payment-intent.params.js';
import { paymentMethodData } from '../payment-methods/payment-method.params.js';

const shared = {
  payment_method: p.id(),
  payment_method_data: paymentMethodData,
  payment_method_options: paymentMethodOptions,
  return_url: p.url(),
  setup_future_usage: p.enum(['off_session', 'on_session']),
  shipping: shippingParam,
};

type CreateParams = NonNullable<Parameters<Stripe['testHelpers']['confirmationTokens']['create']>[0]>;

export const createTestTokenParams = paramsOf<CreateParams>()(shared);

/** What Stripe.js sends: the call is the browser's and not in the SDK. */
export const createTokenParams = paramsOf<object>()({
  ...shared,
  client_attribution_metadata: p.anything(),
  client_context: p.anything(),
  mandate_data: mandateData.emptyable(),
  referrer: p.string(),
  set_as_default_payment_method: p.boolean(),
  use_stripe_sdk: p.boolean(),
});
