import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { mergeMetadata } from '../../core/params.js';
import { createDiscounts } from '../discounts/discount.create.js';
import { createInvoice } from '../invoices/invoice.create.js';
import { finalizeInvoice } from '../invoices/invoice-finalize.js';
import { openIntentOf } from '../invoices/invoice.resource.js';
import type { LineInput } from '../invoices/invoice.types.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { shippingRates } from '../shipping-rates/shipping-rate.resource.js';
import { linesOf } from './line-item.resource.js';
import { storedLines } from './checkout-amounts.js';
import { checkoutSessions } from './session.resource.js';

/** Bills a one-time sale by an invoice. @returns the intent of its payment, which the payer confirms */
export function beginInvoice(ctx: Context, session: Stripe.Checkout.Session, customer: string): string | null {
  const { discounts, params } = ctx.hidden(checkoutSessions, session.id);
  const data = params.invoice_creation?.invoice_data;
  const payment = params.payment_intent_data;
  const draft = createInvoice(ctx, {
    customer,
    currency: session.currency ?? '',
    lines: invoiceLines(ctx, session),
    billingReason: 'manual',
    collectionMethod: 'charge_automatically',
    autoAdvance: false,
    periodStart: ctx.now,
    periodEnd: ctx.now,
    subscription: null,
    includesPendingItems: false,
    discounts: createDiscounts(ctx, discounts, { customer, checkoutSession: session.id }),
    description: data?.description ?? null,
    footer: data?.footer ?? null,
    customFields: data?.custom_fields ?? null,
    automaticTax: session.automatic_tax.enabled,
    metadata: mergeMetadata({}, data?.metadata),
    savesPaymentMethod: payment?.setup_future_usage !== undefined,
    onBehalfOf: payment?.on_behalf_of ?? null,
    applicationFeeAmount: payment?.application_fee_amount ?? null,
    transferData: payment?.transfer_data === undefined ? null : { ...payment.transfer_data },
  });
  const invoice = finalizeInvoice(ctx, draft.id, { autoAdvance: false });
  const intent = openIntentOf(ctx, invoice.id);
  const hidden = ctx.hidden(checkoutSessions, session.id);
  ctx.update(checkoutSessions, session.id, { invoice: invoice.id }, { ...hidden, invoice: invoice.id });
  if (intent !== null && payment?.description !== undefined)
    ctx.update(paymentIntents, intent, { description: payment.description });
  return intent;
}

function invoiceLines(ctx: Context, session: Stripe.Checkout.Session): LineInput[] {
  const currency = session.currency ?? '';
  const period = { start: ctx.now, end: ctx.now };
  const common = { currency, period, discounts: [], metadata: {}, parent: null };
  const items = linesOf(ctx.view, session.id);
  const lines = storedLines(ctx, session.id).map((line, index) => ({
    ...common,
    amount: items[index]?.item.amount_subtotal ?? 0,
    description: items[index]?.item.description ?? null,
    quantity: line.quantity,
    price: line.price,
    unitAmountDecimal: line.price.unit_amount_decimal === null ? null : String(line.price.unit_amount_decimal),
    discountable: true,
    taxRates: line.taxRates.length === 0 ? null : line.taxRates,
  }));
  const shipping = session.shipping_cost;
  if (shipping === null) return lines;
  const rate = ctx.find(shippingRates, shipping.shipping_rate as string);
  return [
    ...lines,
    {
      ...common,
      amount: shipping.amount_total,
      description: rate?.display_name ?? 'Shipping',
      quantity: 1,
      price: null,
      unitAmountDecimal: null,
      discountable: false,
      taxRates: [],
    },
  ];
}
