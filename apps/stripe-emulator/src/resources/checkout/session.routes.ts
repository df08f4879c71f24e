import type Stripe from 'stripe';
import { listParamsOf, noParams } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { pageOf } from '../prices/page-of.js';
import { linesOf } from './line-item.resource.js';
import { createCheckoutSession } from './session-create.js';
import { expireSession } from './session-expire.js';
import { updateSession } from './session-update.js';
import { createSessionParams, listSessionsParams, updateSessionParams } from './session.params.js';
import { checkoutSessions } from './session.resource.js';

const permission = 'checkout_session';

export const sessionRoutes = [
  route({
    method: 'POST',
    path: '/v1/checkout/sessions',
    permission,
    params: createSessionParams,
    handle: (ctx) => createCheckoutSession(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/checkout/sessions',
    permission,
    params: listSessionsParams,
    handle: (ctx) => {
      const email = ctx.params.customer_details?.email;
      return ctx.list(checkoutSessions, email === undefined ? {} : { email });
    },
  }),
  route({
    method: 'GET',
    path: '/v1/checkout/sessions/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.require(checkoutSessions, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/checkout/sessions/:id',
    permission,
    params: updateSessionParams,
    handle: (ctx) => updateSession(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/checkout/sessions/:id/line_items',
    permission,
    params: listParamsOf<Stripe.Checkout.SessionListLineItemsParams>()({}),
    handle: (ctx) => {
      const { id } = ctx.require(checkoutSessions, ctx.pathId());
      const items = linesOf(ctx.view, id).map(({ item }) => item);
      return pageOf(items, ctx.params, ctx.url);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/checkout/sessions/:id/expire',
    permission,
    params: noParams,
    handle: (ctx) => expireSession(ctx, ctx.pathId()),
  }),
];
