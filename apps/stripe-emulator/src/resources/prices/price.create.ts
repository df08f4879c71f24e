import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { mergeMetadata, type Parsed } from '../../core/params.js';
import { assertCurrency } from '../pricing/charge-amount.js';
import { createProduct } from '../products/product.create.js';
import { products } from '../products/product.resource.js';
import { bothForms } from './decimal.js';
import { planFrom } from './plan.object.js';
import { assertTerms, currencyOptionOf, customAmountOf, tiersOf } from './price-terms.js';
import type { CreatePriceParams, priceDataShape } from './price.params.js';
import { prices } from './price.resource.js';

export type PriceData = Parsed<typeof priceDataShape>;

/** Creates a price of the context's account. */
export function createPrice(ctx: Context, params: CreatePriceParams, chosenId?: string): Stripe.Price {
  assertCurrency(params.currency);
  assertTerms(params);
  assertRecurring(ctx, params.recurring);
  const product = productOf(ctx, params);
  if (params.lookup_key !== undefined) takeLookupKey(ctx, params.lookup_key, params.transfer_lookup_key === true);
  return storePrice(ctx, params, product, chosenId);
}

/** Makes the price of a `price_data`. It serves what asked for it and cannot be used again. */
export function inlinePrice(ctx: Context, data: PriceData, path = 'price_data'): Stripe.Price {
  const { currency, product, product_data, recurring, tax_behavior, unit_amount, unit_amount_decimal } = data;
  assertCurrency(currency, `${path}[currency]`);
  if (unit_amount === undefined && unit_amount_decimal === undefined) throw missingParam(`${path}[unit_amount]`);
  if (product === undefined && product_data === undefined) throw missingParam(`${path}[product]`);
  const owner = productOf(ctx, { product, product_data }, `${path}[product]`);
  const params: CreatePriceParams = {
    active: false,
    currency,
    ...(recurring === undefined ? {} : { recurring }),
    ...(tax_behavior === undefined ? {} : { tax_behavior }),
    ...(unit_amount === undefined ? {} : { unit_amount }),
    ...(unit_amount_decimal === undefined ? {} : { unit_amount_decimal }),
  };
  return storePrice(ctx, params, owner);
}

function storePrice(ctx: Context, params: CreatePriceParams, product: string, chosenId?: string): Stripe.Price {
  const unit = bothForms(params.unit_amount, params.unit_amount_decimal);
  const tiers = params.tiers === undefined ? null : tiersOf(params.tiers);
  const custom = customAmountOf(params.custom_unit_amount);
  const { transform_quantity: transform, recurring } = params;
  const price = ctx.insert(
    prices,
    {
      id: chosenId ?? ctx.id(prices.idPrefix),
      object: 'price',
      active: params.active ?? true,
      billing_scheme: params.billing_scheme ?? 'per_unit',
      created: ctx.now,
      currency: params.currency,
      custom_unit_amount: custom,
      livemode: false,
      lookup_key: params.lookup_key ?? null,
      metadata: mergeMetadata({}, params.metadata),
      nickname: params.nickname ?? null,
      product,
      recurring: recurring === undefined ? null : recurringOf(recurring),
      tax_behavior: params.tax_behavior ?? 'unspecified',
      tiers_mode: params.tiers_mode ?? null,
      transform_quantity: transform ?? null,
      type: recurring === undefined ? 'one_time' : 'recurring',
      unit_amount: unit.integer,
      unit_amount_decimal: unit.decimal,
    },
    {
      tiers,
      aggregateUsage:
        recurring?.usage_type === 'metered' && recurring.meter === undefined
          ? (recurring.aggregate_usage ?? 'sum')
          : null,
      currencyOptions: {
        [params.currency]: {
          custom_unit_amount: custom,
          tax_behavior: params.tax_behavior ?? 'unspecified',
          ...(tiers === null ? {} : { tiers }),
          unit_amount: unit.integer,
          unit_amount_decimal: unit.decimal,
        },
        ...Object.fromEntries(
          Object.entries(params.currency_options ?? {}).map(([currency, option]) => [
            currency,
            currencyOptionOf(option),
          ]),
        ),
      },
    },
  );
  if (price.recurring !== null) ctx.emit('plan.created', planFrom(price));
  ctx.emit('price.created', price);
  return price;
}

function recurringOf(recurring: NonNullable<CreatePriceParams['recurring']>): Stripe.Price.Recurring {
  return {
    interval: recurring.interval,
    interval_count: recurring.interval_count ?? 1,
    meter: recurring.meter ?? null,
    trial_period_days: recurring.trial_period_days ?? null,
    usage_type: recurring.usage_type ?? 'licensed',
  };
}

const LONGEST: Readonly<Record<string, number>> = { day: 1095, week: 156, month: 36, year: 3 };

function assertRecurring(ctx: Context, recurring: CreatePriceParams['recurring']): void {
  if (recurring === undefined) return;
  const { interval, interval_count: count = 1, meter, usage_type: usage } = recurring;
  if (count > (LONGEST[interval] ?? 1))
    throw invalidRequest('The maximum interval is three years (3 years, 36 months, 156 weeks or 1095 days).', {
      param: 'recurring[interval_count]',
    });
  if (meter !== undefined && usage !== 'metered')
    throw invalidRequest('`recurring[meter]` may only be set when `recurring[usage_type]` is `metered`.', {
      param: 'recurring[meter]',
    });
  if (meter !== undefined) {
    const meters = ctx.engine.resource('billing.meter');
    if (meters !== undefined) ctx.require(meters, meter, 'recurring[meter]');
  } else if (usage === 'metered' && ctx.apiVersion >= '2025-03-31' && ctx.scope.isVersionNamed !== false)
    throw invalidRequest(
      'Metered prices must be backed by a meter: pass `recurring[meter]`. Usage records went with version 2025-03-31.basil.',
      { param: 'recurring[meter]' },
    );
}

interface ProductChoice {
  readonly product?: string | undefined;
  readonly product_data?: CreatePriceParams['product_data'] | undefined;
}

function productOf(ctx: Context, { product, product_data: data }: ProductChoice, param = 'product'): string {
  if (product !== undefined && data !== undefined)
    throw invalidRequest('You may only specify one of these parameters: product, product_data.', { param });
  if (data !== undefined) return createProduct(ctx, data).id;
  if (product !== undefined) return ctx.require(products, product, param).id;
  throw invalidRequest('You must specify either `product` or `product_data` when creating a price.', {
    code: 'parameter_missing',
    param,
  });
}

/** A lookup key names one price; a new one may take it over. */
export function takeLookupKey(ctx: Context, key: string, transfers: boolean, self?: string): void {
  for (const holder of ctx.all(prices, { lookup_key: key })) {
    if (holder.id === self) continue;
    if (!transfers)
      throw invalidRequest(`A price (\`${holder.id}\`) already uses that lookup key.`, { param: 'lookup_key' });
    const after = ctx.update(prices, holder.id, { lookup_key: null });
    ctx.emit('price.updated', after, holder);
  }
}
