import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { threeDSecureOf } from '../charges/charge-details.js';
import type { Authentication } from '../charges/charge-request.js';
import { attachPaymentMethod } from '../payment-methods/payment-method-attach.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { setupAttempts, setupIntents } from './setup-intent.resource.js';

/** Saves the payment method for later use, with whatever authentication it took. */
export function completeSetup(
  ctx: Context,
  before: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  authentication: Authentication,
): Stripe.SetupIntent {
  const customer = before.customer as string | null;
  if (customer !== null) attachPaymentMethod(ctx, method.id, customer);
  const hidden = ctx.hidden(paymentMethods, method.id);
  ctx.update(paymentMethods, method.id, {}, { ...hidden, isSetUp: true });
  const attempt = finishAttempt(ctx, before, method, authentication, null);
  const intent = ctx.update(
    setupIntents,
    before.id,
    { last_setup_error: null, latest_attempt: attempt.id, next_action: null, status: 'succeeded' },
    { challenge: null, attempt: null },
  );
  ctx.emit('setup_intent.succeeded', intent);
  return intent;
}

/** Records a failed attempt and takes the method off the intent. */
export function failSetup(
  ctx: Context,
  before: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  authentication: Authentication,
  error: Stripe.SetupIntent.LastSetupError,
): Stripe.SetupIntent {
  const attempt = finishAttempt(ctx, before, method, authentication, error);
  const intent = ctx.update(
    setupIntents,
    before.id,
    {
      last_setup_error: error,
      latest_attempt: attempt.id,
      next_action: null,
      payment_method: null,
      status: 'requires_payment_method',
    },
    { challenge: null, attempt: null },
  );
  ctx.emit('setup_intent.setup_failed', intent);
  return intent;
}

/** An attempt that waits for the customer. */
export function openAttempt(
  ctx: Context,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
): Stripe.SetupAttempt {
  return ctx.insert(setupAttempts, attemptOf(ctx, intent, method, 'none', 'requires_action', null));
}

function finishAttempt(
  ctx: Context,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  authentication: Authentication,
  error: Stripe.SetupIntent.LastSetupError | null,
): Stripe.SetupAttempt {
  const made = attemptOf(ctx, intent, method, authentication, error === null ? 'succeeded' : 'failed', error);
  const { attempt: open } = ctx.hidden(setupIntents, intent.id);
  if (open === null) return ctx.insert(setupAttempts, made);
  const { id: _id, created: _created, ...outcome } = made;
  return ctx.update(setupAttempts, open, outcome);
}

function attemptOf(
  ctx: Context,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  authentication: Authentication,
  status: string,
  error: Stripe.SetupIntent.LastSetupError | null,
): Stripe.SetupAttempt {
  return {
    id: ctx.id(setupAttempts.idPrefix),
    object: 'setup_attempt',
    application: intent.application,
    created: ctx.now,
    customer: intent.customer,
    customer_account: intent.customer_account ?? null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: intent.on_behalf_of,
    payment_method: method.id,
    payment_method_details: detailsOf(method, authentication),
    setup_error: error,
    setup_intent: intent.id,
    status,
    usage: intent.usage,
  };
}

function detailsOf(
  method: Stripe.PaymentMethod,
  authentication: Authentication,
): Stripe.SetupAttempt.PaymentMethodDetails {
  const { card } = method;
  if (card !== undefined)
    return {
      type: 'card',
      card: {
        brand: card.brand,
        checks: card.checks,
        country: card.country,
        exp_month: card.exp_month,
        exp_year: card.exp_year,
        fingerprint: card.fingerprint ?? null,
        funding: card.funding,
        last4: card.last4,
        network: card.brand,
        three_d_secure: threeDSecureOf(authentication),
        wallet: null,
      },
    };
  if (method.type === 'ideal')
    return {
      type: 'ideal',
      ideal: {
        bank: method.ideal?.bank ?? null,
        bic: method.ideal?.bic ?? null,
        generated_sepa_debit: null,
        generated_sepa_debit_mandate: null,
        iban_last4: null,
        verified_name: null,
      },
    };
  return method.type === 'sepa_debit'
    ? { type: 'sepa_debit', sepa_debit: {} }
    : { type: 'us_bank_account', us_bank_account: {} };
}
