import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { applicableDiscounts } from '../discounts/discount.create.js';
import { createInvoice } from '../invoices/invoice.create.js';
import type { LineInput, NewInvoice } from '../invoices/invoice.types.js';
import type { Period } from './cycle.js';
import { subscriptions, type Subscription } from './subscription.resource.js';

export interface InvoiceRequest {
  readonly lines: readonly LineInput[];
  readonly reason: Stripe.Invoice.BillingReason;
  /** True when it is to be finalized and collected by the clock. */
  readonly autoAdvance: boolean;
  /** The period that is over; without, this moment. */
  readonly period?: Period;
  readonly prorationDate?: number;
  /** False for what is billed apart from everything that waits. */
  readonly includesPendingItems?: boolean;
}

/** An invoice of a subscription, as its settings want it. */
export function invoiceOf(ctx: Context, subscription: Subscription, request: InvoiceRequest): NewInvoice {
  const { payment_settings: payment, invoice_settings: settings } = subscription;
  return {
    customer: subscription.customer as string,
    currency: subscription.currency,
    lines: request.lines,
    billingReason: request.reason,
    collectionMethod: subscription.collection_method === 'send_invoice' ? 'send_invoice' : 'charge_automatically',
    autoAdvance: request.autoAdvance,
    periodStart: request.period?.start ?? ctx.now,
    periodEnd: request.period?.end ?? ctx.now,
    subscription: {
      id: subscription.id,
      metadata: subscription.metadata,
      ...(request.prorationDate === undefined ? {} : { prorationDate: request.prorationDate }),
    },
    includesPendingItems: request.includesPendingItems ?? true,
    discounts: applicableDiscounts(ctx, subscription.discounts as string[]),
    defaultTaxRates: (subscription.default_tax_rates ?? []).map(({ id }) => id),
    defaultPaymentMethod: subscription.default_payment_method as string | null,
    defaultSource: subscription.default_source as string | null,
    daysUntilDue: subscription.days_until_due,
    paymentSettings: {
      default_mandate: null,
      payment_method_options: (payment?.payment_method_options ??
        null) as Stripe.Invoice.PaymentSettings['payment_method_options'],
      payment_method_types: payment?.payment_method_types ?? null,
    },
    savesPaymentMethod: true,
    description: settings.description,
    footer: settings.footer,
    customFields: settings.custom_fields,
    automaticTax: subscription.automatic_tax.enabled,
    issuer: settings.issuer,
    onBehalfOf: subscription.on_behalf_of as string | null,
    transferData: subscription.transfer_data,
    applicationFeePercent: subscription.application_fee_percent,
  };
}

/** Makes an invoice of a subscription, in draft. It is the latest from now on. */
export function draftInvoice(ctx: Context, subscription: Subscription, request: InvoiceRequest): Stripe.Invoice {
  const invoice = createInvoice(ctx, invoiceOf(ctx, subscription, request));
  ctx.update(subscriptions, subscription.id, { latest_invoice: invoice.id });
  return invoice;
}
