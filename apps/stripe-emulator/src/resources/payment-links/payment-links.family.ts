import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { listParamsOf, noParams } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { linesOf } from '../checkout/line-item.resource.js';
import { pageOf } from '../prices/page-of.js';
import { visitLink } from './open-payment-link.js';
import { countCompletion, createPaymentLink, updatePaymentLink } from './payment-link.change.js';
import { createLinkParams, listLinksParams, updateLinkParams } from './payment-link.params.js';
import { paymentLinks } from './payment-link.resource.js';

const permission = 'payment_link';

function example(ctx: Context): string {
  const price = { currency: 'usd', unit_amount: 1500, product_data: { name: 'myproduct' } };
  return createPaymentLink(ctx, { line_items: [{ price_data: price, quantity: 1 }] }).id;
}

export const paymentLinksFamily = defineFamily({
  name: 'payment_links',
  resources: [paymentLinks],
  routes: [
    route({
      method: 'POST',
      path: '/v1/payment_links',
      permission,
      params: createLinkParams,
      handle: (ctx) => createPaymentLink(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: '/v1/payment_links',
      permission,
      params: listLinksParams,
      handle: (ctx) => ctx.list(paymentLinks),
    }),
    route({
      method: 'GET',
      path: '/v1/payment_links/:id',
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(paymentLinks, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/payment_links/:id',
      permission,
      params: updateLinkParams,
      handle: (ctx) => updatePaymentLink(ctx, ctx.pathId(), ctx.params),
    }),
    route({
      method: 'GET',
      path: '/v1/payment_links/:id/line_items',
      permission,
      params: listParamsOf<Stripe.PaymentLinkListLineItemsParams>()({}),
      handle: (ctx) => {
        const { id } = ctx.require(paymentLinks, ctx.pathId());
        const items = linesOf(ctx.view, id).map(({ item }) => item);
        return pageOf(items, ctx.params, ctx.url);
      },
    }),
  ],
  pages: [{ method: 'GET', path: '/b/:slug', handle: visitLink }],
  events: ['payment_link.created', 'payment_link.updated'],
  reactions: {
    'checkout.session.completed': (ctx, object) => {
      const { payment_link: link } = object as Stripe.Checkout.Session;
      if (typeof link === 'string') countCompletion(ctx, link);
    },
  },
  triggers: {
    'payment_link.created': (ctx) => {
      example(ctx);
    },
    'payment_link.updated': (ctx) => {
      updatePaymentLink(ctx, example(ctx), { active: false });
    },
  },
});
