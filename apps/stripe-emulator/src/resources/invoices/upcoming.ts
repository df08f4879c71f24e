import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { withOwnDiscounts } from './preview-discounts.js';
import { invalidRequest, missingParam, StripeError } from '../../core/errors.js';
import type { Infer, RawValue } from '../../core/params.js';
import { present } from '../../core/view.js';
import { customers } from '../customers/customer.resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { createDiscounts } from '../discounts/discount.create.js';
import { discounts } from '../discounts/discount.resource.js';
import { createInvoiceItem } from '../invoice-items/invoice-item.create.js';
import { pendingItems } from '../invoice-items/pending-items.js';
import { inlinePrice } from '../prices/price.create.js';
import { requirePrice } from '../prices/price.resource.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { createInvoice } from './invoice.create.js';
import { invoiceLines } from './invoice-line.resource.js';
import type { NewInvoice } from './invoice.types.js';
import type { previewParams } from './upcoming.params.js';

type PreviewParams = Infer<typeof previewParams>;

/** What a preview about subscriptions asks for. The details are not looked into here. */
export interface UpcomingRequest {
  readonly customer: string | null;
  readonly subscription: string | null;
  readonly subscriptionDetails: RawValue | null;
  readonly schedule: string | null;
  readonly scheduleDetails: RawValue | null;
  readonly previewMode: 'next' | 'recurring';
}

/** Answers the invoice that a subscription, or a change of one, would lead to. All it changes is undone. */
export type UpcomingProvider = (ctx: Context, request: UpcomingRequest) => NewInvoice;

const providers: UpcomingProvider[] = [];

/** Subscriptions tell invoices what they will bill, because invoices know nothing of them. */
export function provideUpcoming(provider: UpcomingProvider): void {
  providers.splice(0, providers.length, provider);
}

/** What an invoice would be. Nothing of it is stored. @param expands paths that will be expanded in it */
export function previewInvoice(
  anyTime: Context,
  params: PreviewParams,
  expands: readonly string[] = [],
): Stripe.Invoice {
  return anyTime.speculate(() => {
    const about = customerOf(anyTime, params);
    const ctx = atCustomersTime(anyTime, about);
    const input = { ...inputOf(ctx, params, about), billingReason: 'upcoming' as const };
    const customer = changedCustomer(ctx, params, input.customer);
    addItems(ctx, params, customer, input.currency, input.subscription?.id ?? null);
    const preview = shownPreview(ctx, { ...input, ...assumedIn(ctx, params, customer), customer });
    if (preview.lines.data.length === 0) throw noneUpcoming(customer);
    return withOwnDiscounts(ctx, preview, expands);
  });
}

/** What a preview assumes of the invoice itself. */
function assumedIn(ctx: Context, params: PreviewParams, customer: string): Partial<NewInvoice> {
  const { automatic_tax: tax, discounts: given, issuer, on_behalf_of: onBehalfOf } = params;
  return {
    ...(given === undefined ? {} : { discounts: createDiscounts(ctx, given ?? [], { customer }) }),
    ...(tax === undefined ? {} : { automaticTax: tax.enabled }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  };
}

function noneUpcoming(customer: string): StripeError {
  return new StripeError(404, 'invalid_request_error', `No upcoming invoices for customer: '${customer}'`, {
    code: 'invoice_upcoming_none',
  });
}

/** The customer that a preview is about, by whichever parameter names it. */
function customerOf(ctx: Context, { customer, subscription, schedule }: PreviewParams): string | null {
  if (customer !== undefined) return ctx.require(customers, customer, 'customer').id;
  const named = subscription ?? schedule;
  const resource = ctx.engine.resource(subscription === undefined ? 'subscription_schedule' : 'subscription');
  if (named === undefined || resource === undefined) return null;
  const found = ctx.require(resource, named, subscription === undefined ? 'schedule' : 'subscription');
  return (found as unknown as { readonly customer: string }).customer;
}

function inputOf(ctx: Context, params: PreviewParams, customer: string | null): NewInvoice {
  const { subscription, subscription_details: details, schedule, schedule_details: schedules } = params;
  const [provider] = providers;
  const named = (subscription ?? details ?? schedule ?? schedules) !== undefined;
  const own = named || customer === null ? null : nextSubscription(ctx, customer);
  if ((named || own !== null) && provider !== undefined)
    return provider(ctx, {
      customer,
      subscription: subscription ?? own,
      subscriptionDetails: details ?? null,
      schedule: schedule ?? null,
      scheduleDetails: schedules ?? null,
      previewMode: params.preview_mode ?? 'next',
    });
  if (customer === null && params.customer_details === undefined) throw missingParam('customer');
  const known = customer === null ? undefined : ctx.require(customers, customer);
  const item = params.invoice_items?.[0];
  return {
    customer: customer ?? '',
    currency:
      params.currency ??
      item?.currency ??
      item?.price_data?.currency ??
      known?.currency ??
      ctx.platform.defaultCurrency,
    lines: [],
    billingReason: 'upcoming',
    collectionMethod: 'charge_automatically',
    autoAdvance: true,
    periodStart: ctx.now,
    periodEnd: ctx.now,
    subscription: null,
    includesPendingItems: true,
  };
}

/** Of a customer's subscriptions, the one that is billed next. */
function nextSubscription(ctx: Context, customer: string): string | null {
  const resource = ctx.engine.resource('subscription');
  if (resource === undefined) return null;
  const running = (ctx.all(resource, { customer }) as readonly unknown[] as readonly Stripe.Subscription[]).filter(
    ({ status }) => status === 'active' || status === 'trialing' || status === 'past_due',
  );
  return running[0]?.id ?? null;
}

/** A preview may assume another address or tax status, or do without a customer at all. */
function changedCustomer(ctx: Context, { customer_details: details }: PreviewParams, customer: string): string {
  const id = customer === '' ? createCustomer(ctx, {}).id : customer;
  if (details === undefined) return id;
  const { address, tax_exempt: exempt } = details;
  ctx.update(customers, id, {
    ...(exempt === undefined ? {} : { tax_exempt: exempt ?? 'none' }),
    ...(address == null
      ? {}
      : {
          address: {
            city: address.city ?? null,
            country: address.country ?? null,
            line1: address.line1 ?? null,
            line2: address.line2 ?? null,
            postal_code: address.postal_code ?? null,
            state: address.state ?? null,
          },
        }),
  });
  return id;
}

function addItems(
  ctx: Context,
  params: PreviewParams,
  customer: string,
  currency: string,
  subscription: string | null,
): void {
  const waiting = pendingItems(ctx, { customer, currency, subscription });
  (params.invoice_items ?? []).forEach((item, index) => {
    const known = waiting.find(({ id }) => id === item.invoiceitem);
    if (item.invoiceitem !== undefined && known === undefined)
      throw invalidRequest(`No such invoiceitem: '${item.invoiceitem}'`, {
        code: 'resource_missing',
        param: `invoice_items[${index}][invoiceitem]`,
      });
    if (known !== undefined) return;
    const price =
      item.price_data === undefined
        ? item.price === undefined
          ? null
          : requirePrice(ctx, item.price, `invoice_items[${index}][price]`)
        : inlinePrice(ctx, item.price_data, `invoice_items[${index}][price_data]`);
    const unit = item.unit_amount_decimal ?? (item.unit_amount === undefined ? undefined : String(item.unit_amount));
    createInvoiceItem(ctx, {
      customer,
      ...(item.amount === undefined ? {} : { amount: item.amount }),
      ...(unit === undefined ? {} : { unitAmountDecimal: unit }),
      price,
      quantity: item.quantity ?? 1,
      currency: item.currency ?? price?.currency ?? currency,
      description: item.description ?? null,
      ...(item.period === undefined ? {} : { period: item.period }),
      subscription,
      discounts: createDiscounts(ctx, item.discounts ?? [], { customer, invoiceItem: 'preview' }),
      discountable: item.discountable ?? true,
      taxRates: item.tax_rates ?? [],
    });
  });
}

/** Makes the invoice and shows it with all its lines, which are gone afterwards. */
function shownPreview(ctx: Context, input: NewInvoice): Stripe.Invoice {
  const made = createInvoice(ctx, input);
  const id = `upcoming_in_${made.id.slice(3)}`;
  const lines = ctx.all(invoiceLines, { invoice: made.id }).map((line) => ({ ...line, invoice: null }));
  const at = made.period_end > ctx.now ? made.period_end : ctx.now;
  const [discount] = made.discounts;
  const redeemed = typeof discount === 'string' ? ctx.find(discounts, discount) : undefined;
  return {
    ...made,
    // Older versions show it, and it is gone with the preview.
    ...(redeemed === undefined || ctx.apiVersion >= '2025-03-31'
      ? {}
      : { discount: present(discounts, redeemed, ctx.view) }),
    id,
    automatically_finalizes_at: null,
    created: at,
    lines: {
      object: 'list',
      data: lines,
      has_more: false,
      url: `/v1/invoices/upcoming/lines?customer=${input.customer}`,
    },
    next_payment_attempt: made.collection_method === 'charge_automatically' ? at + 3600 : null,
    status: 'draft',
  };
}

/** Announces the invoice that a subscription will make; call with what it will be. */
export function emitUpcoming(ctx: Context, input: NewInvoice): void {
  const preview = ctx.speculate(() => shownPreview(ctx, { ...input, billingReason: 'upcoming' }));
  ctx.emit('invoice.upcoming', preview);
}
