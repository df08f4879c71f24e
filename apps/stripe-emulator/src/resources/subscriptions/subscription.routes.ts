import type Stripe from 'stripe';
import type { RequestContext } from '../../core/context.js';
import { resourceMissing } from '../../core/errors.js';
import { noParams, searchParams, type Infer, type TimeRange } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { removeDiscount } from '../discounts/discount.create.js';
import { pageOf } from '../prices/page-of.js';
import { cancelSubscription } from './subscription-cancel.js';
import { createSubscription } from './subscription-create.js';
import { pauseSubscription, resumeSubscription } from './subscription-pause.js';
import { changeSubscription, currentPeriod } from './subscription-state.js';
import { updateSubscription } from './subscription-update.js';
import {
  cancelSubscriptionParams,
  createSubscriptionParams,
  listSubscriptionsParams,
  migrateSubscriptionParams,
  pauseSubscriptionParams,
  resumeSubscriptionParams,
  updateSubscriptionParams,
} from './subscription.params.js';
import { subscriptions, type Subscription } from './subscription.resource.js';

const PATH = '/v1/subscriptions';
const permission = 'subscription';

/** Without a status, all but the canceled ones. */
function listSubscriptions(ctx: RequestContext<Infer<typeof listSubscriptionsParams>>): Stripe.ApiList<Subscription> {
  const { automatic_tax: tax, plan, price, status } = ctx.params;
  const { current_period_end: ends, current_period_start: starts } = ctx.params;
  const where = {
    status: status ?? 'not_canceled',
    ...(tax === undefined ? {} : { automatic_tax: tax.enabled }),
    ...(plan === undefined ? {} : { price: plan }),
    ...(price === undefined ? {} : { price }),
  };
  if (ends === undefined && starts === undefined) return ctx.list(subscriptions, where);
  const { customer, collection_method: method, test_clock: clock } = ctx.params;
  const found = ctx
    .all(subscriptions, { ...where, customer, collection_method: method, test_clock: clock })
    .filter((subscription) => {
      const { start, end } = currentPeriod(subscription);
      return isWithin(start, starts) && isWithin(end, ends);
    });
  return pageOf(found.toReversed(), ctx.params, ctx.url);
}

function isWithin(at: number, range: TimeRange | undefined): boolean {
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range ?? {};
  return at > gt && at >= gte && at < lt && at <= lte;
}

function deleteDiscount(ctx: RequestContext): object {
  const subscription = ctx.require(subscriptions, ctx.pathId());
  const [first] = subscription.discounts as string[];
  if (first === undefined) throw resourceMissing('discount', subscription.id);
  const removed = removeDiscount(ctx, first);
  changeSubscription(ctx, subscription, {
    discounts: (subscription.discounts as string[]).filter((id) => id !== first),
  });
  return removed;
}

function migrate(ctx: RequestContext<Infer<typeof migrateSubscriptionParams>>): Subscription {
  const { flexible } = ctx.params.billing_mode;
  return changeSubscription(ctx, ctx.require(subscriptions, ctx.pathId()), {
    billing_mode: {
      flexible: { proration_discounts: flexible?.proration_discounts ?? 'included' },
      type: 'flexible',
      updated_at: ctx.now,
    },
  });
}

export const subscriptionRoutes = [
  route({
    method: 'POST',
    path: PATH,
    permission,
    params: createSubscriptionParams,
    handle: (ctx) => createSubscription(ctx, ctx.params),
  }),
  route({ method: 'GET', path: PATH, permission, params: listSubscriptionsParams, handle: listSubscriptions }),
  route({
    method: 'GET',
    path: `${PATH}/search`,
    permission,
    params: searchParams,
    handle: (ctx) => ctx.search(subscriptions),
  }),
  route({
    method: 'GET',
    path: `${PATH}/:id`,
    permission,
    params: noParams,
    handle: (ctx) => ctx.require(subscriptions, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:id`,
    permission,
    params: updateSubscriptionParams,
    handle: (ctx) => updateSubscription(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'DELETE',
    path: `${PATH}/:id`,
    permission,
    params: cancelSubscriptionParams,
    handle: (ctx) =>
      ctx.params.at_period_end === true
        ? updateSubscription(ctx, ctx.pathId(), { cancel_at_period_end: true })
        : cancelSubscription(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:id/pause`,
    permission,
    params: pauseSubscriptionParams,
    handle: (ctx) => pauseSubscription(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:id/resume`,
    permission,
    params: resumeSubscriptionParams,
    handle: (ctx) => resumeSubscription(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:id/migrate`,
    permission,
    params: migrateSubscriptionParams,
    handle: migrate,
  }),
  route({
    method: 'DELETE',
    path: `${PATH}/:id/discount`,
    permission,
    params: noParams,
    handle: deleteDiscount,
  }),
];
