import type Stripe from 'stripe';
import type { Context, RequestContext } from '../../core/context.js';
import { noParams, searchParams, type Infer } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { pageOf } from '../prices/page-of.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { deleteDraftInvoice, markUncollectible, voidInvoice } from './invoice-end.js';
import { finalizeInvoice } from './invoice-finalize.js';
import { addDescribedLines, removeLines, updateLine, updateLines } from './invoice-line.change.js';
import {
  addLinesParams,
  listLinesParams,
  removeLinesParams,
  updateLineParams,
  updateLinesParams,
} from './invoice-line.params.js';
import { invoiceLines } from './invoice-line.resource.js';
import { createRequestedInvoice } from './invoice-request.js';
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
import { updateInvoice } from './invoice.update.js';
import { previewInvoice } from './upcoming.js';
import { asPreview, previewParams, upcomingParams } from './upcoming.params.js';

/** The context by whose time an invoice's customer lives. */
function at(ctx: RequestContext, name = 'id'): { ctx: Context; id: string } {
  const invoice = ctx.require(invoices, ctx.pathId(name));
  return { ctx: atCustomersTime(ctx, invoice.customer as string), id: invoice.id };
}

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
      const { ctx, id } = at(request);
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
      const { ctx, id } = at(request);
      return payInvoice(ctx, id, request.params);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/send',
    permission,
    params: noParams,
    handle: (request) => {
      const { ctx, id } = at(request);
      return sendInvoice(ctx, id);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/void',
    permission,
    params: noParams,
    handle: (request) => {
      const { ctx, id } = at(request);
      return voidInvoice(ctx, id);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/mark_uncollectible',
    permission,
    params: noParams,
    handle: (request) => {
      const { ctx, id } = at(request);
      return markUncollectible(ctx, id);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/attach_payment',
    permission,
    params: attachPaymentParams,
    handle: (request) => {
      const { ctx, id } = at(request);
      return attachPayment(ctx, id, request.params);
    },
  }),
];

const lines = [
  route({
    method: 'GET',
    path: '/v1/invoices/:id/lines',
    permission,
    params: listLinesParams,
    handle: (ctx) =>
      pageOf(ctx.all(invoiceLines, { invoice: ctx.require(invoices, ctx.pathId()).id }), ctx.params, ctx.url),
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:invoice/lines/:id',
    permission,
    params: updateLineParams,
    handle: (request) => {
      const { ctx, id } = at(request, 'invoice');
      return updateLine(ctx, id, request.pathId(), request.params);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/add_lines',
    permission,
    params: addLinesParams,
    handle: (request) => {
      const { ctx, id } = at(request);
      return addDescribedLines(ctx, id, request.params);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/update_lines',
    permission,
    params: updateLinesParams,
    handle: (request) => {
      const { ctx, id } = at(request);
      return updateLines(ctx, id, request.params);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/remove_lines',
    permission,
    params: removeLinesParams,
    handle: (request) => {
      const { ctx, id } = at(request);
      return removeLines(ctx, id, request.params);
    },
  }),
];

const upcoming = [
  route({
    method: 'POST',
    path: '/v1/invoices/create_preview',
    permission,
    params: previewParams,
    handle: (ctx) => previewInvoice(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/invoices/upcoming',
    permission,
    params: upcomingParams,
    removedIn: '2025-03-31.basil',
    handle: (ctx) => previewInvoice(ctx, asPreview(ctx.params)),
  }),
  route({
    method: 'GET',
    path: '/v1/invoices/upcoming/lines',
    permission,
    params: upcomingParams,
    removedIn: '2025-03-31.basil',
    handle: (ctx) => {
      const { limit } = ctx.params;
      const { data } = previewInvoice(ctx, asPreview(ctx.params)).lines;
      return pageOf(data, limit === undefined ? {} : { limit }, ctx.url);
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
      const { ctx, id } = at(request);
      return updateInvoice(ctx, id, request.params);
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/invoices/:id',
    permission,
    params: noParams,
    handle: (request) => {
      const { ctx, id } = at(request);
      return deleteDraftInvoice(ctx, id);
    },
  }),
  ...verbs,
  ...lines,
  ...upcoming,
];
