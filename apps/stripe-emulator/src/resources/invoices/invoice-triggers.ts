import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import type { EventType, Trigger } from '../../core/resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { createInvoiceItem } from '../invoice-items/invoice-item.create.js';
import { createPaymentIntent } from '../payment-intents/payment-intent-create.js';
import { confirmPaymentIntent } from '../payment-intents/payment-intent-confirm.js';
import { advanceInvoice, invoiceIsDue, invoiceWillBeDue } from './invoice-advance.js';
import { createInvoice } from './invoice.create.js';
import { deleteDraftInvoice, markUncollectible, voidInvoice } from './invoice-end.js';
import { finalizeInvoice } from './invoice-finalize.js';
import { collectInvoice } from './invoice-pay.js';
import { attachPayment, sendInvoice } from './invoice-verbs.js';
import { updateInvoice } from './invoice.update.js';
import type { NewInvoice } from './invoice.types.js';
import { emitUpcoming } from './upcoming.js';

/** An invoice of 20.00 to make things happen to. */
function inputFor(ctx: Context, changes: Partial<NewInvoice> = {}): NewInvoice {
  const customer = createCustomer(ctx, { email: 'jenny.rosen@example.com', name: 'Jenny Rosen' }).id;
  createInvoiceItem(ctx, { customer, amount: 2000, currency: 'usd', discounts: [] });
  return {
    customer,
    currency: 'usd',
    lines: [],
    billingReason: 'manual',
    collectionMethod: 'charge_automatically',
    autoAdvance: false,
    periodStart: ctx.now,
    periodEnd: ctx.now,
    subscription: null,
    includesPendingItems: true,
    ...changes,
  };
}

const draft = (ctx: Context, changes: Partial<NewInvoice> = {}): Stripe.Invoice =>
  createInvoice(ctx, inputFor(ctx, changes));
/** An open invoice of 20.00. */
export const openExample = (ctx: Context, changes: Partial<NewInvoice> = {}): Stripe.Invoice =>
  finalizeInvoice(ctx, draft(ctx, changes).id);
const sent: Partial<NewInvoice> = { collectionMethod: 'send_invoice', daysUntilDue: 30 };

function pay(ctx: Context, paymentMethod: string): void {
  collectInvoice(ctx, openExample(ctx).id, { paymentMethod, offSession: true });
}

function overpay(ctx: Context): void {
  const { id, customer } = openExample(ctx);
  const intent = createPaymentIntent(ctx, { amount: 2500, currency: 'usd', customer: customer as string });
  confirmPaymentIntent(ctx, intent.id, { payment_method: 'pm_card_visa', return_url: 'https://example.com' });
  attachPayment(ctx, id, { payment_intent: intent.id });
}

export const invoiceTriggers: Partial<Record<EventType, Trigger>> = {
  'invoice.created': (ctx) => void draft(ctx),
  'invoice.deleted': (ctx) => void deleteDraftInvoice(ctx, draft(ctx).id),
  'invoice.finalization_failed': (ctx) => {
    advanceInvoice.run(ctx, { invoice: draft(ctx, { automaticTax: true, autoAdvance: true }).id });
  },
  'invoice.finalized': (ctx) => void openExample(ctx),
  'invoice.marked_uncollectible': (ctx) => void markUncollectible(ctx, openExample(ctx).id),
  'invoice.overdue': (ctx) => {
    invoiceIsDue.run(ctx, { invoice: openExample(ctx, sent).id });
  },
  'invoice.overpaid': overpay,
  'invoice.paid': (ctx) => {
    pay(ctx, 'pm_card_visa');
  },
  'invoice.payment_action_required': (ctx) => {
    pay(ctx, 'pm_card_threeDSecure2Required');
  },
  'invoice.payment_failed': (ctx) => {
    pay(ctx, 'pm_card_chargeCustomerFail');
  },
  'invoice.payment_succeeded': (ctx) => {
    pay(ctx, 'pm_card_visa');
  },
  'invoice.sent': (ctx) => void sendInvoice(ctx, draft(ctx, sent).id),
  'invoice.upcoming': (ctx) => {
    emitUpcoming(ctx, inputFor(ctx));
  },
  'invoice.updated': (ctx) => void updateInvoice(ctx, draft(ctx).id, { metadata: { foo: 'bar' } }),
  'invoice.voided': (ctx) => void voidInvoice(ctx, openExample(ctx).id),
  'invoice.will_be_due': (ctx) => {
    invoiceWillBeDue.run(ctx, { invoice: openExample(ctx, sent).id });
  },
  'invoice_payment.paid': (ctx) => {
    pay(ctx, 'pm_card_visa');
  },
};
