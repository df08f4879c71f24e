import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { accounts } from '../accounts/account.resource.js';
import { customers } from '../customers/customer.resource.js';
import { applicableDiscounts } from '../discounts/discount.create.js';
import { takePendingItems } from '../invoice-items/pending-items.js';
import { taxIds } from '../tax-ids/tax-id.resource.js';
import { taxRates } from '../tax-rates/tax-rate.resource.js';
import { clockOf } from '../test-clocks/clock-time.js';
import { applicationId } from '../transfers/transfer-money.js';
import { advanceInvoice } from './invoice-advance.js';
import { addLines, recompute } from './invoice-lines.js';
import { invoices } from './invoice.resource.js';
import type { NewInvoice } from './invoice.types.js';

/** A draft is finalized by the clock an hour after it was made. */
export const DRAFT_SECONDS = 3600;

/** Makes a draft invoice with its lines. The context must stand at the customer's time. */
export function createInvoice(ctx: Context, input: NewInvoice): Stripe.Invoice {
  const customer = ctx.require(customers, input.customer, 'customer');
  const id = ctx.id(invoices.idPrefix);
  ctx.insert(invoices, newInvoice(ctx, id, input, customer), {
    secret: ctx.secret(32),
    scheduled: null,
    daysUntilDue: input.daysUntilDue ?? null,
    transferData: input.transferData ?? null,
    applicationFeeAmount: input.applicationFeeAmount ?? null,
    applicationFeePercent: input.applicationFeePercent ?? null,
    savesPaymentMethod: input.savesPaymentMethod ?? false,
    ownNumber: input.number ?? null,
  });
  const pending = input.includesPendingItems
    ? takePendingItems(ctx, id, { ...input, subscription: input.subscription?.id ?? null })
    : [];
  addLines(ctx, id, [...pending, ...input.lines]);
  if (customer.currency == null) ctx.update(customers, customer.id, { currency: input.currency });
  recompute(ctx, id);
  planFinalization(ctx, id);
  const invoice = ctx.require(invoices, id);
  ctx.emit('invoice.created', invoice);
  return ctx.require(invoices, id);
}

/** Plans, or plans anew, when the clock finalizes a draft. */
export function planFinalization(ctx: Context, id: string): void {
  const { automatically_finalizes_at: at, test_clock: clock } = ctx.require(invoices, id);
  const hidden = ctx.hidden(invoices, id);
  if (hidden.scheduled !== null) ctx.cancel(hidden.scheduled);
  const scheduled = at === null ? null : ctx.schedule(advanceInvoice, at, { invoice: id }, clock as string | null);
  ctx.update(invoices, id, {}, { ...hidden, scheduled });
}

function newInvoice(ctx: Context, id: string, input: NewInvoice, customer: Stripe.Customer): Stripe.Invoice {
  const account = ctx.as(ctx.platform.id).find(accounts, ctx.account);
  const finalizesAt = input.automaticallyFinalizesAt ?? ctx.now + DRAFT_SECONDS;
  return {
    ...blank(input.currency),
    id,
    account_country: account?.country ?? ctx.platform.country,
    account_name: account?.settings?.dashboard.display_name ?? account?.business_profile?.name ?? null,
    account_tax_ids: input.accountTaxIds == null ? null : [...input.accountTaxIds],
    application: ctx.isConnected ? applicationId(ctx) : null,
    auto_advance: input.autoAdvance,
    automatic_tax: {
      disabled_reason: null,
      enabled: input.automaticTax ?? false,
      liability: input.automaticTax === true ? { type: 'self' } : null,
      provider: input.automaticTax === true ? 'stripe' : null,
      // Known once its lines are.
      status: null,
    },
    automatically_finalizes_at: input.autoAdvance ? finalizesAt : null,
    billing_reason: input.billingReason,
    collection_method: input.collectionMethod,
    created: ctx.now,
    custom_fields: input.customFields ?? customer.invoice_settings.custom_fields,
    customer: customer.id,
    ...customerFields(ctx, customer),
    default_payment_method: input.defaultPaymentMethod ?? null,
    default_source: input.defaultSource ?? null,
    default_tax_rates: (input.defaultTaxRates ?? []).map((rate) => ctx.require(taxRates, rate, 'default_tax_rates')),
    description: input.description ?? null,
    discounts: discountsOf(ctx, input, customer),
    due_date: dueDateOf(input, ctx.now),
    effective_at: input.effectiveAt ?? null,
    footer: input.footer ?? customer.invoice_settings.footer,
    from_invoice: input.fromInvoice ?? null,
    issuer: input.issuer ?? { type: 'self' },
    metadata: input.metadata ?? {},
    number: input.number ?? null,
    on_behalf_of: input.onBehalfOf ?? null,
    parent: parentOf(input),
    payment_settings: input.paymentSettings ?? {
      default_mandate: null,
      payment_method_options: null,
      payment_method_types: null,
    },
    period_end: input.periodEnd,
    period_start: input.periodStart,
    rendering: input.rendering ?? renderingOf(customer),
    shipping_cost: input.shippingCost ?? null,
    shipping_details: input.shippingDetails ?? null,
    statement_descriptor: input.statementDescriptor ?? null,
    test_clock: clockOf(customer),
    webhooks_delivered_at: ctx.now,
  };
}

/** What of its customer an invoice shows, as long as it is a draft. */
export function customerFields(
  ctx: Context,
  customer: Stripe.Customer,
): Pick<
  Stripe.Invoice,
  | 'customer_account'
  | 'customer_address'
  | 'customer_email'
  | 'customer_name'
  | 'customer_phone'
  | 'customer_shipping'
  | 'customer_tax_exempt'
  | 'customer_tax_ids'
> {
  return {
    customer_account: customer.customer_account ?? null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt ?? 'none',
    customer_tax_ids: ctx.all(taxIds, { customer: customer.id }).map(({ type, value }) => ({ type, value })),
  };
}

/** Unless told otherwise, the discount of the customer is on every invoice. */
function discountsOf(ctx: Context, { discounts, subscription }: NewInvoice, customer: Stripe.Customer): string[] {
  const inherits = discounts === undefined || (subscription !== null && discounts.length === 0);
  if (!inherits) return [...discounts];
  return customer.discount == null ? [] : applicableDiscounts(ctx, [customer.discount.id]);
}

function dueDateOf(input: NewInvoice, now: number): number | null {
  if (input.collectionMethod !== 'send_invoice') return null;
  return input.dueDate ?? now + (input.daysUntilDue ?? 30) * 86_400;
}

function parentOf({ subscription, quote }: NewInvoice): Stripe.Invoice.Parent | null {
  if (subscription !== null)
    return {
      quote_details: null,
      subscription_details: {
        metadata: subscription.metadata,
        subscription: subscription.id,
        ...(subscription.prorationDate === undefined
          ? {}
          : { subscription_proration_date: subscription.prorationDate }),
      },
      type: 'subscription_details',
    };
  if (quote === undefined) return null;
  return { quote_details: { quote }, subscription_details: null, type: 'quote_details' };
}

function renderingOf({ invoice_settings: settings }: Stripe.Customer): Stripe.Invoice.Rendering | null {
  const { rendering_options: options } = settings;
  if (options === null) return null;
  return {
    amount_tax_display: options.amount_tax_display,
    pdf: null,
    template: options.template,
    template_version: null,
  };
}

/** Everything that a new invoice has not. */
function blank(currency: string) {
  return {
    object: 'invoice',
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    attempt_count: 0,
    attempted: false,
    currency,
    ending_balance: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: 'list', data: [], has_more: false, url: '' } as Stripe.ApiList<Stripe.InvoiceLineItem>,
    livemode: false,
    next_payment_attempt: null,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    starting_balance: 0,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
  } satisfies Partial<Stripe.Invoice>;
}
