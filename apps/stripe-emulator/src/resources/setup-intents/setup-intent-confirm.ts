import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { cardError, invalidRequest, missingParam, type StripeError } from '../../core/errors.js';
import type { Infer } from '../../core/params.js';
import { present } from '../../core/view.js';
import { challengeUrl } from '../authentication/challenge-url.js';
import { withConfirmationToken } from '../confirmation-tokens/redeem-confirmation-token.js';
import { createMandate } from '../mandates/mandate.resource.js';
import { assertUsable, methodOf } from '../payment-intents/intent-methods.js';
import { sdkAction } from '../payment-intents/payment-intent-confirm.js';
import { docUrl } from '../payment-intents/payment-intent-errors.js';
import { authenticationNeed } from '../payment-methods/authentication.js';
import { DECLINES, type Decline } from '../payment-methods/card-behaviour.js';
import { isRedirecting } from '../payment-methods/method-kinds.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { testCardByName } from '../payment-methods/test-cards.js';
import { completeSetup, failSetup, openAttempt } from './setup-intent-attempt.js';
import { optionsOf } from './setup-intent-create.js';
import type { cancelSetupIntentParams, confirmSetupIntentParams } from './setup-intent.params.js';
import { setupIntents } from './setup-intent.resource.js';

type ConfirmParams = Infer<typeof confirmSetupIntentParams>;

/** 400 `setup_intent_unexpected_state`. */
export function unexpectedSetupState(intent: Stripe.SetupIntent, message: string): StripeError {
  return invalidRequest(message, { code: 'setup_intent_unexpected_state', extra: { setup_intent: intent } });
}

/**
 * Confirms an intent: saves its payment method, or asks the customer to authenticate first.
 * @throws StripeError 402 for a card that the issuer refuses, which keeps the failed attempt
 */
export function confirmSetupIntent(ctx: Context, id: string, given: ConfirmParams): Stripe.SetupIntent {
  const before = ctx.require(setupIntents, id);
  assertConfirmable(before);
  const { params } = withConfirmationToken(ctx, given, { setup_intent: id });
  const types = params.allowed_payment_method_types ?? before.payment_method_types;
  const method = methodOf(ctx, params) ?? currentMethod(ctx, before);
  assertUsable(ctx, method, { customer: before.customer as string | null, types, kind: 'SetupIntent' });
  if (isRedirecting(method.type) && params.return_url === undefined) throw missingParam('return_url');
  const intent = ctx.update(
    setupIntents,
    id,
    {
      mandate: mandateFor(ctx, method, params) ?? before.mandate,
      next_action: null,
      payment_method: method.id,
      payment_method_types: types,
      payment_method_options: optionsOf(types, params.payment_method_options, before.payment_method_options),
    },
    { challenge: null, attempt: null },
  );
  return proceed(ctx, intent, method, params);
}

function assertConfirmable(intent: Stripe.SetupIntent): void {
  if (intent.status === 'succeeded')
    throw unexpectedSetupState(intent, 'You cannot confirm this SetupIntent because it has already succeeded.');
  if (intent.status === 'canceled')
    throw unexpectedSetupState(intent, 'You cannot confirm this SetupIntent because it has been canceled.');
}

function currentMethod(ctx: Context, intent: Stripe.SetupIntent): Stripe.PaymentMethod {
  const current = intent.payment_method as string | null;
  if (current !== null) return ctx.require(paymentMethods, current);
  throw unexpectedSetupState(
    intent,
    "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.",
  );
}

function mandateFor(ctx: Context, method: Stripe.PaymentMethod, params: ConfirmParams): string | null {
  if (method.type === 'card' || method.type === 'link') return null;
  const acceptance = params.mandate_data?.customer_acceptance;
  if (acceptance === undefined && ctx.key.kind !== 'publishable')
    throw invalidRequest(
      'This SetupIntent requires a mandate. Collect mandate acceptance from the customer and try again, providing acceptance data in the mandate_data parameter.',
      { code: 'setup_intent_mandate_invalid', param: 'mandate_data' },
    );
  return createMandate(ctx, method, acceptance ?? null, null).id;
}

function proceed(
  ctx: Context,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  params: ConfirmParams,
): Stripe.SetupIntent {
  if (isRedirecting(method.type)) return requireAction(ctx, intent, method, params);
  const { card: key, bank, isVerified } = ctx.hidden(paymentMethods, method.id);
  if (method.type === 'us_bank_account' && bank !== null && !isVerified)
    return requireAction(ctx, intent, method, params, true);
  const card = key === null ? undefined : testCardByName(key);
  if (card === undefined) return completeSetup(ctx, intent, method, 'none');
  if (card.decline !== undefined && card.isAttachable !== true) return decline(ctx, intent, method, card.decline);
  const requested = intent.payment_method_options?.card?.request_three_d_secure ?? null;
  const need = authenticationNeed(card, { isOffSession: false, isSetUp: false, requested });
  if (need === 'challenge') return requireAction(ctx, intent, method, params);
  if (need === 'lookup_failed' || need === 'refuse') return decline(ctx, intent, method, DECLINES.generic);
  return completeSetup(ctx, intent, method, need);
}

function requireAction(
  ctx: Context,
  before: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  params: ConfirmParams,
  isMicrodeposits = false,
): Stripe.SetupIntent {
  const secret = ctx.secret(32);
  const url = challengeUrl(ctx, before.id, secret);
  const returnUrl = params.return_url ?? null;
  const attempt = openAttempt(ctx, before, method);
  const intent = ctx.update(
    setupIntents,
    before.id,
    {
      latest_attempt: attempt.id,
      next_action: isMicrodeposits
        ? microdeposits(ctx, url)
        : nextAction(ctx, url, returnUrl, params.use_stripe_sdk === true && method.type !== 'ideal'),
      status: 'requires_action',
    },
    { challenge: { secret, returnUrl }, attempt: attempt.id },
  );
  ctx.emit('setup_intent.requires_action', intent);
  return intent;
}

function nextAction(
  ctx: Context,
  url: string,
  returnUrl: string | null,
  usesSdk: boolean | undefined,
): Stripe.SetupIntent.NextAction {
  if (returnUrl !== null && usesSdk !== true)
    return { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } };
  return { type: 'use_stripe_sdk', use_stripe_sdk: sdkAction(ctx, url) };
}

function microdeposits(ctx: Context, url: string): Stripe.SetupIntent.NextAction {
  return {
    type: 'verify_with_microdeposits',
    verify_with_microdeposits: {
      arrival_date: ctx.now + 86_400,
      hosted_verification_url: url,
      microdeposit_type: 'descriptor_code',
    },
  };
}

function decline(
  ctx: Context,
  before: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  { code, declineCode, message, param }: Decline,
): never {
  const intent = failSetup(ctx, before, method, 'none', {
    code,
    decline_code: declineCode,
    doc_url: docUrl(code),
    message,
    ...(param === undefined ? {} : { param }),
    payment_method: method,
    type: 'card_error',
  });
  const extra = { payment_method: method, setup_intent: present(setupIntents, intent, ctx.view) };
  throw cardError(message, { code, declineCode, param, extra }).keepChanges();
}

export function cancelSetupIntent(
  ctx: Context,
  id: string,
  params: Infer<typeof cancelSetupIntentParams>,
): Stripe.SetupIntent {
  const before = ctx.require(setupIntents, id);
  if (before.status === 'succeeded' || before.status === 'canceled')
    throw unexpectedSetupState(
      before,
      `You cannot cancel this SetupIntent because it has a status of ${before.status}. Only a SetupIntent with one of the following statuses may be canceled: requires_payment_method, requires_confirmation, requires_action.`,
    );
  const intent = ctx.update(
    setupIntents,
    id,
    { cancellation_reason: params.cancellation_reason ?? null, next_action: null, status: 'canceled' },
    { challenge: null, attempt: null },
  );
  ctx.emit('setup_intent.canceled', intent);
  return intent;
}
