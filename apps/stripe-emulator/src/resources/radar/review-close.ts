import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { charges } from '../charges/charge.resource.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { reviews } from './review.resource.js';

/** Puts a payment under review. It is paid all the same. */
export function openReview(ctx: Context, charge: Stripe.Charge): Stripe.Review {
  const intent = charge.payment_intent as string | null;
  const review = ctx.insert(reviews, {
    id: ctx.id(reviews.idPrefix),
    object: 'review',
    billing_zip: charge.billing_details.address?.postal_code ?? null,
    charge: charge.id,
    closed_reason: null,
    created: ctx.now,
    ip_address: null,
    ip_address_location: null,
    livemode: false,
    open: true,
    opened_reason: 'rule',
    ...(intent === null ? {} : { payment_intent: intent }),
    reason: 'rule',
    session: null,
  });
  ctx.update(charges, charge.id, { review: review.id });
  if (intent !== null) ctx.update(paymentIntents, intent, { review: review.id });
  ctx.emit('review.opened', review);
  return review;
}

/** Ends a review, and takes it off its payment. */
export function closeReview(
  ctx: Context,
  before: Stripe.Review,
  reason: NonNullable<Stripe.Review.ClosedReason>,
): Stripe.Review {
  const review = ctx.update(reviews, before.id, { closed_reason: reason, open: false, reason });
  ctx.update(charges, before.charge as string, { review: null });
  if (before.payment_intent !== undefined)
    ctx.update(paymentIntents, before.payment_intent as string, { review: null });
  ctx.emit('review.closed', review);
  return review;
}

/** Ends the open review of a charge, if there is one: what it asked has been answered otherwise. */
export function closeReviewOf(ctx: Context, charge: string, reason: NonNullable<Stripe.Review.ClosedReason>): void {
  const open = ctx.all(reviews, { charge }).find((review) => review.open);
  if (open !== undefined) closeReview(ctx, open, reason);
}

/** @throws StripeError when it is closed already */
export function approveReview(ctx: Context, id: string): Stripe.Review {
  const review = ctx.require(reviews, id);
  if (!review.open) throw invalidRequest('This review is already closed.', { code: 'review_already_closed' });
  return closeReview(ctx, review, 'approved');
}
