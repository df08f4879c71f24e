import { defineFamily } from '../../core/resource.js';
import { hostedInvoicePages } from './hosted-invoice.pages.js';
import { invoiceActions } from './invoice-advance.js';
import { invoiceLines } from './invoice-line.resource.js';
import { invoicePayments } from './invoice-payment.resource.js';
import { invoicePaymentRoutes } from './invoice-payments.routes.js';
import { invoiceReactions } from './invoice-reactions.js';
import { invoiceTriggers } from './invoice-triggers.js';
import { invoices } from './invoice.resource.js';
import { invoiceRoutes } from './invoice.routes.js';

export const invoicesFamily = defineFamily({
  name: 'invoices',
  resources: [invoices, invoiceLines, invoicePayments],
  routes: [...invoiceRoutes, ...invoicePaymentRoutes],
  actions: invoiceActions,
  reactions: invoiceReactions,
  events: [
    'invoice.created',
    'invoice.deleted',
    'invoice.finalization_failed',
    'invoice.finalized',
    'invoice.marked_uncollectible',
    'invoice.overdue',
    'invoice.overpaid',
    'invoice.paid',
    'invoice.payment_action_required',
    'invoice.payment_failed',
    'invoice.payment_succeeded',
    'invoice.sent',
    'invoice.upcoming',
    'invoice.updated',
    'invoice.voided',
    'invoice.will_be_due',
    'invoice_payment.paid',
  ],
  triggers: invoiceTriggers,
  pages: hostedInvoicePages,
});
