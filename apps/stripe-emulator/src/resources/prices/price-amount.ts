import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { formatAmount } from '../pricing/charge-amount.js';
import { products } from '../products/product.resource.js';
import { formatScaled, roundScaled, scaled, times } from './decimal.js';
import { prices } from './price.resource.js';

/** One line of an invoice: a tier, the flat fee of a tier, or the whole. */
export interface AmountLine {
  /** Minor units. */
  readonly amount: number;
  readonly quantity: number;
  readonly unitAmountDecimal: string | null;
  /** What the description says instead of the price, e.g. `Tier 1 at $5.00`. */
  readonly label: string | null;
}

/** What a quantity of a price costs, in minor units: tiers, packages and decimals included. */
export function amountFor(ctx: Context, price: Stripe.Price, quantity: number, currency = price.currency): number {
  return amountLines(ctx, price, quantity, currency).reduce((sum, line) => sum + line.amount, 0);
}

/** The same by lines, as an invoice shows them: one for each tier that was reached. */
export function amountLines(
  ctx: Context,
  price: Stripe.Price,
  quantity: number,
  currency = price.currency,
): AmountLine[] {
  const { currencyOptions, tiers: own } = ctx.hidden(prices, price.id);
  const option = currencyOptions[currency];
  if (option === undefined)
    throw invalidRequest(
      `The price specified only supports \`${Object.keys(currencyOptions).join('`, `')}\`. This doesn't match the expected currency: \`${currency}\`.`,
      { param: 'currency' },
    );
  const tiers = option.tiers ?? own;
  if (price.billing_scheme === 'tiered' && tiers !== null)
    return price.tiers_mode === 'volume'
      ? volumeLines(tiers, quantity, currency)
      : graduatedLines(tiers, quantity, currency);
  const unit = scaled(option.unit_amount_decimal ?? price.unit_amount_decimal ?? '0');
  const packages = transformed(price, quantity);
  return [{ amount: roundScaled(times(unit, packages)), quantity, unitAmountDecimal: formatScaled(unit), label: null }];
}

/** Units after `transform_quantity`: packages of ten, begun or full. */
function transformed({ transform_quantity: transform }: Stripe.Price, quantity: number): number {
  if (transform === null) return quantity;
  const packages = quantity / transform.divide_by;
  return transform.round === 'up' ? Math.ceil(packages) : Math.floor(packages);
}

function volumeLines(tiers: readonly Stripe.Price.Tier[], quantity: number, currency: string): AmountLine[] {
  const index = tiers.findIndex(({ up_to: upTo }) => upTo === null || quantity <= upTo);
  const tier = tiers[index];
  return tier === undefined ? [] : tierLines(tier, index, quantity, currency);
}

function graduatedLines(tiers: readonly Stripe.Price.Tier[], quantity: number, currency: string): AmountLine[] {
  let below = 0;
  return tiers.flatMap((tier, index) => {
    const from = below;
    below = tier.up_to ?? Infinity;
    // The first tier's flat fee is due even when nothing was used.
    if (quantity <= from && index > 0) return [];
    return tierLines(tier, index, Math.min(quantity, below) - from, currency);
  });
}

function tierLines(tier: Stripe.Price.Tier, index: number, quantity: number, currency: string): AmountLine[] {
  const unit = scaled(tier.unit_amount_decimal ?? '0');
  const at = formatUnit(unit, currency);
  const lines: AmountLine[] = [];
  if (tier.unit_amount_decimal !== null || tier.flat_amount_decimal === null)
    lines.push({
      amount: roundScaled(times(unit, quantity)),
      quantity,
      unitAmountDecimal: formatScaled(unit),
      label: `Tier ${index + 1} at ${at}`,
    });
  if (tier.flat_amount_decimal !== null) {
    const flat = scaled(tier.flat_amount_decimal);
    lines.push({
      amount: roundScaled(flat),
      quantity: 0,
      unitAmountDecimal: null,
      label: `Tier ${index + 1} flat fee at ${formatUnit(flat, currency)}`,
    });
  }
  return lines;
}

/** `$5.00`; more decimals where the unit has them. */
function formatUnit(unit: bigint, currency: string): string {
  return formatAmount(roundScaled(unit), currency).replace(` ${currency}`, '');
}

/** A line's description: `1 × Gold (at $20.00 / month)`. */
export function describePrice(
  ctx: Context,
  price: Stripe.Price,
  quantity: number,
  label: string | null = null,
  currency = price.currency,
): string {
  const product = ctx.find(products, price.product as string);
  const name = product?.name ?? 'Product';
  const { recurring } = price;
  if (recurring === null) return name;
  const every =
    recurring.interval_count === 1 ? recurring.interval : `every ${recurring.interval_count} ${recurring.interval}s`;
  const [line] = amountLines(ctx, price, 1, currency);
  const what = label ?? `at ${formatUnit(scaled(line?.unitAmountDecimal ?? '0'), currency)}`;
  return `${quantity} × ${name} (${what} / ${every})`;
}
