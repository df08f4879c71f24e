import { noParams } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { invoicePayments } from './invoice-payment.resource.js';
import { listPaymentsParams } from './invoice.params.js';

const permission = 'invoice';
export const invoicePaymentRoutes = [
  route({
    method: 'GET',
    path: '/v1/invoice_payments',
    permission,
    params: listPaymentsParams,
    handle: (ctx) => ctx.list(invoicePayments, { payment_intent: ctx.params.payment?.payment_intent }),
  }),
  route({
    method: 'GET',
    path: '/v1/invoice_payments/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.require(invoicePayments, ctx.pathId()),
  }),
];
