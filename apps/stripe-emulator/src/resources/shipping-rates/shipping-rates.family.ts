import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { mergeMetadata, noParams, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { createShippingRateParams, listShippingRatesParams, updateShippingRateParams } from './shipping-rate.params.js';
import { shippingRates } from './shipping-rate.resource.js';

export type ShippingRateParams = Infer<typeof createShippingRateParams>;
type UpdateParams = Infer<typeof updateShippingRateParams>;

/** Creates a shipping rate. Checkout calls it for `shipping_rate_data`. */
export function createShippingRate(ctx: Context, params: ShippingRateParams): Stripe.ShippingRate {
  const { fixed_amount: fixed, delivery_estimate: estimate } = params;
  if (fixed === undefined) throw missingParam('fixed_amount');
  const { amount, currency, currency_options: options = {} } = fixed;
  return ctx.insert(
    shippingRates,
    {
      id: ctx.id(shippingRates.idPrefix),
      object: 'shipping_rate',
      active: true,
      created: ctx.now,
      delivery_estimate:
        estimate === undefined ? null : { maximum: estimate.maximum ?? null, minimum: estimate.minimum ?? null },
      display_name: params.display_name,
      fixed_amount: { amount, currency },
      livemode: false,
      metadata: mergeMetadata({}, params.metadata),
      tax_behavior: params.tax_behavior ?? 'unspecified',
      tax_code: params.tax_code ?? null,
      type: 'fixed_amount',
    },
    {
      currencyOptions: Object.fromEntries(
        Object.entries(options).map(([name, option]) => [
          name.toLowerCase(),
          { amount: option.amount, tax_behavior: option.tax_behavior ?? 'unspecified' },
        ]),
      ),
    },
  );
}

function updateShippingRate(ctx: Context, id: string, params: UpdateParams): Stripe.ShippingRate {
  const before = ctx.require(shippingRates, id);
  const { currencyOptions } = ctx.hidden(shippingRates, id);
  const changed = { ...currencyOptions };
  for (const [name, option] of Object.entries(params.fixed_amount?.currency_options ?? {})) {
    const amount = option.amount ?? changed[name]?.amount;
    if (amount === undefined) throw missingParam(`fixed_amount[currency_options][${name}][amount]`);
    const tax_behavior = option.tax_behavior ?? changed[name]?.tax_behavior ?? 'unspecified';
    changed[name] = { amount, tax_behavior };
  }
  if (
    params.tax_behavior !== undefined &&
    before.tax_behavior !== 'unspecified' &&
    before.tax_behavior !== params.tax_behavior
  )
    throw invalidRequest(
      `You cannot change the tax_behavior of a shipping rate once it is set to ${before.tax_behavior}.`,
      { param: 'tax_behavior' },
    );
  return ctx.update(
    shippingRates,
    id,
    {
      ...(params.active === undefined ? {} : { active: params.active }),
      ...(params.tax_behavior === undefined ? {} : { tax_behavior: params.tax_behavior }),
      metadata: mergeMetadata(before.metadata, params.metadata),
    },
    { currencyOptions: changed },
  );
}

const permission = 'shipping_rate';

export const shippingRatesFamily = defineFamily({
  name: 'shipping_rates',
  resources: [shippingRates],
  routes: [
    route({
      method: 'POST',
      path: '/v1/shipping_rates',
      permission,
      params: createShippingRateParams,
      handle: (ctx) => createShippingRate(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: '/v1/shipping_rates',
      permission,
      params: listShippingRatesParams,
      handle: (ctx) => ctx.list(shippingRates),
    }),
    route({
      method: 'GET',
      path: '/v1/shipping_rates/:id',
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(shippingRates, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/shipping_rates/:id',
      permission,
      params: updateShippingRateParams,
      handle: (ctx) => updateShippingRate(ctx, ctx.pathId(), ctx.params),
    }),
  ],
});
