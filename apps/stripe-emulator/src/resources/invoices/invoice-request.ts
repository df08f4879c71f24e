import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { assertDefaultMethod } from '../customers/customer-billing.js';
import { customers } from '../customers/customer.resource.js';
import { createDiscounts } from '../discounts/discount.create.js';
import { invoiceItems } from '../invoice-items/invoice-item.resource.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { createInvoice } from './invoice.create.js';
import { paymentSettingsOf, renderingOf, shippingCostOf, shippingDetailsOf } from './invoice-fields.js';
import { lineStates } from './invoice-lines.js';
import type { createInvoiceParams, updateInvoiceParams } from './invoice.params.js';
import { invoices } from './invoice.resource.js';
import type { LineInput, NewInvoice } from './invoice.types.js';

type CreateParams = Infer<typeof createInvoiceParams>;
type UpdateParams = Infer<typeof updateInvoiceParams>;

/** From this version on, pending items stay out of a one-off invoice unless they are asked in. */
const EXCLUDES_PENDING_SINCE = '2022-08-01';

/** Creates an invoice by request. */
export function createRequestedInvoice(anyTime: Context, params: CreateParams): Stripe.Invoice {
  const source = params.from_invoice === undefined ? undefined : revisable(anyTime, params.from_invoice.invoice);
  const customerId = params.customer ?? (source?.customer as string | undefined);
  if (customerId === undefined) throw missingParam('customer');
  const customer = anyTime.require(customers, customerId, 'customer');
  const ctx = atCustomersTime(anyTime, customer);
  const method = params.collection_method ?? 'charge_automatically';
  assertSendable(params, customer, method);
  assertDefaultMethod(ctx, params.default_payment_method, customerId, 'default_payment_method');
  const includes =
    params.pending_invoice_items_behavior === undefined
      ? ctx.apiVersion < EXCLUDES_PENDING_SINCE || params.subscription !== undefined
      : params.pending_invoice_items_behavior === 'include';
  const isEmpty = includes && ctx.all(invoiceItems, { customer: customerId, pending: true }).length === 0;
  if (isEmpty && ctx.apiVersion < EXCLUDES_PENDING_SINCE)
    throw invalidRequest('Nothing to invoice for customer', {
      code: 'invoice_no_customer_line_items',
      param: 'customer',
    });
  const currency = params.currency ?? source?.currency ?? currencyOf(ctx, customer, includes);
  const subscription = params.subscription === undefined ? null : subscriptionOf(ctx, params.subscription);
  return createInvoice(ctx, {
    ...settingsOf(ctx, params, customerId),
    customer: customerId,
    currency,
    lines: source === undefined ? [] : copiedLines(ctx, source),
    billingReason: 'manual',
    collectionMethod: method,
    autoAdvance: params.auto_advance ?? false,
    periodStart: ctx.now,
    periodEnd: ctx.now,
    subscription,
    includesPendingItems: includes,
    ...(source === undefined ? {} : { fromInvoice: { action: 'revision', invoice: source.id } }),
  });
}

function subscriptionOf(ctx: Context, id: string): NewInvoice['subscription'] {
  const resource = ctx.engine.resource('subscription');
  if (resource === undefined) throw missingParam('customer');
  const found = ctx.require(resource, id, 'subscription') as { metadata?: Record<string, string> };
  return { id, metadata: found.metadata ?? {} };
}

function revisable(ctx: Context, id: string): Stripe.Invoice {
  const source = ctx.require(invoices, id, 'from_invoice[invoice]');
  if (source.status === 'open' || source.status === 'uncollectible') return source;
  throw invalidRequest('You can only revise invoices that are open or uncollectible.', {
    param: 'from_invoice[invoice]',
  });
}

function copiedLines(ctx: Context, source: Stripe.Invoice): LineInput[] {
  return lineStates(ctx, source.id).map(({ line, hidden }) => ({
    amount: line.amount,
    currency: line.currency,
    description: line.description,
    quantity: line.quantity,
    period: line.period,
    price: null,
    unitAmountDecimal: line.pricing?.unit_amount_decimal == null ? null : String(line.pricing.unit_amount_decimal),
    discountable: line.discountable,
    discounts: line.discounts as string[],
    taxRates: hidden.taxRates,
    metadata: line.metadata,
    parent: null,
  }));
}

/** Of what waits for the customer, else of what it was billed in before, else of the account. */
function currencyOf(ctx: Context, customer: Stripe.Customer, includesPending: boolean): string {
  const waiting = includesPending ? ctx.all(invoiceItems, { customer: customer.id, pending: true }) : [];
  return waiting.at(-1)?.currency ?? customer.currency ?? ctx.platform.defaultCurrency;
}

/** @throws StripeError when an invoice cannot be sent as it is */
export function assertSendable(
  params: Pick<UpdateParams, 'days_until_due' | 'due_date'>,
  customer: Stripe.Customer,
  method: string,
): void {
  if (method !== 'send_invoice') {
    for (const name of ['days_until_due', 'due_date'] as const)
      if (params[name] !== undefined)
        throw invalidRequest(
          `You can only specify \`${name}\` when \`collection_method\` is set to \`send_invoice\`.`,
          { param: name },
        );
    return;
  }
  if (params.days_until_due !== undefined && params.due_date !== undefined)
    throw invalidRequest('You may only specify one of these parameters: days_until_due, due_date.', {
      param: 'due_date',
    });
  if (params.days_until_due === undefined && params.due_date === undefined)
    throw invalidRequest(
      'You must specify either `days_until_due` or `due_date` when `collection_method` is `send_invoice`.',
      { param: 'days_until_due' },
    );
  if (customer.email === null)
    throw invalidRequest(
      'Missing email. In order to create invoices that are sent to the customer, the customer must have a valid email.',
      { param: 'customer' },
    );
}

/** The settings that a request gives, in the engine's words. */
function settingsOf(ctx: Context, params: CreateParams, customer: string): Partial<NewInvoice> {
  const { discounts } = params;
  return {
    ...(discounts === undefined
      ? {}
      : { discounts: createDiscounts(ctx, discounts ?? [], { customer, invoice: 'new' }) }),
    ...(params.default_tax_rates == null ? {} : { defaultTaxRates: params.default_tax_rates }),
    defaultPaymentMethod: params.default_payment_method ?? null,
    defaultSource: params.default_source ?? null,
    daysUntilDue: params.days_until_due ?? null,
    dueDate: params.due_date ?? null,
    paymentSettings: paymentSettingsOf(params.payment_settings),
    description: params.description ?? null,
    ...(params.footer == null ? {} : { footer: params.footer }),
    ...(params.custom_fields === undefined ? {} : { customFields: params.custom_fields }),
    metadata: mergeMetadata({}, params.metadata),
    statementDescriptor: params.statement_descriptor ?? null,
    automaticTax: params.automatic_tax?.enabled ?? false,
    ...(params.issuer === undefined ? {} : { issuer: params.issuer }),
    onBehalfOf: params.on_behalf_of ?? null,
    transferData: params.transfer_data ?? null,
    applicationFeeAmount: params.application_fee_amount ?? null,
    rendering: renderingOf(params.rendering) ?? null,
    shippingCost: shippingCostOf(ctx, params.shipping_cost) ?? null,
    shippingDetails: shippingDetailsOf(params.shipping_details) ?? null,
    accountTaxIds: params.account_tax_ids ?? null,
    ...(params.number == null ? {} : { number: params.number }),
    effectiveAt: params.effective_at ?? null,
    ...(params.automatically_finalizes_at === undefined
      ? {}
      : { automaticallyFinalizesAt: params.automatically_finalizes_at }),
  };
}
