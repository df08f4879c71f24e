import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { defineResource, type Resource } from '../../core/resource.js';
import { metadata, number, text, token } from '../../core/search/fields.js';
import { present, type View } from '../../core/view.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { invoiceLines } from './invoice-line.resource.js';
import { invoicePayments, paymentsOf } from './invoice-payment.resource.js';
import { olderInvoice } from './invoice-older.js';
import type { TransferPlan } from './invoice.types.js';
import { expandedSource } from '../sources/shown-sources.js';

export interface InvoiceHidden {
  /** Opens the hosted page. */
  readonly secret: string;
  /** What the clock does next with it. */
  readonly scheduled: string | null;
  readonly daysUntilDue: number | null;
  readonly transferData: TransferPlan | null;
  readonly applicationFeeAmount: number | null;
  readonly applicationFeePercent: number | null;
  readonly savesPaymentMethod: boolean;
  /** A number of one's own, given while it was a draft. */
  readonly ownNumber: string | null;
}

export const invoices: Resource<Stripe.Invoice, InvoiceHidden> = defineResource<Stripe.Invoice, InvoiceHidden>({
  object: 'invoice',
  idPrefix: 'in',
  pathParam: 'invoice',
  filters: {
    collection_method: (invoice) => invoice.collection_method,
    customer: (invoice) => (invoice.customer as string | null) ?? undefined,
    customer_account: (invoice) => invoice.customer_account ?? undefined,
    status: (invoice) => invoice.status ?? undefined,
    subscription: (invoice) => subscriptionIdOf(invoice) ?? undefined,
    hosted_secret: (_invoice, hidden) => hidden.secret,
  },
  searchable: {
    created: number((invoice) => invoice.created),
    currency: token((invoice) => invoice.currency),
    customer: token((invoice) => invoice.customer as string | null),
    last_finalization_error_code: token((invoice) => invoice.last_finalization_error?.code),
    last_finalization_error_type: token((invoice) => invoice.last_finalization_error?.type),
    metadata,
    number: text((invoice) => invoice.number),
    receipt_number: text((invoice) => invoice.receipt_number),
    status: token((invoice) => invoice.status),
    subscription: token((invoice) => subscriptionIdOf(invoice)),
    total: number((invoice) => invoice.total),
  },
  expandable: {
    'automatic_tax.liability.account': 'account',
    account_tax_ids: 'tax_id',
    application: 'application',
    confirmation_secret: (invoice, view) => confirmationSecret(invoice, view),
    charge: 'charge',
    customer: 'customer',
    default_payment_method: 'payment_method',
    default_source: expandedSource,
    discounts: 'discount',
    'from_invoice.invoice': 'invoice',
    'issuer.account': 'account',
    latest_revision: 'invoice',
    on_behalf_of: 'account',
    'parent.subscription_details.subscription': 'subscription',
    payment_intent: 'payment_intent',
    payments: (invoice, view) => paymentsOf(invoice.id, view),
    'shipping_cost.shipping_rate': 'shipping_rate',
    subscription: 'subscription',
    test_clock: 'test_helpers.test_clock',
    'total_discount_amounts.discount': 'discount',
    'total_pretax_credit_amounts.credit_balance_transaction': 'billing.credit_balance_transaction',
    'total_pretax_credit_amounts.discount': 'discount',
  },
  present: (invoice, view) => {
    const shown = { ...invoice, lines: linesOf(invoice, view) };
    return view.apiVersion < '2025-03-31' ? olderInvoice(shown, view) : shown;
  },
});

/** What an invoice would be is stored nowhere, nor is what it would consist of. */
export const isPreview = (invoice: Stripe.Invoice, view: View): boolean =>
  view.store.row(invoices, view.account, invoice.id) === undefined;

/** The first lines, in their order. Those of a preview are part of it: it is not stored. */
function linesOf(invoice: Stripe.Invoice, view: View): Stripe.ApiList<Stripe.InvoiceLineItem> {
  if (isPreview(invoice, view))
    return { ...invoice.lines, data: invoice.lines.data.map((line) => present(invoiceLines, line, view)) };
  const all = view.store.all(invoiceLines, view.account, { invoice: invoice.id });
  const data = all.slice(0, 10).map((row) => present(invoiceLines, row.object, view));
  return { object: 'list', data, has_more: all.length > 10, url: `/v1/invoices/${invoice.id}/lines` };
}

function confirmationSecret(invoice: Stripe.Invoice, view: View): Stripe.Invoice.ConfirmationSecret | null {
  const id = openIntentIdOf(invoice.id, view);
  const intent = id === null ? undefined : view.store.row(paymentIntents, view.account, id)?.object;
  const secret = intent?.client_secret;
  return secret == null ? null : { client_secret: secret, type: 'payment_intent' };
}

/** The PaymentIntent that Stripe made for an invoice. */
export function openIntentIdOf(invoice: string, view: View): string | null {
  const rows = view.store.all(invoicePayments, view.account, { invoice });
  const payment = rows.findLast(({ object }) => object.is_default)?.object ?? rows.at(-1)?.object;
  return (payment?.payment.payment_intent as string | undefined) ?? null;
}

/** The subscription that an invoice bills; null for a one-off. */
export function subscriptionIdOf(invoice: Stripe.Invoice): string | null {
  return (invoice.parent?.subscription_details?.subscription as string | undefined) ?? null;
}

export function invoicesOfSubscription(ctx: Context, subscription: string): Stripe.Invoice[] {
  return ctx.all(invoices, { subscription });
}

/** The PaymentIntent that Stripe made for an invoice, open or paid. */
export const openIntentOf = (ctx: Context, invoice: string): string | null => openIntentIdOf(invoice, ctx.view);

/** The invoice that a PaymentIntent pays. */
export function invoiceOfIntent(ctx: Context, intent: string): Stripe.Invoice | null {
  const payment = ctx.all(invoicePayments, { payment_intent: intent }).at(-1);
  return payment === undefined ? null : (ctx.find(invoices, payment.invoice as string) ?? null);
}
