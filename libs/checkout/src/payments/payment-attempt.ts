import type { PaymentAttemptEntity, PaymentAttemptOutcome } from '@guildhall/database';
import type { WebhookContext } from '@guildhall/webhooks';
import type Stripe from 'stripe';

/** What Stripe tells of one try to pay, before we know whose it is. */
export interface ToldAttempt extends Omit<PaymentAttemptEntity, 'id' | 'paymentId' | 'createdAt'> {
  readonly paymentIntentId: string;
  /** From the metadata, which a charge takes over from its PaymentIntent. */
  readonly orderId: string | null;
}

const OUTCOMES: readonly PaymentAttemptOutcome[] = ['pending', 'succeeded', 'failed'];

/** @returns null for a charge without a PaymentIntent: it is not one of ours */
export function attemptOfCharge(charge: Stripe.Charge): ToldAttempt | null {
  const paymentIntentId = idOf(charge.payment_intent);
  if (paymentIntentId === null) return null;
  const { payment_method_details: method, outcome } = charge;
  return {
    paymentIntentId,
    orderId: charge.metadata.order_id ?? null,
    stripeId: charge.id,
    stripeChargeId: charge.id,
    methodType: method?.type ?? null,
    cardBrand: method?.card?.brand ?? null,
    cardFunding: method?.card?.funding ?? null,
    cardCountry: method?.card?.country ?? null,
    outcome: OUTCOMES.find((outcome) => outcome === charge.status) ?? 'pending',
    failureCode: charge.failure_code,
    declineCode: charge.status === 'failed' ? (outcome?.reason ?? null) : null,
    message: charge.failure_message,
    riskLevel: outcome?.risk_level ?? null,
    currency: charge.currency,
    amountMinor: BigInt(charge.amount),
    attemptedAt: new Date(charge.created * 1000),
  };
}

/**
 * The failure of a PaymentIntent that no charge tells of: authentication failed, or the method was refused before.
 * @returns null when there was a charge, whose own event says more
 */
export function attemptWithoutCharge(intent: Stripe.PaymentIntent, event: WebhookContext): ToldAttempt | null {
  const problem = intent.last_payment_error;
  if (problem === null || problem.charge !== undefined) return null;
  const method = problem.payment_method;
  return {
    paymentIntentId: intent.id,
    orderId: intent.metadata.order_id ?? null,
    stripeId: event.eventId,
    stripeChargeId: null,
    methodType: method?.type ?? null,
    cardBrand: method?.card?.brand ?? null,
    cardFunding: method?.card?.funding ?? null,
    cardCountry: method?.card?.country ?? null,
    outcome: 'failed',
    failureCode: problem.code ?? null,
    declineCode: problem.decline_code ?? null,
    message: problem.message ?? null,
    riskLevel: null,
    currency: intent.currency,
    amountMinor: BigInt(intent.amount),
    attemptedAt: event.createdAt,
  };
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
