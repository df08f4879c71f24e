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

/** The invoice that a PaymentIntent pays, which it and its charges named until 2025-03-31. */
export function invoiceIdOf(intent: string | null, view: View): string | null {
  if (intent === null) return null;
  const payment = view.store.all(invoicePayments, view.account, { payment_intent: intent }).at(-1);
  return (payment?.object.invoice as string | undefined) ?? null;
}
