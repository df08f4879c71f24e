import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { listParamsOf, noParams, p } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { createCharge } from '../charges/charge-create.js';
import { earlyFraudWarnings, settleWarningOf } from './early-fraud-warning.js';
import { approveReview } from './review-close.js';
import { reviews } from './review.resource.js';
import { valueListRoutes } from './value-list.routes.js';
import { valueListItems, valueLists } from './value-list.resource.js';

const listWarningsParams = listParamsOf<Stripe.Radar.EarlyFraudWarningListParams>()({
  charge: p.id(),
  created: p.range(),
  payment_intent: p.id(),
});
const listReviewsParams = listParamsOf<Stripe.ReviewListParams>()({ created: p.range() });

/** A payment with one of the cards that Radar has something to say about. @returns the charge's id */
function pay(ctx: Context, source: 'tok_createIssuerFraudRecord' | 'tok_riskLevelElevated'): string {
  return createCharge(ctx, { amount: 2000, currency: 'usd', source }).id;
}

export const radarFamily = defineFamily({
  name: 'radar',
  resources: [earlyFraudWarnings, reviews, valueLists, valueListItems],
  routes: [
    ...valueListRoutes,
    route({
      method: 'GET',
      path: '/v1/radar/early_fraud_warnings',
      permission: 'radar',
      params: listWarningsParams,
      handle: (ctx) => ctx.list(earlyFraudWarnings),
    }),
    route({
      method: 'GET',
      path: '/v1/radar/early_fraud_warnings/:id',
      permission: 'radar',
      params: noParams,
      handle: (ctx) => ctx.require(earlyFraudWarnings, ctx.pathId()),
    }),
    route({
      method: 'GET',
      path: '/v1/reviews',
      permission: 'review',
      params: listReviewsParams,
      // Only what is still to be looked at.
      handle: (ctx) => ctx.list(reviews, { open: true }),
    }),
    route({
      method: 'GET',
      path: '/v1/reviews/:id',
      permission: 'review',
      params: noParams,
      handle: (ctx) => ctx.require(reviews, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/reviews/:id/approve',
      permission: 'review',
      params: noParams,
      handle: (ctx) => approveReview(ctx, ctx.pathId()),
    }),
  ],
  events: ['radar.early_fraud_warning.created', 'radar.early_fraud_warning.updated', 'review.closed', 'review.opened'],
  triggers: {
    'radar.early_fraud_warning.created': (ctx) => {
      pay(ctx, 'tok_createIssuerFraudRecord');
    },
    'radar.early_fraud_warning.updated': (ctx) => {
      settleWarningOf(ctx, pay(ctx, 'tok_createIssuerFraudRecord'));
    },
    'review.opened': (ctx) => {
      pay(ctx, 'tok_riskLevelElevated');
    },
    'review.closed': (ctx) => {
      const charge = pay(ctx, 'tok_riskLevelElevated');
      approveReview(ctx, ctx.all(reviews, { charge })[0]?.id ?? '');
    },
  },
});
