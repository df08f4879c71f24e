import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata } from '../../core/params.js';
import { storedLines } from '../checkout/checkout-amounts.js';
import { customers } from '../customers/customer.resource.js';
import { atClockTime, clockOf } from '../test-clocks/clock-time.js';
import { testClocks } from '../test-clocks/test-clock.resource.js';
import { applicationId } from '../transfers/transfer-money.js';
import { computeQuote, quoteLines } from './quote-amounts.js';
import type { CreateQuoteParams, UpdateQuoteParams } from './quote.params.js';
import { quotes, type Quote } from './quote.resource.js';

const LIFETIME_SECONDS = 30 * 86_400;

type Fields = Omit<
  Quote,
  | 'amount_subtotal'
  | 'amount_total'
  | 'application'
  | 'computed'
  | 'created'
  | 'currency'
  | 'from_quote'
  | 'id'
  | 'invoice'
  | 'livemode'
  | 'number'
  | 'object'
  | 'status'
  | 'status_transitions'
  | 'subscription'
  | 'subscription_schedule'
  | 'test_clock'
  | 'total_details'
>;

/** Drafts a quote, anew or out of another one. */
export function createQuote(anyTime: Context, params: CreateQuoteParams): Quote {
  const source =
    params.from_quote === undefined ? undefined : anyTime.require(quotes, params.from_quote.quote, 'from_quote[quote]');
  const customerId = params.customer ?? (source?.customer as string | null | undefined) ?? undefined;
  const customer = customerId === undefined ? undefined : anyTime.require(customers, customerId, 'customer');
  if (params.test_clock !== undefined) anyTime.require(testClocks, params.test_clock, 'test_clock');
  const clock = params.test_clock ?? clockOf(customer);
  const ctx = atClockTime(anyTime, clock);
  const isRevision = params.from_quote?.is_revision === true;
  const known = source === undefined ? undefined : ctx.hidden(quotes, source.id);
  const made = ctx.insert(
    quotes,
    {
      ...changedFields(ctx, params, source ?? blank(ctx)),
      id: ctx.id(quotes.idPrefix),
      object: 'quote',
      amount_subtotal: 0,
      amount_total: 0,
      application: ctx.isConnected ? applicationId(ctx) : null,
      computed: { recurring: null, upfront: { amount_subtotal: 0, amount_total: 0, total_details: NOTHING } },
      created: ctx.now,
      currency: null,
      expires_at: params.expires_at ?? ctx.now + LIFETIME_SECONDS,
      from_quote: source === undefined ? null : { is_revision: isRevision, quote: source.id },
      invoice: null,
      livemode: false,
      number: null,
      status: 'draft',
      status_transitions: { accepted_at: null, canceled_at: null, finalized_at: null },
      subscription: null,
      subscription_schedule: null,
      test_clock: clock,
      total_details: NOTHING,
    },
    {
      discounts: params.discounts ?? known?.discounts ?? [],
      revision: isRevision ? (known?.revision ?? 1) + 1 : 1,
      expiry: null,
    },
  );
  const lines =
    params.line_items === undefined && source !== undefined
      ? storedLines(ctx, source.id).map((line) => ({ ...line, id: ctx.id('li') }))
      : quoteLines(ctx, params.line_items ?? []);
  const quote = ctx.update(quotes, made.id, computeQuote(ctx, made, lines));
  ctx.emit('quote.created', quote);
  return quote;
}

const NOTHING: Stripe.Quote.TotalDetails = { amount_discount: 0, amount_shipping: 0, amount_tax: 0 };

function blank(ctx: Context): Fields {
  const type = ctx.apiVersion >= '2025-09-30' ? 'flexible' : 'classic';
  return {
    application_fee_amount: null,
    application_fee_percent: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    collection_method: 'charge_automatically',
    customer: null,
    customer_account: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    expires_at: 0,
    footer: null,
    header: null,
    invoice_settings: {
      custom_fields: null,
      days_until_due: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    metadata: {},
    on_behalf_of: null,
    subscription_data: {
      billing_mode: { type },
      description: null,
      effective_date: null,
      metadata: {},
      trial_period_days: null,
    },
    transfer_data: null,
  };
}

function changedFields(ctx: Context, params: CreateQuoteParams | UpdateQuoteParams, before: Fields): Fields {
  const given = <K extends keyof typeof params>(key: K): Fields[K] =>
    (params[key] === undefined ? before[key] : params[key]) as Fields[K];
  const { automatic_tax: tax, transfer_data: transfer } = params;
  return {
    application_fee_amount: given('application_fee_amount'),
    application_fee_percent: given('application_fee_percent'),
    automatic_tax:
      tax === undefined
        ? before.automatic_tax
        : {
            enabled: tax.enabled,
            liability: tax.liability ?? null,
            provider: tax.enabled ? 'stripe' : null,
            status: tax.enabled ? 'complete' : null,
          },
    collection_method: given('collection_method'),
    customer: params.customer === undefined ? before.customer : ctx.require(customers, params.customer, 'customer').id,
    customer_account: given('customer_account'),
    default_tax_rates:
      params.default_tax_rates === undefined ? (before.default_tax_rates ?? []) : (params.default_tax_rates ?? []),
    description: given('description'),
    discounts: before.discounts,
    expires_at: given('expires_at'),
    footer: given('footer'),
    header: given('header'),
    invoice_settings: { ...before.invoice_settings, ...params.invoice_settings },
    metadata: mergeMetadata(before.metadata, params.metadata),
    on_behalf_of: given('on_behalf_of'),
    subscription_data: subscriptionData(params, before),
    transfer_data:
      transfer === undefined
        ? before.transfer_data
        : transfer === null
          ? null
          : {
              amount: transfer.amount ?? null,
              amount_percent: transfer.amount_percent ?? null,
              destination: transfer.destination,
            },
  };
}

function subscriptionData(
  { subscription_data: asked }: UpdateQuoteParams,
  before: Fields,
): Fields['subscription_data'] {
  const was = before.subscription_data;
  if (asked === undefined) return was;
  const { billing_mode: mode, effective_date: date } = asked;
  return {
    billing_mode: mode === undefined ? was.billing_mode : mode,
    description: asked.description === undefined ? was.description : asked.description,
    // `current_period_end` is for quotes that change a subscription, which were never opened to everybody.
    effective_date: typeof date === 'number' ? date : date === undefined ? was.effective_date : null,
    metadata: mergeMetadata(was.metadata ?? {}, asked.metadata),
    trial_period_days: asked.trial_period_days === undefined ? was.trial_period_days : asked.trial_period_days,
  };
}

/** Changes a draft; of an open quote only metadata and the like change. */
export function updateQuote(anyTime: Context, id: string, params: UpdateQuoteParams): Quote {
  const before = anyTime.require(quotes, id);
  const ctx = atClockTime(anyTime, before.test_clock as string | null);
  const isFree = Object.keys(params).every((name) => name === 'metadata' || name === 'description');
  if (before.status !== 'draft' && !isFree)
    throw invalidRequest(`This quote cannot be updated because it is in status ${before.status}: only drafts can.`, {
      code: 'quote_not_editable',
    });
  const hidden = ctx.hidden(quotes, id);
  const discounts = params.discounts === undefined ? hidden.discounts : (params.discounts ?? []);
  const changed = ctx.update(quotes, id, changedFields(ctx, params, before), { ...hidden, discounts });
  if (before.status !== 'draft') return changed;
  const lines = params.line_items === undefined ? storedLines(ctx, id) : quoteLines(ctx, params.line_items);
  return ctx.update(quotes, id, computeQuote(ctx, changed, lines));
}
