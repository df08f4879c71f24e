import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { PaymentProgress } from './payment-progress.js';

/** Follows the PaymentIntents of our orders. That an order is paid is said by its charge, once that is booked. */
@Injectable()
@StripeWebhookHandler(
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.canceled',
  'payment_intent.amount_capturable_updated',
)
export class PaymentIntentWebhookHandler implements WebhookHandler<Stripe.PaymentIntent | null> {
  constructor(
    private readonly stripe: StripeClient,
    private readonly progress: PaymentProgress,
  ) {}

  /** What is final is taken from the event itself; anything else may have changed since, so the current state is read. */
  async prepare(object: unknown, context: WebhookContext): Promise<Stripe.PaymentIntent | null> {
    const intent = object as Stripe.PaymentIntent;
    if (context.stripeAccount !== null || intent.metadata.order_id === undefined) return null;
    if (intent.status === 'succeeded' || intent.status === 'canceled') return intent;
    return this.stripe.sdk.paymentIntents.retrieve(intent.id);
  }

  async apply(current: Stripe.PaymentIntent | null, manager: EntityManager): Promise<void> {
    if (current !== null) await this.progress.report(manager, current);
  }
}
