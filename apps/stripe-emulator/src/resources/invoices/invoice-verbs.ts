import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam, StripeError } from '../../core/errors.js';
import type { Infer } from '../../core/params.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { markPaidOutOfBand } from './invoice-end.js';
import { finalizeInvoice } from './invoice-finalize.js';
import { invoicePayments } from './invoice-payment.resource.js';
import { assertOpen, collectInvoice } from './invoice-pay.js';
import { receivePayment } from './invoice-settle.js';
import type { attachPaymentParams, payInvoiceParams } from './invoice.params.js';
import { invoices } from './invoice.resource.js';

/** Pays an invoice now; a draft is finalized first. @throws StripeError 402 for a decline, which leaves its traces */
export function payInvoice(ctx: Context, id: string, params: Infer<typeof payInvoiceParams>): Stripe.Invoice {
  const before = ctx.require(invoices, id);
  const open = before.status === 'draft' ? finalizeInvoice(ctx, id, { autoAdvance: false }) : before;
  if (before.status === 'draft' && open.status === 'paid') return open;
  assertOpen(open);
  if (params.paid_out_of_band === true) return markPaidOutOfBand(ctx, id);
  const method = params.payment_method ?? params.source;
  const { invoice, outcome, error } = collectInvoice(ctx, id, {
    ...(method === undefined ? {} : { paymentMethod: method }),
    offSession: params.off_session ?? true,
  });
  if (outcome === 'no_payment_method')
    throw invalidRequest(
      'There is no `default_payment_method` set on this Customer or Invoice. Please set a `default_payment_method` prior to attempting to pay this invoice.',
    );
  if (error !== null) throw error;
  if (outcome === 'requires_action') throw needsAction();
  return invoice;
}

function needsAction(): StripeError {
  return new StripeError(
    402,
    'card_error',
    'This payment requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with this invoice.',
    { code: 'invoice_payment_intent_requires_action' },
  ).keepChanges();
}

/** Sends an invoice to its customer; a draft is finalized first. */
export function sendInvoice(ctx: Context, id: string): Stripe.Invoice {
  const before = ctx.require(invoices, id);
  if (before.collection_method !== 'send_invoice')
    throw invalidRequest("You can only manually send an invoice if its collection method is set to 'send_invoice'.");
  if (before.status === 'void') throw invalidRequest('You cannot send an invoice that is void.');
  const invoice = before.status === 'draft' ? finalizeInvoice(ctx, id) : before;
  ctx.emit('invoice.sent', invoice);
  return ctx.require(invoices, id);
}

/** Ties a PaymentIntent of one's own to an invoice; one that has succeeded pays it at once. */
export function attachPayment(ctx: Context, id: string, params: Infer<typeof attachPaymentParams>): Stripe.Invoice {
  const invoice = ctx.require(invoices, id);
  assertOpen(invoice);
  if (params.payment_intent === undefined) throw missingParam('payment_intent');
  const intent = ctx.require(paymentIntents, params.payment_intent, 'payment_intent');
  assertAttachable(ctx, invoice, intent);
  const payment = ctx.insert(invoicePayments, {
    id: ctx.id(invoicePayments.idPrefix),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: intent.amount,
    created: ctx.now,
    currency: intent.currency,
    invoice: id,
    is_default: false,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  });
  if (intent.status === 'succeeded') receivePayment(ctx, payment, intent.amount_received);
  return ctx.require(invoices, id);
}

function assertAttachable(ctx: Context, invoice: Stripe.Invoice, intent: Stripe.PaymentIntent): void {
  const param = 'payment_intent';
  if (ctx.all(invoicePayments, { payment_intent: intent.id }).length > 0)
    throw invalidRequest('This PaymentIntent is already attached to an invoice.', { param });
  if (intent.currency !== invoice.currency)
    throw invalidRequest('The currency of the PaymentIntent must match the currency of the invoice.', { param });
  if (intent.customer !== null && intent.customer !== invoice.customer)
    throw invalidRequest('The customer of the PaymentIntent must match the customer of the invoice.', { param });
  if (intent.status === 'canceled')
    throw invalidRequest('A canceled PaymentIntent cannot be attached to an invoice.', { param });
}
