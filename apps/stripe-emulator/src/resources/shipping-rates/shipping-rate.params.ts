import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';

const taxBehavior = p.enum(['exclusive', 'inclusive', 'unspecified']);
const bound = p.hash({
  unit: p.enum(['business_day', 'day', 'hour', 'month', 'week']).required(),
  value: p.integer({ min: 1 }).required(),
});
const fixedAmount = p.hash({
  amount: p.integer({ min: 0, max: 99_999_999 }).required(),
  currency: p.currency().required(),
  currency_options: p.mapOf(
    p.hash({ amount: p.integer({ min: 0, max: 99_999_999 }).required(), tax_behavior: taxBehavior }),
  ),
});

/** Also `shipping_rate_data` of checkout sessions. */
export const shippingRateData = {
  display_name: p.string({ max: 100 }).required(),
  delivery_estimate: p.hash({ maximum: bound, minimum: bound }),
  fixed_amount: fixedAmount,
  metadata: p.metadata(),
  tax_behavior: taxBehavior,
  tax_code: p.id(),
  type: p.enum(['fixed_amount']),
};

export const createShippingRateParams = paramsOf<Stripe.ShippingRateCreateParams>()(shippingRateData);

export const updateShippingRateParams = paramsOf<Stripe.ShippingRateUpdateParams>()({
  active: p.boolean(),
  fixed_amount: p.hash({
    currency_options: p.mapOf(p.hash({ amount: p.integer({ min: 0, max: 99_999_999 }), tax_behavior: taxBehavior })),
  }),
  metadata: p.metadata(),
  tax_behavior: taxBehavior,
});

export const listShippingRatesParams = listParamsOf<Stripe.ShippingRateListParams>()({
  active: p.boolean(),
  created: p.range(),
  currency: p.currency(),
});
