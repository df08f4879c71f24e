import type Stripe from 'stripe';
import { route } from '../../core/resource.js';
import { pageOf } from '../prices/page-of.js';
import { previewInvoice } from './upcoming.js';
import { asPreview, previewParams, upcomingParams } from './upcoming.params.js';

/** Previews got an id with the call that made them anew. */
function withoutId({ id: _id, ...preview }: Stripe.Invoice): Stripe.Invoice {
  return preview as Stripe.Invoice;
}

const permission = 'invoice';
export const previewRoutes = [
  route({
    method: 'POST',
    path: '/v1/invoices/create_preview',
    permission,
    params: previewParams,
    handle: (ctx) => previewInvoice(ctx, ctx.params, ctx.expands),
  }),
  route({
    method: 'GET',
    path: '/v1/invoices/upcoming',
    permission,
    params: upcomingParams,
    removedIn: '2025-03-31.basil',
    handle: (ctx) => withoutId(previewInvoice(ctx, asPreview(ctx.params), ctx.expands)),
  }),
  route({
    method: 'GET',
    path: '/v1/invoices/upcoming/lines',
    permission,
    params: upcomingParams,
    removedIn: '2025-03-31.basil',
    handle: (ctx) => {
      const { limit } = ctx.params;
      const expands = ctx.expands.map((path) => `lines.${path}`);
      const { data } = previewInvoice(ctx, asPreview(ctx.params), expands).lines;
      return pageOf(data, limit === undefined ? {} : { limit }, ctx.url);
    },
  }),
];
