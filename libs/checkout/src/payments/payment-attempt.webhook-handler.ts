import { newId } from '@guildhall/database';
import { isId } from '@guildhall/http';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { attemptOfCharge, attemptWithoutCharge, type ToldAttempt } from './payment-attempt.js';

/**
 * Keeps every try to pay, for operators. Needs no network: what a charge was made with never changes, and only its
 * outcome moves, from pending to one of two that are final.
 */
@Injectable()
@StripeWebhookHandler(
  'charge.succeeded',
  'charge.failed',
  'charge.pending',
  'charge.captured',
  'charge.updated',
  'payment_intent.payment_failed',
)
export class PaymentAttemptWebhookHandler implements WebhookHandler<ToldAttempt | null> {
  prepare(object: unknown, context: WebhookContext): Promise<ToldAttempt | null> {
    const told = object as Stripe.Charge | Stripe.PaymentIntent;
    if (context.stripeAccount !== null) return Promise.resolve(null);
    const isCharge = told.object === 'charge';
    return Promise.resolve(isCharge ? attemptOfCharge(told) : attemptWithoutCharge(told, context));
  }

  /** The payment is found by its PaymentIntent, or by its order when the answer that told us the intent was lost. */
  async apply(told: ToldAttempt | null, manager: EntityManager): Promise<void> {
    if (told === null) return;
    await manager.query(
      `INSERT INTO payment_attempt (id, payment_id, stripe_id, stripe_charge_id, method_type, card_brand, card_funding,
         card_country, outcome, failure_code, decline_code, message, risk_level, currency, amount_minor, attempted_at)
       SELECT $1, payment.id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17 FROM payment
       WHERE (order_id = $3::uuid AND stripe_payment_intent_id IS NULL) OR stripe_payment_intent_id = $2
       ON CONFLICT (stripe_id) DO UPDATE SET outcome = excluded.outcome, failure_code = excluded.failure_code,
         decline_code = excluded.decline_code, message = excluded.message, risk_level = excluded.risk_level
       WHERE payment_attempt.outcome = 'pending'`,
      [
        newId(),
        told.paymentIntentId,
        isId(told.orderId) ? told.orderId : null,
        told.stripeId,
        told.stripeChargeId,
        told.methodType,
        told.cardBrand,
        told.cardFunding,
        told.cardCountry,
        told.outcome,
        told.failureCode,
        told.declineCode,
        told.message,
        told.riskLevel,
        told.currency,
        told.amountMinor.toString(),
        told.attemptedAt,
      ],
    );
  }
}
