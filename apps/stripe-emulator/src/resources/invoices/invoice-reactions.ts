import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import type { ApiObject, EventType, Reaction } from '../../core/resource.js';
import { invoicePayments } from './invoice-payment.resource.js';
import { awaitPayer, failCollection, receivePayment } from './invoice-settle.js';
import { invoices } from './invoice.resource.js';

type Handler = (ctx: Context, payment: Stripe.InvoicePayment, intent: Stripe.PaymentIntent) => void;

/** Does something for each invoice that a PaymentIntent pays. */
function forPayments(handle: Handler): Reaction {
  return (ctx: Context, object: ApiObject): void => {
    const intent = object as Stripe.PaymentIntent;
    for (const payment of ctx.all(invoicePayments, { payment_intent: intent.id })) handle(ctx, payment, intent);
  };
}

/** How invoices hear what became of their PaymentIntents, whoever confirmed them. */
export const invoiceReactions: Partial<Record<EventType, Reaction>> = {
  'payment_intent.succeeded': forPayments((ctx, payment, intent) => {
    if (payment.status === 'open') receivePayment(ctx, payment, intent.amount_received);
  }),
  'payment_intent.payment_failed': forPayments((ctx, payment) => {
    const invoice = ctx.find(invoices, payment.invoice as string);
    if (payment.status === 'open' && invoice?.status === 'open') failCollection(ctx, invoice.id);
  }),
  'payment_intent.requires_action': forPayments((ctx, payment) => {
    if (payment.status === 'open') awaitPayer(ctx, payment.invoice as string);
  }),
  'payment_intent.canceled': forPayments((ctx, payment) => {
    if (payment.status !== 'open') return;
    ctx.update(invoicePayments, payment.id, {
      status: 'canceled',
      status_transitions: { ...payment.status_transitions, canceled_at: ctx.now },
    });
  }),
};
