import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { listParamsOf, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { route } from '../../core/resource.js';
import * as field from './subscription-fields.params.js';
import { itemsOf } from './subscription-state.js';
import { updateSubscription } from './subscription-update.js';
import type { UpdateSubscriptionParams } from './subscription.params.js';
import { subscriptionItems, subscriptions, type SubscriptionItem } from './subscription.resource.js';

const PATH = '/v1/subscription_items';
const permission = 'subscription';

/** How a change of items is billed. */
const billing = {
  payment_behavior: field.paymentBehavior,
  proration_behavior: field.prorationBehavior,
  proration_date: p.timestamp(),
};

const createParams = paramsOf<Stripe.SubscriptionItemCreateParams>()({
  ...field.itemFields,
  ...billing,
  subscription: p.id().required(),
});
const updateParams = paramsOf<Stripe.SubscriptionItemUpdateParams>()({
  ...field.itemFields,
  ...billing,
  off_session: p.boolean(),
});
const deleteParams = paramsOf<Stripe.SubscriptionItemDeleteParams>()({ ...billing, clear_usage: p.boolean() });
const listParams = listParamsOf<Stripe.SubscriptionItemListParams>()({ subscription: p.id().required() });

type Billing = Pick<UpdateSubscriptionParams, 'payment_behavior' | 'proration_behavior' | 'proration_date'>;

function billingOf({ payment_behavior, proration_behavior, proration_date }: Billing): Billing {
  return {
    ...(payment_behavior === undefined ? {} : { payment_behavior }),
    ...(proration_behavior === undefined ? {} : { proration_behavior }),
    ...(proration_date === undefined ? {} : { proration_date }),
  };
}

function createItem(ctx: Context, params: Infer<typeof createParams>): SubscriptionItem {
  const { subscription: id, payment_behavior: _p, proration_behavior: _b, proration_date: _d, ...item } = params;
  const before = ctx.require(subscriptions, id, 'subscription');
  const known = new Set(itemsOf(before).map((other) => other.id));
  const after = updateSubscription(ctx, id, { items: [item], ...billingOf(params) });
  const added = itemsOf(after).find((other) => !known.has(other.id));
  if (added !== undefined) return added;
  throw invalidRequest('The item waits for its payment: see `pending_update` of the subscription.');
}

function updateItem(ctx: Context, id: string, params: Infer<typeof updateParams>): SubscriptionItem {
  const { payment_behavior: _p, proration_behavior: _b, proration_date: _d, off_session, ...fields } = params;
  const { subscription } = ctx.require(subscriptionItems, id);
  updateSubscription(ctx, subscription, {
    items: [{ id, ...fields }],
    ...billingOf(params),
    ...(off_session === undefined ? {} : { off_session }),
  });
  return ctx.require(subscriptionItems, id);
}

function deleteItem(ctx: Context, id: string, params: Infer<typeof deleteParams>): object {
  const { subscription } = ctx.require(subscriptionItems, id);
  updateSubscription(ctx, subscription, { items: [{ id, deleted: true }], ...billingOf(params) });
  return { id, object: 'subscription_item', deleted: true };
}

export const subscriptionItemRoutes = [
  route({
    method: 'POST',
    path: PATH,
    permission,
    params: createParams,
    handle: (ctx) => createItem(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: PATH,
    permission,
    params: listParams,
    handle: (ctx) => {
      ctx.require(subscriptions, ctx.params.subscription, 'subscription');
      return ctx.list(subscriptionItems);
    },
  }),
  route({
    method: 'GET',
    path: `${PATH}/:item`,
    permission,
    params: noParams,
    handle: (ctx) => ctx.require(subscriptionItems, ctx.pathId('item')),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:item`,
    permission,
    params: updateParams,
    handle: (ctx) => updateItem(ctx, ctx.pathId('item'), ctx.params),
  }),
  route({
    method: 'DELETE',
    path: `${PATH}/:item`,
    permission,
    params: deleteParams,
    handle: (ctx) => deleteItem(ctx, ctx.pathId('item'), ctx.params),
  }),
];
