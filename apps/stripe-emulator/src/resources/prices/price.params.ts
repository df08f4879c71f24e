import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf, type Infer } from '../../core/params.js';
import { decimalParam } from './decimal.js';

export const INTERVALS = ['day', 'month', 'week', 'year'] as const;
export const taxBehavior = p.enum(['exclusive', 'inclusive', 'unspecified']);
/** Minor units of a price; Stripe allows far more than a charge. */
export const unitAmount = p.integer({ min: 0, max: 999_999_999_999 });

const tier = p.hash({
  flat_amount: unitAmount,
  flat_amount_decimal: decimalParam(),
  unit_amount: unitAmount,
  unit_amount_decimal: decimalParam(),
  up_to: p.oneOf(p.enum(['inf']), p.integer({ min: 1 })).required(),
});
export const tiersParam = p.array(tier, { max: 100 });

export const customUnitAmount = p.hash({
  enabled: p.boolean().required(),
  maximum: p.integer({ min: 1 }),
  minimum: p.integer({ min: 0 }),
  preset: p.integer({ min: 0 }),
});

export const currencyOptions = p.mapOf(
  p.hash({
    custom_unit_amount: customUnitAmount,
    tax_behavior: taxBehavior,
    tiers: tiersParam,
    unit_amount: unitAmount,
    unit_amount_decimal: decimalParam(),
  }),
);

export const recurringParam = p.hash({
  aggregate_usage: p.enum(['last_during_period', 'last_ever', 'max', 'sum']),
  interval: p.enum(INTERVALS).required(),
  interval_count: p.integer({ min: 1 }),
  meter: p.id(),
  trial_period_days: p.integer({ min: 0, max: 730 }),
  usage_type: p.enum(['licensed', 'metered']),
});

export const productData = p.hash({
  active: p.boolean(),
  id: p.id(),
  metadata: p.metadata(),
  name: p.string({ max: 250 }).required(),
  statement_descriptor: p.string({ max: 22 }),
  tax_code: p.id(),
  tax_details: p.hash({ performance_location: p.id(), tax_code: p.id().emptyable() }),
  unit_label: p.string({ max: 12 }),
});

export const createPriceParams = paramsOf<Stripe.PriceCreateParams>()({
  active: p.boolean(),
  billing_scheme: p.enum(['per_unit', 'tiered']),
  currency: p.currency().required(),
  currency_options: currencyOptions,
  custom_unit_amount: customUnitAmount,
  lookup_key: p.string({ max: 200 }),
  metadata: p.metadata(),
  nickname: p.string(),
  product: p.id(),
  product_data: productData,
  recurring: recurringParam,
  tax_behavior: taxBehavior,
  tiers: tiersParam,
  tiers_mode: p.enum(['graduated', 'volume']),
  transfer_lookup_key: p.boolean(),
  transform_quantity: p.hash({
    divide_by: p.integer({ min: 1 }).required(),
    round: p.enum(['down', 'up']).required(),
  }),
  unit_amount: unitAmount,
  unit_amount_decimal: decimalParam(),
});
export type CreatePriceParams = Infer<typeof createPriceParams>;

export const updatePriceParams = paramsOf<Stripe.PriceUpdateParams>()({
  active: p.boolean(),
  currency_options: currencyOptions.emptyable(),
  lookup_key: p.string({ max: 200 }).emptyable(),
  metadata: p.metadata(),
  nickname: p.string().emptyable(),
  tax_behavior: taxBehavior,
  transfer_lookup_key: p.boolean(),
});

export const listPricesParams = listParamsOf<Stripe.PriceListParams>()({
  active: p.boolean(),
  created: p.range(),
  currency: p.currency(),
  lookup_keys: p.array(p.string(), { max: 10 }),
  product: p.id(),
  recurring: p.hash({ interval: p.enum(INTERVALS), meter: p.id(), usage_type: p.enum(['licensed', 'metered']) }),
  type: p.enum(['one_time', 'recurring']),
});

/** `price_data` as items of subscriptions, invoices, checkout sessions and quotes take it. */
export const priceDataShape = {
  currency: p.currency().required(),
  product: p.id(),
  product_data: productData,
  recurring: p.hash({ interval: p.enum(INTERVALS).required(), interval_count: p.integer({ min: 1 }) }),
  tax_behavior: taxBehavior,
  unit_amount: p.integer({ min: -999_999_999_999, max: 999_999_999_999 }),
  unit_amount_decimal: decimalParam(),
};
const priceData = p.hash(priceDataShape);
export const priceDataParam = () => priceData;
