import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';

/** Payments that Radar wants somebody to look at. */
export const reviews = defineResource<Stripe.Review>({
  object: 'review',
  idPrefix: 'prv',
  pathParam: 'review',
  filters: { charge: (review) => review.charge as string | null, open: (review) => review.open },
  expandable: { charge: 'charge', payment_intent: 'payment_intent' },
});
