import type Stripe from 'stripe';
import { present, type View } from '../../core/view.js';
import { discounts } from '../discounts/discount.resource.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { olderTax } from './invoice-line.resource.js';
import { invoices, isPreview, openIntentIdOf } from './invoice.resource.js';

/** Until 2025-03-31 an invoice had one payment, and named it and its subscription in fields of its own. */
export function olderInvoice(invoice: Stripe.Invoice, view: View): Stripe.Invoice {
  const intent = isPreview(invoice, view) ? null : openIntentIdOf(invoice.id, view);
  const hidden = view.store.row(invoices, view.account, invoice.id)?.hidden;
  const charge =
    intent === null ? undefined : view.store.row(paymentIntents, view.account, intent)?.object.latest_charge;
  const details = invoice.parent?.subscription_details ?? null;
  const taxes = invoice.total_taxes ?? [];
  const [discount] = invoice.discounts;
  const redeemed = typeof discount === 'string' ? view.store.row(discounts, view.account, discount)?.object : undefined;
  // A preview's discounts are gone with it; it brings the first along.
  const { discount: shownDiscount } = invoice as { readonly discount?: unknown };
  return {
    ...invoice,
    application_fee_amount: hidden?.applicationFeeAmount ?? null,
    ...(view.apiVersion < '2019-10-17' ? { billing: invoice.collection_method } : {}),
    charge: charge ?? null,
    discount: redeemed === undefined ? (shownDiscount ?? null) : present(discounts, redeemed, view),
    paid: invoice.status === 'paid',
    paid_out_of_band: invoice.status === 'paid' && invoice.amount_due > 0 && charge == null,
    payment_intent: intent,
    quote: invoice.parent?.quote_details?.quote ?? null,
    rendering_options: null,
    subscription: details?.subscription ?? null,
    subscription_details: { metadata: details?.metadata ?? null },
    tax: taxes.length === 0 ? null : taxes.reduce((sum, { amount }) => sum + amount, 0),
    total_tax_amounts: taxes.map(olderTax),
    transfer_data: hidden?.transferData ?? null,
  } as unknown as Stripe.Invoice;
}
