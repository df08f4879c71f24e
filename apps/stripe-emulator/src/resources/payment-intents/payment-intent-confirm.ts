import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import type { Infer } from '../../core/params.js';
import { challengeUrl } from '../authentication/challenge-url.js';
import { withConfirmationToken } from '../confirmation-tokens/redeem-confirmation-token.js';
import { createMandate, mandates } from '../mandates/mandate.resource.js';
import { authenticationNeed } from '../payment-methods/authentication.js';
import { DECLINES } from '../payment-methods/card-behaviour.js';
import { flowOf, isRedirecting } from '../payment-methods/method-kinds.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { testCardByName } from '../payment-methods/test-cards.js';
import { assertUsable, methodOf, methodTypesOf } from './intent-methods.js';
import { verdictOf } from '../radar/rules.js';
import { attemptPayment, chargeRequestOf, declinePayment, throwIfDeclined } from './payment-intent-attempt.js';
import { payFromCashBalance } from '../cash-balance/cash-payment.js';
import { nextActionOf } from './method-next-action.js';
import { planAnswer } from './payment-intent-waiting.js';
import { assertMoneyPlan, assertStatus, moneyPlanOf, unexpectedState } from './payment-intent-checks.js';
import { methodOptionsOf, shippingOf } from './payment-intent-create.js';
import type { confirmPaymentIntentParams } from './payment-intent.params.js';
import { paymentIntents } from './payment-intent.resource.js';

export type ConfirmIntentParams = Infer<typeof confirmPaymentIntentParams>;

const CONFIRMABLE = ['requires_payment_method', 'requires_confirmation', 'requires_action'] as const;

/**
 * Confirms an intent: charges its payment method, or asks the payer to authenticate first.
 * @throws StripeError 402 for a decline, which keeps the failed charge and the intent's new state
 */
export function confirmPaymentIntent(ctx: Context, id: string, given: ConfirmIntentParams): Stripe.PaymentIntent {
  const stored = ctx.require(paymentIntents, id);
  assertStatus(stored, CONFIRMABLE, 'confirm');
  assertMayConfirm(ctx, stored, given);
  const { params, cvcGiven } = withConfirmationToken(ctx, given, { payment_intent: id });
  const before = applyParams(ctx, stored, params);
  const method = methodOf(ctx, params) ?? currentMethod(ctx, before);
  assertUsable(ctx, method, {
    customer: before.customer as string | null,
    types: before.payment_method_types,
    kind: 'PaymentIntent',
  });
  assertMoneyPlan(ctx, moneyPlanOf(before));
  assertReturnUrl(before, method, params);
  const hidden = ctx.hidden(paymentIntents, id);
  const isSameMethod = before.payment_method === method.id;
  const intent = ctx.update(
    paymentIntents,
    id,
    { payment_method: method.id, next_action: null },
    {
      ...hidden,
      challenge: null,
      isOffSession: params.off_session !== undefined && params.off_session !== false,
      cvcGiven: cvcGiven || params.payment_method_data?.card?.cvc !== undefined || (isSameMethod && hidden.cvcGiven),
      mandate: mandateFor(ctx, before, method, params),
    },
  );
  if (hidden.isAuthenticated && isSameMethod) return throwIfDeclined(ctx, attemptPayment(ctx, id, 'challenged'));
  return proceed(ctx, intent, method, params);
}

function assertMayConfirm(ctx: Context, intent: Stripe.PaymentIntent, params: ConfirmIntentParams): void {
  if (intent.confirmation_method === 'manual' && ctx.key.kind === 'publishable')
    throw invalidRequest(
      'This PaymentIntent cannot be confirmed using your publishable key because its `confirmation_method` is set to `manual`. Please confirm the PaymentIntent using your secret key.',
    );
  if (params.amount_to_confirm !== undefined && params.amount_to_confirm !== intent.amount)
    throw invalidRequest('The amount to confirm does not match the amount of the PaymentIntent.', {
      param: 'amount_to_confirm',
    });
}

function applyParams(ctx: Context, intent: Stripe.PaymentIntent, params: ConfirmIntentParams): Stripe.PaymentIntent {
  const explicit = params.allowed_payment_method_types ?? params.payment_method_types;
  const types =
    explicit === undefined
      ? intent.payment_method_types
      : methodTypesOf({ currency: intent.currency, explicit, excluded: null, allowsRedirects: true });
  return ctx.update(paymentIntents, intent.id, {
    payment_method_types: types,
    payment_method_options: methodOptionsOf(types, params.payment_method_options, intent.payment_method_options),
    ...(params.capture_method === undefined ? {} : { capture_method: params.capture_method }),
    ...(params.receipt_email === undefined ? {} : { receipt_email: params.receipt_email }),
    ...(params.setup_future_usage === undefined ? {} : { setup_future_usage: params.setup_future_usage }),
    ...(params.shipping === undefined
      ? {}
      : { shipping: params.shipping === null ? null : shippingOf(params.shipping) }),
  });
}

function currentMethod(ctx: Context, intent: Stripe.PaymentIntent): Stripe.PaymentMethod {
  const current = intent.payment_method as string | null;
  if (current !== null) return ctx.require(paymentMethods, current);
  throw unexpectedState(
    intent,
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
  );
}

/** Where a method may send the payer away, the intent must know where to. */
function assertReturnUrl(
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  params: ConfirmIntentParams,
): void {
  if (params.return_url !== undefined || params.use_stripe_sdk === true) return;
  if (isRedirecting(method.type)) throw missingParam('return_url');
  const automatic = intent.automatic_payment_methods;
  if (automatic?.enabled !== true || automatic.allow_redirects === 'never') return;
  if (!intent.payment_method_types.some(isRedirecting)) return;
  throw invalidRequest(
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    { param: 'return_url' },
  );
}

/** Bank debits need the customer's permission. A browser's confirmation is one. */
function mandateFor(
  ctx: Context,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  params: ConfirmIntentParams,
): string | null {
  if (flowOf(method.type) !== 'debit') return null;
  if (params.mandate !== undefined) return ctx.require(mandates, params.mandate, 'mandate').id;
  const acceptance = params.mandate_data?.customer_acceptance;
  if (acceptance === undefined && ctx.key.kind !== 'publishable') {
    const known = ctx.all(mandates, { payment_method: method.id }).find(({ status }) => status === 'active');
    if (known !== undefined) return known.id;
    throw invalidRequest(
      'This PaymentIntent requires a mandate, but no existing mandate was found. Collect mandate acceptance from the customer and try again, providing acceptance data in the mandate_data parameter.',
      { code: 'payment_intent_mandate_invalid', param: 'mandate_data' },
    );
  }
  const isSaved = intent.setup_future_usage !== null;
  const singleUse = isSaved ? null : { amount: intent.amount, currency: intent.currency };
  return createMandate(ctx, method, acceptance ?? null, singleUse).id;
}

function proceed(
  ctx: Context,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  params: ConfirmIntentParams,
): Stripe.PaymentIntent {
  const flow = flowOf(method.type);
  if (flow === 'redirect' || flow === 'scan' || flow === 'voucher' || flow === 'wait')
    return requireAction(ctx, intent, params);
  if (flow === 'transfer') return payFromCashBalance(ctx, intent);
  const { card: key, bank, isSetUp, isVerified } = ctx.hidden(paymentMethods, method.id);
  if (VERIFIED_BY_DEPOSITS.includes(method.type) && bank !== null && !isVerified)
    return requireMicrodeposits(ctx, intent);
  const card = key === null ? undefined : testCardByName(key);
  if (card === undefined) return throwIfDeclined(ctx, attemptPayment(ctx, intent.id, 'none'));
  const { isOffSession } = ctx.hidden(paymentIntents, intent.id);
  const isDemanded = verdictOf(ctx, chargeRequestOf(ctx, intent, method, 'none'))?.action === 'request_3ds';
  const requested = isDemanded ? 'any' : (intent.payment_method_options?.card?.request_three_d_secure ?? null);
  const need = authenticationNeed(card, { isOffSession, isSetUp, requested });
  switch (need) {
    case 'challenge':
      if (params.error_on_requires_action !== true) return requireAction(ctx, intent, params);
      return throwIfDeclined(ctx, declinePayment(ctx, intent.id, DECLINES.authenticationUnhandled, 'none'));
    case 'refuse':
      return throwIfDeclined(ctx, declinePayment(ctx, intent.id, DECLINES.authentication, 'none'));
    case 'lookup_failed':
      return throwIfDeclined(ctx, declinePayment(ctx, intent.id, DECLINES.generic, 'error'));
    default:
      return throwIfDeclined(ctx, attemptPayment(ctx, intent.id, need));
  }
}

/** Bank accounts whose holder proves it by two small deposits. */
const VERIFIED_BY_DEPOSITS: readonly string[] = ['us_bank_account', 'acss_debit'];

/** Sends the payer to the challenge: by redirect, or through Stripe.js, which opens the same page in a frame. */
function requireAction(ctx: Context, before: Stripe.PaymentIntent, params: ConfirmIntentParams): Stripe.PaymentIntent {
  const secret = ctx.secret(32);
  const url = challengeUrl(ctx, before.id, secret);
  const returnUrl = params.return_url ?? null;
  const isRedirect = returnUrl !== null && (params.use_stripe_sdk !== true || leavesPage(ctx, before));
  const hidden = ctx.hidden(paymentIntents, before.id);
  const method = ctx.require(paymentMethods, before.payment_method as string);
  const own = nextActionOf({ type: method.type, url, returnUrl, now: ctx.now });
  const intent = ctx.update(
    paymentIntents,
    before.id,
    {
      next_action:
        own ??
        (isRedirect
          ? { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } }
          : { type: 'use_stripe_sdk', use_stripe_sdk: sdkAction(ctx, url) }),
      status: 'requires_action',
    },
    {
      ...hidden,
      challenge: { secret, returnUrl },
      isAuthenticated: false,
      scheduled: planAnswer(ctx, before.id, method),
    },
  );
  ctx.emit('payment_intent.requires_action', intent);
  return intent;
}

/** Whether the payer goes elsewhere to pay, whoever confirms: a challenge may be shown in a frame, a bank's page not. */
function leavesPage(ctx: Context, intent: Stripe.PaymentIntent): boolean {
  return isRedirecting(ctx.require(paymentMethods, intent.payment_method as string).type);
}

/** What Stripe.js needs; its type in the SDK is opaque. */
export function sdkAction(ctx: Context, url: string): Stripe.PaymentIntent.NextAction.UseStripeSdk {
  return { type: 'three_d_secure_redirect', source: ctx.id('src'), stripe_js: url };
}

function requireMicrodeposits(ctx: Context, before: Stripe.PaymentIntent): Stripe.PaymentIntent {
  const secret = ctx.secret(32);
  const hidden = ctx.hidden(paymentIntents, before.id);
  const intent = ctx.update(
    paymentIntents,
    before.id,
    {
      next_action: {
        type: 'verify_with_microdeposits',
        verify_with_microdeposits: {
          arrival_date: ctx.now + 86_400,
          hosted_verification_url: challengeUrl(ctx, before.id, secret),
          microdeposit_type: 'descriptor_code',
        },
      },
      status: 'requires_action',
    },
    { ...hidden, challenge: { secret, returnUrl: null } },
  );
  ctx.emit('payment_intent.requires_action', intent);
  return intent;
}
