import type Stripe from 'stripe';
import type { RequestContext } from '../../core/context.js';
import { noParams, searchParams, type Infer } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { pageOf } from '../prices/page-of.js';
import { deleteDraftInvoice, markUncollectible, voidInvoice } from './invoice-end.js';
import { finalizeInvoice } from './invoice-finalize.js';
import { invoiceLineRoutes } from './invoice-line.routes.js';
import { createRequestedInvoice } from './invoice-request.js';
import { atInvoiceTime } from './invoice-time.js';
import { attachPayment, payInvoice, sendInvoice } from './invoice-verbs.js';
import {
  attachPaymentParams,
  createInvoiceParams,
  finalizeInvoiceParams,
  listInvoicesParams,
  payInvoiceParams,
  updateInvoiceParams,
} from './invoice.params.js';
import { invoices } from './invoice.resource.js';
import { previewRoutes } from './upcoming.routes.js';
import { updateInvoice } from './invoice.update.js';

function listInvoices(ctx: RequestContext<Infer<typeof listInvoicesParams>>): Stripe.ApiList<Stripe.Invoice> {
  const { due_date: due, created, collection_method, customer, customer_account, status, subscription } = ctx.params;
  if (due === undefined) return ctx.list(invoices);
  const isWithin = (value: number, range: typeof due | undefined): boolean =>
    (range?.gt === undefined || value > range.gt) &&
    (range?.gte === undefined || value >= range.gte) &&
    (range?.lt === undefined || value < range.lt) &&
    (range?.lte === undefined || value <= range.lte);
  const found = ctx
    .all(invoices, { collection_method, customer, customer_account, status, subscription })
    .filter(
      (invoice) => invoice.due_date !== null && isWithin(invoice.due_date, due) && isWithin(invoice.created, created),
    );
  return pageOf(found.reverse(), ctx.params, ctx.url);
}

const permission = 'invoice';
const verbs = [
  route({
    method: 'POST',
    path: '/v1/invoices/:id/finalize',
    permission,
    params: finalizeInvoiceParams,
    handle: (request) => {
      const { ctx, id } = atInvoiceTime(request);
      const { auto_advance: autoAdvance } = request.params;
      return finalizeInvoice(ctx, id, autoAdvance === undefined ? {} : { autoAdvance });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/pay',
    permission,
    params: payInvoiceParams,
    handle: (request) => {
      const { ctx, id } = atInvoiceTime(request);
      return payInvoice(ctx, id, request.params);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/send',
    permission,
    params: noParams,
    handle: (request) => {
      const { ctx, id } = atInvoiceTime(request);
      return sendInvoice(ctx, id);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/void',
    permission,
    params: noParams,
    handle: (request) => {
      const { ctx, id } = atInvoiceTime(request);
      return voidInvoice(ctx, id);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/mark_uncollectible',
    permission,
    params: noParams,
    handle: (request) => {
      const { ctx, id } = atInvoiceTime(request);
      return markUncollectible(ctx, id);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/attach_payment',
    permission,
    params: attachPaymentParams,
    handle: (request) => {
      const { ctx, id } = atInvoiceTime(request);
      return attachPayment(ctx, id, request.params);
    },
  }),
];

export const invoiceRoutes = [
  route({
    method: 'POST',
    path: '/v1/invoices',
    permission,
    params: createInvoiceParams,
    handle: (ctx) => createRequestedInvoice(ctx, ctx.params),
  }),
  route({ method: 'GET', path: '/v1/invoices', permission, params: listInvoicesParams, handle: listInvoices }),
  route({
    method: 'GET',
    path: '/v1/invoices/search',
    permission,
    params: searchParams,
    handle: (ctx) => ctx.search(invoices),
  }),
  route({
    method: 'GET',
    path: '/v1/invoices/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.requireOrStub(invoices, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id',
    permission,
    params: updateInvoiceParams,
    handle: (request) => {
      const { ctx, id } = atInvoiceTime(request);
      return updateInvoice(ctx, id, request.params);
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/invoices/:id',
    permission,
    params: noParams,
    handle: (request) => {
      const { ctx, id } = atInvoiceTime(request);
      return deleteDraftInvoice(ctx, id);
    },
  }),
  ...verbs,
  ...invoiceLineRoutes,
  ...previewRoutes,
];
