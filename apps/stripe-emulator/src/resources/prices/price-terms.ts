import type Stripe from 'stripe';
import { invalidRequest, missingParam } from '../../core/errors.js';
import type { Infer } from '../../core/params.js';
import { bothForms } from './decimal.js';
import type { createPriceParams, CreatePriceParams } from './price.params.js';

type TierParam = NonNullable<Infer<typeof createPriceParams>['tiers']>[number];
type OptionParam = NonNullable<CreatePriceParams['currency_options']>[string];

/** @throws StripeError for amounts that contradict each other or are missing */
export function assertTerms(params: CreatePriceParams): void {
  const scheme = params.billing_scheme ?? 'per_unit';
  if (params.unit_amount !== undefined && params.unit_amount_decimal !== undefined)
    throw invalidRequest('You may only specify one of these parameters: unit_amount, unit_amount_decimal.', {
      code: 'parameter_invalid',
      param: 'unit_amount',
    });
  if (scheme === 'tiered') assertTiered(params);
  else {
    if (params.tiers !== undefined)
      throw invalidRequest('`tiers` can only be specified when `billing_scheme` is set to `tiered`.', {
        param: 'tiers',
      });
    if (
      params.unit_amount === undefined &&
      params.unit_amount_decimal === undefined &&
      params.custom_unit_amount?.enabled !== true
    )
      throw invalidRequest('Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set.', {
        param: 'unit_amount',
      });
  }
  if (params.custom_unit_amount?.enabled === true && params.recurring !== undefined)
    throw invalidRequest('You cannot specify `custom_unit_amount` for recurring prices.', {
      param: 'custom_unit_amount',
    });
}

function assertTiered({ tiers, tiers_mode: mode, unit_amount, unit_amount_decimal }: CreatePriceParams): void {
  if (unit_amount !== undefined || unit_amount_decimal !== undefined)
    throw invalidRequest('`unit_amount` cannot be specified when `billing_scheme` is set to `tiered`.', {
      param: 'unit_amount',
    });
  if (tiers === undefined || tiers.length === 0) throw missingParam('tiers');
  if (mode === undefined) throw missingParam('tiers_mode');
  assertTiers(tiers);
}

function assertTiers(tiers: readonly TierParam[]): void {
  tiers.forEach((tier, index) => {
    const { up_to: upTo } = tier;
    const isLast = index === tiers.length - 1;
    if (isLast !== (upTo === 'inf'))
      throw invalidRequest('The last tier, and only it, must have `up_to` set to `inf`.', {
        param: `tiers[${index}][up_to]`,
      });
    const previous = tiers[index - 1]?.up_to;
    if (typeof upTo === 'number' && typeof previous === 'number' && upTo <= previous)
      throw invalidRequest('Tiers must be listed in ascending order of `up_to`.', { param: `tiers[${index}][up_to]` });
    const amounts = [tier.flat_amount, tier.flat_amount_decimal, tier.unit_amount, tier.unit_amount_decimal];
    if (amounts.every((amount) => amount === undefined))
      throw invalidRequest('You must specify at least one of `flat_amount` or `unit_amount` for each tier.', {
        param: `tiers[${index}]`,
      });
  });
}

export function tiersOf(tiers: readonly TierParam[]): Stripe.Price.Tier[] {
  return tiers.map((tier) => {
    const flat = bothForms(tier.flat_amount, tier.flat_amount_decimal);
    const unit = bothForms(tier.unit_amount, tier.unit_amount_decimal);
    return {
      flat_amount: flat.integer,
      flat_amount_decimal: flat.decimal,
      unit_amount: unit.integer,
      unit_amount_decimal: unit.decimal,
      up_to: tier.up_to === 'inf' ? null : tier.up_to,
    };
  });
}

export function customAmountOf(custom: CreatePriceParams['custom_unit_amount']): Stripe.Price.CustomUnitAmount | null {
  if (custom?.enabled !== true) return null;
  return { maximum: custom.maximum ?? null, minimum: custom.minimum ?? null, preset: custom.preset ?? null };
}

/** What a price costs in one currency. */
export function currencyOptionOf(option: OptionParam): Stripe.Price.CurrencyOptions {
  const unit = bothForms(option.unit_amount, option.unit_amount_decimal);
  return {
    custom_unit_amount: customAmountOf(option.custom_unit_amount),
    tax_behavior: option.tax_behavior ?? 'unspecified',
    ...(option.tiers === undefined ? {} : { tiers: tiersOf(option.tiers) }),
    unit_amount: unit.integer,
    unit_amount_decimal: unit.decimal,
  };
}
