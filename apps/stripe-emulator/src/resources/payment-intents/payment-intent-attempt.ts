import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { afterPayment } from '../charges/charge-aftermath.js';
import { recordCharge } from '../charges/charge-attempt.js';
import { authorizationSeconds } from '../charges/charge-details.js';
import type { Authentication, AuthorizationFeatures, ChargeRequest } from '../charges/charge-request.js';
import { settleCharge } from '../charges/charge-settlement.js';
import { attachPaymentMethod } from '../payment-methods/payment-method-attach.js';
import type { Decline } from '../payment-methods/card-behaviour.js';
import { METHOD_KINDS } from '../payment-methods/method-kinds.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { testCardByName } from '../payment-methods/test-cards.js';
import { declineOf, isReviewed } from '../radar/radar-decision.js';
import { verdictOf } from '../radar/rules.js';
import { debitResult, DEBIT_SECONDS, expireAuthorization } from './payment-intent-actions.js';
import { declinedError, paymentErrorOf, type DeclinedAttempt } from './payment-intent-errors.js';
import { paymentIntents } from './payment-intent.resource.js';

/** What an attempt led to. The decline is for the caller to throw, or to show on a page. */
export interface Attempt {
  readonly intent: Stripe.PaymentIntent;
  readonly declined: DeclinedAttempt | null;
}

/** Charges the intent's payment method now: whatever authentication was needed is over. */
export function attemptPayment(ctx: Context, intentId: string, authentication: Authentication): Attempt {
  const intent = ctx.require(paymentIntents, intentId);
  const method = ctx.require(paymentMethods, intent.payment_method as string);
  const request = chargeRequestOf(ctx, intent, method, authentication);
  const verdict = verdictOf(ctx, request);
  const decline = declineOf(request, verdict);
  if (decline !== undefined) return declinePayment(ctx, intentId, decline, authentication);
  if (METHOD_KINDS[method.type]?.isDelayed === true) return startDebit(ctx, intent, request, method);
  const charge = recordCharge(ctx, request, { status: 'succeeded', isReviewed: isReviewed(request, verdict) });
  saveMethod(ctx, intent, method);
  if (!request.captures) {
    authorize(ctx, intent, charge);
    afterPayment(ctx, charge.id);
    return { intent: ctx.require(paymentIntents, intentId), declined: null };
  }
  const { charge: settled, announce } = settleCharge(ctx, charge.id, {
    amount: intent.amount,
    applicationFee: intent.application_fee_amount,
  });
  ctx.emit('charge.succeeded', settled);
  announce();
  return { intent: succeed(ctx, intent, settled), declined: null };
}

/** Records a failed attempt: a failed charge, the reason on the intent, and the method taken off it. */
export function declinePayment(
  ctx: Context,
  intentId: string,
  decline: Decline,
  authentication: Authentication,
): Attempt {
  const before = ctx.require(paymentIntents, intentId);
  const method = ctx.require(paymentMethods, before.payment_method as string);
  const request = chargeRequestOf(ctx, before, method, authentication);
  const charge = recordCharge(ctx, request, { status: 'failed', decline });
  const intent = ctx.update(paymentIntents, intentId, {
    last_payment_error: paymentErrorOf(decline, method, charge),
    latest_charge: charge.id,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  ctx.emit('charge.failed', charge);
  ctx.emit('payment_intent.payment_failed', intent);
  return { intent, declined: { decline, charge, method } };
}

/** The 402 of a declined attempt, which keeps what the attempt left behind. */
export function throwIfDeclined(ctx: Context, { intent, declined }: Attempt): Stripe.PaymentIntent {
  if (declined !== null) throw declinedError(ctx, intent, declined);
  return intent;
}

/** Marks an intent as paid by a charge that is settled. */
export function succeed(ctx: Context, before: Stripe.PaymentIntent, charge: Stripe.Charge): Stripe.PaymentIntent {
  const intent = ctx.update(paymentIntents, before.id, {
    amount_capturable: 0,
    amount_received: charge.amount_captured,
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
    processing: null,
    status: 'succeeded',
  });
  ctx.emit('payment_intent.succeeded', intent);
  afterPayment(ctx, charge.id);
  return ctx.require(paymentIntents, before.id);
}

function authorize(ctx: Context, before: Stripe.PaymentIntent, charge: Stripe.Charge): Stripe.PaymentIntent {
  const hidden = ctx.hidden(paymentIntents, before.id);
  const scheduled = ctx.schedule(expireAuthorization, ctx.now + authorizationSeconds({ allows: featuresOf(before) }), {
    intent: before.id,
  });
  const intent = ctx.update(
    paymentIntents,
    before.id,
    {
      amount_capturable: before.amount,
      latest_charge: charge.id,
      last_payment_error: null,
      next_action: null,
      status: 'requires_capture',
    },
    { ...hidden, scheduled },
  );
  ctx.emit('charge.succeeded', charge);
  ctx.emit('payment_intent.amount_capturable_updated', intent);
  return intent;
}

/** Bank debits take days: the charge is pending until the bank has answered. */
function startDebit(
  ctx: Context,
  before: Stripe.PaymentIntent,
  request: ChargeRequest,
  method: Stripe.PaymentMethod,
): Attempt {
  const charge = recordCharge(ctx, request, { status: 'pending' });
  saveMethod(ctx, before, method);
  const bank = ctx.hidden(paymentMethods, method.id).bank;
  const hidden = ctx.hidden(paymentIntents, before.id);
  const at = ctx.now + DEBIT_SECONDS * (bank?.isLate === true ? 2 : 1);
  const scheduled = bank?.result === 'stays_processing' ? null : ctx.schedule(debitResult, at, { intent: before.id });
  const intent = ctx.update(
    paymentIntents,
    before.id,
    { latest_charge: charge.id, last_payment_error: null, next_action: null, status: 'processing' },
    { ...hidden, scheduled },
  );
  ctx.emit('charge.pending', charge);
  ctx.emit('payment_intent.processing', intent);
  return { intent, declined: null };
}

/** Attaches the method when the intent saves it; a method without a customer is used up. */
function saveMethod(ctx: Context, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  const customer = intent.customer as string | null;
  const hidden = ctx.hidden(paymentMethods, method.id);
  if (customer !== null && intent.setup_future_usage !== null) {
    if (method.customer === null) attachPaymentMethod(ctx, method.id, customer);
    ctx.update(paymentMethods, method.id, {}, { ...ctx.hidden(paymentMethods, method.id), isSetUp: true });
    return;
  }
  if (method.customer === null) ctx.update(paymentMethods, method.id, {}, { ...hidden, isSpent: true });
}

function featuresOf(intent: Stripe.PaymentIntent): AuthorizationFeatures {
  const card = intent.payment_method_options?.card;
  return {
    extends: card?.request_extended_authorization === 'if_available',
    increments: card?.request_incremental_authorization === 'if_available',
    capturesTwice: card?.request_multicapture === 'if_available',
    overcaptures: card?.request_overcapture === 'if_available',
  };
}

/** What would be charged for the intent. */
export function chargeRequestOf(
  ctx: Context,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  authentication: Authentication,
): ChargeRequest {
  const hidden = ctx.hidden(paymentIntents, intent.id);
  const { card } = ctx.hidden(paymentMethods, method.id);
  const data = intent.transfer_data ?? null;
  const captureMethod = intent.payment_method_options?.card?.capture_method ?? intent.capture_method;
  return {
    amount: intent.amount,
    currency: intent.currency,
    method,
    card: card === null ? null : (testCardByName(card) ?? null),
    intent: intent.id,
    customer: intent.customer as string | null,
    description: intent.description,
    metadata: intent.metadata,
    receiptEmail: intent.receipt_email,
    shipping: intent.shipping,
    statementDescriptor: intent.statement_descriptor,
    statementDescriptorSuffix: intent.statement_descriptor_suffix,
    onBehalfOf: intent.on_behalf_of as string | null,
    transferData:
      data === null
        ? null
        : {
            destination: data.destination as string,
            amount: data.amount ?? null,
            description: data.description ?? null,
            metadata: data.metadata ?? {},
            paymentDescription: data.payment_data?.description ?? null,
            paymentMetadata: data.payment_data?.metadata ?? {},
          },
    transferGroup: intent.transfer_group,
    applicationFeeAmount: intent.application_fee_amount,
    captures: captureMethod !== 'manual' || METHOD_KINDS[method.type]?.isCapturable === false,
    authentication,
    mandate: hidden.mandate,
    cvcGiven: hidden.cvcGiven,
    allows: featuresOf(intent),
  };
}
