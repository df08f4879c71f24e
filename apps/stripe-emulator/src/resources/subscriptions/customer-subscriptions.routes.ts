import type { Context, RequestContext } from '../../core/context.js';
import { resourceMissing } from '../../core/errors.js';
import { listParamsOf, noParams } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { customers } from '../customers/customer.resource.js';
import { cancelSubscription } from './subscription-cancel.js';
import { createSubscription } from './subscription-create.js';
import { updateSubscription } from './subscription-update.js';
import { cancelSubscriptionParams, createSubscriptionParams, updateSubscriptionParams } from './subscription.params.js';
import { subscriptions, type Subscription } from './subscription.resource.js';

/** The older address of subscriptions, below their customer, which Stripe still answers. */
const PATH = '/v1/customers/:customer/subscriptions';
const permission = 'subscription';

function ownSubscription(ctx: RequestContext): Subscription {
  const subscription = ctx.find(subscriptions, ctx.pathId());
  if (subscription?.customer !== ctx.pathId('customer')) throw resourceMissing('subscription', ctx.pathId());
  return subscription;
}

const customerOf = (ctx: RequestContext & Context): string => ctx.require(customers, ctx.pathId('customer')).id;

export const customerSubscriptionRoutes = [
  route({
    method: 'POST',
    path: PATH,
    permission,
    params: createSubscriptionParams,
    handle: (ctx) => createSubscription(ctx, { ...ctx.params, customer: customerOf(ctx) }),
  }),
  route({
    method: 'GET',
    path: PATH,
    permission,
    params: listParamsOf<object>()({}),
    handle: (ctx) => ctx.list(subscriptions, { customer: customerOf(ctx), status: 'not_canceled' }),
  }),
  route({ method: 'GET', path: `${PATH}/:id`, permission, params: noParams, handle: ownSubscription }),
  route({
    method: 'POST',
    path: `${PATH}/:id`,
    permission,
    params: updateSubscriptionParams,
    handle: (ctx) => updateSubscription(ctx, ownSubscription(ctx).id, ctx.params),
  }),
  route({
    method: 'DELETE',
    path: `${PATH}/:id`,
    permission,
    params: cancelSubscriptionParams,
    handle: (ctx) =>
      ctx.params.at_period_end === true
        ? updateSubscription(ctx, ownSubscription(ctx).id, { cancel_at_period_end: true })
        : cancelSubscription(ctx, ownSubscription(ctx).id, ctx.params),
  }),
];
