import { route } from '../../core/resource.js';
import { pageOf } from '../prices/page-of.js';
import { addDescribedLines, removeLines, updateLine, updateLines } from './invoice-line.change.js';
import {
  addLinesParams,
  listLinesParams,
  removeLinesParams,
  updateLineParams,
  updateLinesParams,
} from './invoice-line.params.js';
import { invoiceLines } from './invoice-line.resource.js';
import { atInvoiceTime } from './invoice-time.js';
import { invoices } from './invoice.resource.js';

const permission = 'invoice';
export const invoiceLineRoutes = [
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
      const { ctx, id } = atInvoiceTime(request, 'invoice');
      return updateLine(ctx, id, request.pathId(), request.params);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/add_lines',
    permission,
    params: addLinesParams,
    handle: (request) => {
      const { ctx, id } = atInvoiceTime(request);
      return addDescribedLines(ctx, id, request.params);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/update_lines',
    permission,
    params: updateLinesParams,
    handle: (request) => {
      const { ctx, id } = atInvoiceTime(request);
      return updateLines(ctx, id, request.params);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/remove_lines',
    permission,
    params: removeLinesParams,
    handle: (request) => {
      const { ctx, id } = atInvoiceTime(request);
      return removeLines(ctx, id, request.params);
    },
  }),
];
