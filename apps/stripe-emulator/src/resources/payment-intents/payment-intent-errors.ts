import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { cardError, type StripeError } from '../../core/errors.js';
import { present } from '../../core/view.js';
import type { Decline } from '../payment-methods/card-behaviour.js';
import { paymentIntents } from './payment-intent.resource.js';

export interface DeclinedAttempt {
  readonly decline: Decline;
  readonly charge: Stripe.Charge;
  readonly method: Stripe.PaymentMethod;
}

export const docUrl = (code: string): string => `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`;

const ADVICE: Readonly<Record<string, string>> = {
  processing_error: 'try_again_later',
  insufficient_funds: 'try_again_later',
  lost_card: 'do_not_try_again',
  stolen_card: 'do_not_try_again',
  fraudulent: 'do_not_try_again',
  generic_decline: 'try_again_later',
};

/** `last_payment_error` of a declined attempt. */
export function paymentErrorOf(
  decline: Decline,
  method: Stripe.PaymentMethod,
  charge: Stripe.Charge,
): Stripe.PaymentIntent.LastPaymentError {
  const advice = ADVICE[decline.declineCode];
  const network = charge.outcome?.network_decline_code;
  return {
    ...(advice === undefined ? {} : { advice_code: advice }),
    charge: charge.id,
    code: decline.code,
    decline_code: decline.declineCode,
    doc_url: docUrl(decline.code),
    message: decline.message,
    ...(network == null ? {} : { network_decline_code: network }),
    ...(decline.param === undefined ? {} : { param: decline.param }),
    payment_method: method,
    type: 'card_error',
  };
}

/** `last_payment_error` after a challenge that the payer failed or refused. */
export function authenticationErrorOf(method: Stripe.PaymentMethod): Stripe.PaymentIntent.LastPaymentError {
  const code = 'payment_intent_authentication_failure';
  return {
    code,
    doc_url: docUrl(code),
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
    payment_method: method,
    type: 'invalid_request_error',
  };
}

/** The answer to the request that made a declined attempt. It undoes nothing. */
export function declinedError(ctx: Context, intent: Stripe.PaymentIntent, attempt: DeclinedAttempt): StripeError {
  const { decline, charge, method } = attempt;
  const advice = ADVICE[decline.declineCode];
  const network = charge.outcome?.network_decline_code;
  return cardError(decline.message, {
    code: decline.code,
    declineCode: decline.declineCode,
    param: decline.param,
    extra: {
      ...(advice === undefined ? {} : { advice_code: advice }),
      charge: charge.id,
      ...(network == null ? {} : { network_decline_code: network }),
      payment_intent: present(paymentIntents, intent, ctx.view),
      payment_method: method,
    },
  }).keepChanges();
}
