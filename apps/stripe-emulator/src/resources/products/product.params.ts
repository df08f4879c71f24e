import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';
import { currencyOptions, customUnitAmount, INTERVALS, taxBehavior, unitAmount } from '../prices/price.params.js';
import { decimalParam } from '../prices/decimal.js';

const marketingFeatures = p.array(p.hash({ name: p.string({ max: 5000 }).required() }), { max: 15 });
const dimensions = p.hash({
  height: p.number({ min: 0 }).required(),
  length: p.number({ min: 0 }).required(),
  weight: p.number({ min: 0 }).required(),
  width: p.number({ min: 0 }).required(),
});
const taxDetails = p.hash({ performance_location: p.id(), tax_code: p.id().emptyable() });

const common = {
  active: p.boolean(),
  description: p.string().emptyable(),
  images: p.array(p.string(), { max: 8 }).emptyable(),
  marketing_features: marketingFeatures.emptyable(),
  metadata: p.metadata(),
  package_dimensions: dimensions.emptyable(),
  shippable: p.boolean(),
  statement_descriptor: p.string({ max: 22 }),
  tax_code: p.id().emptyable(),
  tax_details: taxDetails.emptyable(),
  unit_label: p.string({ max: 12 }).emptyable(),
  url: p.string().emptyable(),
};

export const createProductParams = paramsOf<Stripe.ProductCreateParams>()({
  ...common,
  default_price_data: p.hash({
    currency: p.currency().required(),
    currency_options: currencyOptions,
    custom_unit_amount: customUnitAmount,
    metadata: p.metadata(),
    recurring: p.hash({ interval: p.enum(INTERVALS).required(), interval_count: p.integer({ min: 1 }) }),
    tax_behavior: taxBehavior,
    unit_amount: unitAmount,
    unit_amount_decimal: decimalParam(),
  }),
  id: p.string({ max: 255, pattern: /^[\w-]+$/, what: 'id' }),
  name: p.string({ max: 250 }).required(),
  type: p.enum(['good', 'service']),
});

export const updateProductParams = paramsOf<Stripe.ProductUpdateParams>()({
  ...common,
  default_price: p.id().emptyable(),
  name: p.string({ max: 250 }),
});

export const listProductsParams = listParamsOf<Stripe.ProductListParams>()({
  active: p.boolean(),
  created: p.range(),
  ids: p.array(p.id(), { max: 100 }),
  shippable: p.boolean(),
  type: p.enum(['good', 'service']),
  url: p.string(),
});
