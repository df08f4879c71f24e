import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { releaseCash } from '../cash-balance/cash-payment.js';
import { charges } from '../charges/charge.resource.js';
import { settleCharge } from '../charges/charge-settlement.js';
import { refundAuthorization, releaseRest } from '../refunds/refund-authorization.js';
import { succeed } from './payment-intent-attempt.js';
import { assertStatus } from './payment-intent-checks.js';
import type { capturePaymentIntentParams } from './payment-intent.params.js';
import { paymentIntents } from './payment-intent.resource.js';

type CaptureParams = Infer<typeof capturePaymentIntentParams>;
/** Clients may give some of the reasons; the emulator has more. */
interface CancelParams {
  readonly cancellation_reason?: Stripe.PaymentIntent.CancellationReason;
}

/** Captures an authorization, all of it or a part; what is not captured is released. */
export function capturePaymentIntent(ctx: Context, id: string, params: CaptureParams): Stripe.PaymentIntent {
  const before = ctx.require(paymentIntents, id);
  assertStatus(before, ['requires_capture'], 'capture');
  const amount = params.amount_to_capture ?? before.amount_capturable;
  const isFinal = params.final_capture !== false;
  const authorized = ctx.require(charges, before.latest_charge as string);
  assertCapturable(before, authorized, amount, isFinal);
  const fee = params.application_fee_amount ?? before.application_fee_amount;
  if (params.application_fee_amount !== undefined && params.application_fee_amount > amount)
    throw invalidRequest('The application fee amount cannot be greater than the amount to capture.', {
      code: 'parameter_invalid_integer',
      param: 'application_fee_amount',
    });
  if (isFinal) unschedule(ctx, id);
  const changed = ctx.update(paymentIntents, id, {
    ...(params.application_fee_amount === undefined ? {} : { application_fee_amount: params.application_fee_amount }),
    ...(params.metadata === undefined ? {} : { metadata: mergeMetadata(before.metadata, params.metadata) }),
    ...(params.statement_descriptor === undefined ? {} : { statement_descriptor: params.statement_descriptor }),
    ...(params.statement_descriptor_suffix === undefined
      ? {}
      : { statement_descriptor_suffix: params.statement_descriptor_suffix }),
  });
  const { charge: settled, announce } = settleCharge(ctx, authorized.id, {
    amount,
    // Stripe caps the fee at what is captured.
    applicationFee: fee === null ? null : Math.min(fee, amount),
    transferAmount: params.transfer_data?.amount,
  });
  const charge = isFinal ? releaseRest(ctx, settled) : settled;
  ctx.emit('charge.captured', charge, authorized);
  announce();
  return isFinal ? succeed(ctx, changed, charge) : keepOpen(ctx, changed, charge);
}

/** @throws StripeError for more than may be captured, and for a part where only one capture is allowed */
function assertCapturable(
  intent: Stripe.PaymentIntent,
  authorized: Stripe.Charge,
  amount: number,
  isFinal: boolean,
): void {
  const { multicapture, overcapture } = authorized.payment_method_details?.card ?? {};
  if (!isFinal && multicapture?.status !== 'available')
    throw invalidRequest(
      'You cannot set `final_capture` to `false` because this PaymentIntent does not support multiple captures.',
      { code: 'payment_intent_invalid_parameter', param: 'final_capture' },
    );
  const isFirst = authorized.amount_captured === 0;
  const isMore = overcapture?.status === 'available' && isFirst;
  const limit = isMore ? overcapture.maximum_amount_capturable : intent.amount_capturable;
  if (amount <= limit) return;
  throw invalidRequest(
    `The requested capture amount is greater than the amount you can capture for this PaymentIntent (${limit}).`,
    { code: 'amount_too_large', param: 'amount_to_capture' },
  );
}

/** A part was captured; the rest stays authorized. */
function keepOpen(ctx: Context, before: Stripe.PaymentIntent, charge: Stripe.Charge): Stripe.PaymentIntent {
  const intent = ctx.update(paymentIntents, before.id, {
    amount_capturable: Math.max(before.amount - charge.amount_captured, 0),
    amount_received: charge.amount_captured,
  });
  ctx.emit('payment_intent.amount_capturable_updated', intent, before);
  return intent;
}

const CANCELABLE = ['requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action'] as const;

export function cancelPaymentIntent(ctx: Context, id: string, params: CancelParams): Stripe.PaymentIntent {
  const before = ctx.require(paymentIntents, id);
  assertStatus(before, CANCELABLE, 'cancel');
  unschedule(ctx, id);
  const reason = params.cancellation_reason ?? null;
  const transfer = before.next_action?.display_bank_transfer_instructions;
  if (transfer !== undefined) releaseCash(ctx, before, transfer.amount_remaining ?? before.amount);
  if (before.status === 'requires_capture') return releaseAuthorization(ctx, before, reason, false);
  return markCanceled(ctx, before, reason);
}

/** Gives an uncaptured authorization back to the payer and cancels its intent. */
export function releaseAuthorization(
  ctx: Context,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
  hasExpired: boolean,
): Stripe.PaymentIntent {
  const before = ctx.require(charges, intent.latest_charge as string);
  const charge = refundAuthorization(ctx, before);
  ctx.emit(hasExpired ? 'charge.expired' : 'charge.refunded', charge, before);
  return markCanceled(ctx, intent, reason);
}

function markCanceled(
  ctx: Context,
  before: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Stripe.PaymentIntent {
  const hidden = ctx.hidden(paymentIntents, before.id);
  const intent = ctx.update(
    paymentIntents,
    before.id,
    {
      amount_capturable: 0,
      canceled_at: ctx.now,
      cancellation_reason: reason,
      next_action: null,
      status: 'canceled',
    },
    { ...hidden, challenge: null, scheduled: null },
  );
  ctx.emit('payment_intent.canceled', intent);
  return intent;
}

function unschedule(ctx: Context, id: string): void {
  const { scheduled } = ctx.hidden(paymentIntents, id);
  if (scheduled !== null) ctx.cancel(scheduled);
}
