import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import { embeddedList, type View } from '../../core/view.js';

export const invoicePayments = defineResource<Stripe.InvoicePayment>({
  object: 'invoice_payment',
  idPrefix: 'inpay',
  filters: {
    invoice: (payment) => payment.invoice as string,
    payment_intent: (payment) => (payment.payment.payment_intent as string | undefined) ?? undefined,
    status: (payment) => payment.status,
  },
  expandable: {
    invoice: 'invoice',
    'payment.charge': 'charge',
    'payment.payment_intent': 'payment_intent',
    'payment.payment_record': 'payment_record',
  },
});

/** The payments of an invoice, as they stand in it. */
export function paymentsOf(invoice: string, view: View): Stripe.ApiList<Stripe.InvoicePayment> {
  return embeddedList(view, invoicePayments, { where: { invoice } }, `/v1/invoice_payments?invoice=${invoice}`);
}
