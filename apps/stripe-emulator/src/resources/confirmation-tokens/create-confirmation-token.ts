import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import type { Infer } from '../../core/params.js';
import { draftPaymentMethod, resolvePaymentMethod } from '../payment-methods/payment-method-factory.js';
import type { createTokenParams } from './confirmation-token.params.js';
import { confirmationTokens } from './confirmation-token.resource.js';

type CreateParams = Infer<typeof createTokenParams>;

const SECONDS_TO_LIVE = 12 * 3600;

/** Keeps what a browser collected until a server confirms an intent with it. */
export function createConfirmationToken(ctx: Context, params: CreateParams): Stripe.ConfirmationToken {
  const { payment_method: id, payment_method_data: data } = params;
  if (id !== undefined && data !== undefined)
    throw invalidRequest('You may only specify one of these parameters: payment_method, payment_method_data.', {
      code: 'parameters_exclusive',
      param: 'payment_method',
    });
  if (id === undefined && data === undefined) throw missingParam('payment_method_data');
  const draft = data === undefined ? null : draftPaymentMethod(ctx, data);
  const method = draft?.object ?? resolvePaymentMethod(ctx, id ?? '');
  const { payment_method: _id, payment_method_data: _data, ...rest } = params;
  const { client_context: _context, client_attribution_metadata: _metadata, ...collectedOnly } = rest;
  const { referrer: _referrer, set_as_default_payment_method: _default, ...collected } = collectedOnly;
  const token: Stripe.ConfirmationToken = {
    id: ctx.id(confirmationTokens.idPrefix),
    object: 'confirmation_token',
    created: ctx.now,
    expires_at: ctx.now + SECONDS_TO_LIVE,
    livemode: false,
    mandate_data: mandateOf(params.mandate_data),
    metadata: null,
    payment_intent: null,
    payment_method_options: optionsOf(params.payment_method_options),
    payment_method_preview: previewOf(method),
    return_url: params.return_url ?? null,
    setup_future_usage: params.setup_future_usage ?? null,
    setup_intent: null,
    shipping: shippingOf(params.shipping),
    use_stripe_sdk: params.use_stripe_sdk ?? ctx.key.kind === 'publishable',
  };
  return ctx.insert(confirmationTokens, token, {
    draft,
    paymentMethod: draft === null ? method.id : null,
    cvcGiven: data?.card?.cvc !== undefined,
    collected,
  });
}

/** A payment method without what only an existing one has. */
function previewOf(method: Stripe.PaymentMethod): Stripe.ConfirmationToken.PaymentMethodPreview {
  const { id: _id, object: _object, created: _created, livemode: _mode, metadata: _metadata, ...shown } = method;
  return shown;
}

function mandateOf(mandate: CreateParams['mandate_data']): Stripe.ConfirmationToken.MandateData | null {
  if (mandate == null) return null;
  const { online, type } = mandate.customer_acceptance;
  const seen =
    online === undefined ? null : { ip_address: online.ip_address ?? null, user_agent: online.user_agent ?? null };
  return { customer_acceptance: { online: seen, type } };
}

function optionsOf(
  options: CreateParams['payment_method_options'],
): Stripe.ConfirmationToken.PaymentMethodOptions | null {
  return options?.card === undefined ? null : { card: { cvc_token: options.card.cvc_token ?? null } };
}

function shippingOf(shipping: CreateParams['shipping']): Stripe.ConfirmationToken.Shipping | null {
  if (shipping === undefined) return null;
  const address = shipping.address;
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = address;
  return {
    address: { city, country, line1, line2, postal_code, state },
    name: shipping.name,
    phone: shipping.phone ?? null,
  };
}
