import { SetMetadata } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';

/** What a handler may know of the event beside its object. */
export interface WebhookContext {
  readonly eventId: string;
  readonly type: string;
  /** The connected account of a Connect event; null for the platform's own. */
  readonly stripeAccount: string | null;
  readonly createdAt: Date;
}

/**
 * Acts on one or more event types. Registered by listing the class as a provider of a worker module.
 * Events may come twice, late and in any order: read the current state in `prepare`, and let `apply` change nothing
 * when there is nothing new. Several handlers may listen to one type; all apply in one transaction or none does.
 */
export interface WebhookHandler<Prepared = unknown> {
  /** Network allowed, no transaction. `object` is `data.object` as it was when the event was made. Throw to have it retried. */
  prepare(object: Stripe.Event.Data.Object & { id?: string }, context: WebhookContext): Promise<Prepared>;
  /** No network. The transaction that also marks the event processed. */
  apply(prepared: Prepared, manager: EntityManager, context: WebhookContext): Promise<void>;
}

export const STRIPE_WEBHOOK_TYPES = 'guildhall:stripe-webhook-types';

/** Marks a provider as the handler of these event types. */
export const StripeWebhookHandler = (...types: Stripe.Event['type'][]): ClassDecorator =>
  SetMetadata(STRIPE_WEBHOOK_TYPES, types);
