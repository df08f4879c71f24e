import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf, type Infer } from '../../core/params.js';
import * as field from '../subscriptions/subscription-fields.params.js';

const INTERVALS = ['day', 'month', 'week', 'year'] as const;
const priceData = p.hash({
  currency: p.currency().required(),
  product: p.id().required(),
  recurring: p.hash({ interval: p.enum(INTERVALS).required(), interval_count: p.integer({ min: 1 }) }),
  tax_behavior: field.taxBehavior,
  unit_amount: p.integer(),
  unit_amount_decimal: p.string({ pattern: /^-?\d+(\.\d{1,12})?$/, what: 'decimal' }),
});
const line = {
  discounts: field.discountsParam,
  price: p.id(),
  price_data: priceData,
  quantity: p.integer({ min: 0 }),
  tax_rates: p.array(p.id(), { max: 10 }).emptyable(),
};
const effectiveDate = p.oneOf(p.enum(['current_period_end']), p.timestamp()).emptyable();

const common = {
  application_fee_amount: p.integer({ min: 0 }).emptyable(),
  application_fee_percent: p.number({ min: 0, max: 100 }).emptyable(),
  automatic_tax: field.automaticTax,
  collection_method: p.enum(['charge_automatically', 'send_invoice']),
  customer: p.id(),
  customer_account: p.id(),
  default_tax_rates: p.array(p.id(), { max: 10 }).emptyable(),
  description: p.string({ max: 500 }).emptyable(),
  discounts: field.discountsParam,
  expires_at: p.timestamp(),
  footer: p.string({ max: 500 }).emptyable(),
  header: p.string({ max: 50 }).emptyable(),
  invoice_settings: p.hash({
    custom_fields: p
      .array(p.hash({ name: p.string({ max: 40 }).required(), value: p.string({ max: 140 }).required() }), { max: 4 })
      .emptyable(),
    days_until_due: p.integer({ min: 0 }),
    description: p.string({ max: 1500 }).emptyable(),
    footer: p.string().emptyable(),
    issuer: field.party,
  }),
  metadata: p.metadata(),
  on_behalf_of: p.id().emptyable(),
  subscription_data: p.hash({
    billing_mode: field.billingMode,
    description: p.string({ max: 500 }).emptyable(),
    effective_date: effectiveDate,
    metadata: p.metadata(),
    trial_period_days: p.integer({ min: 0, max: 730 }).emptyable(),
  }),
  transfer_data: p
    .hash({
      amount: p.integer({ min: 0 }),
      amount_percent: p.number({ min: 0, max: 100 }),
      destination: p.id().required(),
    })
    .emptyable(),
};

export const createQuoteParams = paramsOf<Stripe.QuoteCreateParams>()({
  ...common,
  from_quote: p.hash({ is_revision: p.boolean(), quote: p.id().required() }),
  line_items: p.array(p.hash(line), { max: 100 }),
  test_clock: p.id(),
});
export type CreateQuoteParams = Infer<typeof createQuoteParams>;

export const updateQuoteParams = paramsOf<Stripe.QuoteUpdateParams>()({
  ...common,
  line_items: p.array(p.hash({ ...line, id: p.id() }), { max: 100 }),
});
export type UpdateQuoteParams = Infer<typeof updateQuoteParams>;
export type QuoteLine = NonNullable<UpdateQuoteParams['line_items']>[number];

export const finalizeQuoteParams = paramsOf<Stripe.QuoteFinalizeQuoteParams>()({ expires_at: p.timestamp() });

export const listQuotesParams = listParamsOf<Stripe.QuoteListParams>()({
  customer: p.id(),
  customer_account: p.id(),
  status: p.enum(['accepted', 'canceled', 'draft', 'open']),
  test_clock: p.id(),
});
export const listLinesParams = listParamsOf<Stripe.QuoteListLineItemsParams>()({});
