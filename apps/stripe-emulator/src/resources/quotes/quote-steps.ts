import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { action, type Action } from '../../core/resource.js';
import { storedLines } from '../checkout/checkout-amounts.js';
import type { CheckoutLine } from '../checkout/checkout-lines.js';
import { customers } from '../customers/customer.resource.js';
import { createDiscounts } from '../discounts/discount.create.js';
import { createInvoiceItem } from '../invoice-items/invoice-item.create.js';
import { createInvoice } from '../invoices/invoice.create.js';
import { createSchedule } from '../subscription-schedules/schedule-create.js';
import { hasPaymentMethod } from '../subscriptions/pending-setup.js';
import { createSubscription } from '../subscriptions/subscription-create.js';
import type { CreateSubscriptionParams } from '../subscriptions/subscription.params.js';
import type { Subscription } from '../subscriptions/subscription.resource.js';
import { atClockTime } from '../test-clocks/clock-time.js';
import { quotes, type Quote } from './quote.resource.js';

interface At {
  readonly ctx: Context;
  readonly before: Quote;
}

function quoteIn(anyTime: Context, id: string, statuses: readonly string[], verb: string): At {
  const before = anyTime.require(quotes, id);
  const ctx = atClockTime(anyTime, before.test_clock as string | null);
  if (statuses.includes(before.status)) return { ctx, before };
  throw invalidRequest(
    `You cannot ${verb} this quote because it is in status ${before.status}. It must be ${statuses.join(' or ')}.`,
    { code: 'quote_unexpected_state' },
  );
}

/** Opens a draft: it has a number and can be accepted until it expires. */
export function finalizeQuote(anyTime: Context, id: string, expiresAt: number | undefined): Quote {
  const { ctx, before } = quoteIn(anyTime, id, ['draft'], 'finalize');
  if (before.customer === null)
    throw invalidRequest('You must specify a customer to finalize a quote.', { param: 'customer' });
  const lines = storedLines(ctx, id);
  if (lines.length === 0)
    throw invalidRequest('You must specify line items to finalize a quote.', { param: 'line_items' });
  const hidden = ctx.hidden(quotes, id);
  const expires = expiresAt ?? before.expires_at;
  const expiry = ctx.schedule(expireQuote, expires, { quote: id });
  const quote = ctx.update(
    quotes,
    id,
    {
      expires_at: expires,
      number: before.number ?? numberOf(ctx, before, hidden.revision),
      status: 'open',
      status_transitions: { ...before.status_transitions, finalized_at: ctx.now },
    },
    { ...hidden, expiry },
  );
  ctx.emit('quote.finalized', quote);
  return quote;
}

/** `QT-PREFIX-0003-1`: the third quote of a customer, first revision. */
function numberOf(ctx: Context, quote: Quote, revision: number): string {
  const customer = ctx.require(customers, quote.customer as string);
  const count = ctx.all(quotes, { customer: customer.id }).filter(({ number }) => number !== null).length + 1;
  return `QT-${customer.invoice_prefix ?? 'EMULATOR'}-${String(count).padStart(4, '0')}-${revision}`;
}

export const expireQuote: Action<{ quote: string }> = action('quote.expire', (ctx, { quote: id }) => {
  const quote = ctx.find(quotes, id);
  if (quote?.status === 'open' && quote.expires_at <= ctx.now) cancelQuote(ctx, id);
});

export function cancelQuote(anyTime: Context, id: string): Quote {
  const { ctx, before } = quoteIn(anyTime, id, ['draft', 'open'], 'cancel');
  const quote = ctx.update(quotes, id, {
    status: 'canceled',
    status_transitions: { ...before.status_transitions, canceled_at: ctx.now },
  });
  ctx.emit('quote.canceled', quote);
  return quote;
}

/** The customer agrees: the quote becomes a subscription, a schedule for later, or an invoice in draft. */
export function acceptQuote(anyTime: Context, id: string): Quote {
  const { ctx, before } = quoteIn(anyTime, id, ['open'], 'accept');
  const lines = storedLines(ctx, id);
  const isRecurring = lines.some(({ price }) => price.recurring !== null);
  const outcome = isRecurring ? subscribe(ctx, before, lines) : { invoice: invoiceFor(ctx, before, lines) };
  const quote = ctx.update(quotes, id, {
    ...outcome,
    status: 'accepted',
    status_transitions: { ...before.status_transitions, accepted_at: ctx.now },
  });
  ctx.emit('quote.accepted', quote);
  return quote;
}

function subscribe(ctx: Context, quote: Quote, lines: readonly CheckoutLine[]): Partial<Quote> {
  const { effective_date: date } = quote.subscription_data;
  if (date !== null && date > ctx.now) {
    const items = lines.filter(({ price }) => price.recurring !== null).map(itemOf);
    const added = lines.filter(({ price }) => price.recurring === null).map(itemOf);
    const schedule = createSchedule(ctx, {
      customer: quote.customer as string,
      start_date: date,
      phases: [
        { items, add_invoice_items: added, iterations: 1, discounts: [...ctx.hidden(quotes, quote.id).discounts] },
      ],
    });
    return { subscription_schedule: schedule.id };
  }
  const subscription = createSubscription(ctx, subscriptionParams(ctx, quote, lines));
  return { subscription: subscription.id, invoice: subscription.latest_invoice };
}

function subscriptionParams(ctx: Context, quote: Quote, lines: readonly CheckoutLine[]): CreateSubscriptionParams {
  const { subscription_data: data, invoice_settings: settings } = quote;
  const isSent = quote.collection_method === 'send_invoice';
  const customer = quote.customer as string;
  const payer = { customer, default_payment_method: null, default_source: null } as Subscription;
  return {
    customer,
    items: lines.filter(({ price }) => price.recurring !== null).map(itemOf),
    add_invoice_items: lines.filter(({ price }) => price.recurring === null).map(itemOf),
    application_fee_percent: quote.application_fee_percent,
    automatic_tax: { enabled: quote.automatic_tax.enabled },
    billing_mode: { type: data.billing_mode.type === 'classic' ? 'classic' : 'flexible' },
    collection_method: isSent ? 'send_invoice' : 'charge_automatically',
    ...(isSent ? { days_until_due: settings.days_until_due ?? 30 } : {}),
    default_tax_rates: (quote.default_tax_rates ?? []) as string[],
    ...(data.description === null ? {} : { description: data.description }),
    discounts: [...ctx.hidden(quotes, quote.id).discounts],
    metadata: data.metadata ?? {},
    on_behalf_of: quote.on_behalf_of as string | null,
    payment_behavior: hasPaymentMethod(ctx, payer) ? 'allow_incomplete' : 'default_incomplete',
    ...(data.trial_period_days === null ? {} : { trial_period_days: data.trial_period_days }),
    ...(quote.transfer_data === null
      ? {}
      : {
          transfer_data: {
            destination: quote.transfer_data.destination as string,
            ...(quote.transfer_data.amount_percent === null
              ? {}
              : { amount_percent: quote.transfer_data.amount_percent }),
          },
        }),
  };
}

function itemOf({ price, quantity, taxRates }: CheckoutLine) {
  const isMetered = price.recurring?.usage_type === 'metered';
  return { price: price.id, ...(isMetered ? {} : { quantity }), tax_rates: [...taxRates] };
}

function invoiceFor(ctx: Context, quote: Quote, lines: readonly CheckoutLine[]): string {
  const customer = quote.customer as string;
  const settings = quote.invoice_settings;
  const invoice = createInvoice(ctx, {
    customer,
    currency: quote.currency ?? 'usd',
    lines: [],
    billingReason: 'quote_accept',
    collectionMethod: quote.collection_method === 'send_invoice' ? 'send_invoice' : 'charge_automatically',
    autoAdvance: false,
    periodStart: ctx.now,
    periodEnd: ctx.now,
    subscription: null,
    includesPendingItems: false,
    discounts: createDiscounts(ctx, ctx.hidden(quotes, quote.id).discounts, { customer }),
    defaultTaxRates: (quote.default_tax_rates ?? []) as string[],
    daysUntilDue: settings.days_until_due,
    description: settings.description,
    footer: settings.footer,
    customFields: settings.custom_fields,
    onBehalfOf: quote.on_behalf_of as string | null,
    transferData: quote.transfer_data,
    applicationFeeAmount: quote.application_fee_amount,
    quote: quote.id,
  });
  for (const { price, quantity, taxRates } of lines)
    createInvoiceItem(ctx, {
      customer,
      currency: price.currency,
      price,
      quantity,
      discounts: [],
      taxRates,
      invoice: invoice.id,
    });
  return invoice.id;
}
