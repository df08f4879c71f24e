import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { mergeMetadata, type MetadataChange, type Parsed } from '../../core/params.js';
import { inlinePrice } from '../prices/price.create.js';
import { prices } from '../prices/price.resource.js';
import { createProduct } from '../products/product.create.js';
import { taxRates } from '../tax-rates/tax-rate.resource.js';
import type { lineItem } from './checkout-fields.params.js';
import { lineInTodaysWords, type olderLine } from './older-line.js';

export type LineItemParam = Parsed<typeof lineItem & typeof olderLine>;
type PriceDataParam = NonNullable<LineItemParam['price_data']>;

/** A line before it has amounts. */
export interface CheckoutLine {
  readonly id: string;
  readonly price: Stripe.Price;
  readonly quantity: number;
  readonly adjustable: Stripe.LineItem.AdjustableQuantity | null;
  readonly taxRates: readonly string[];
  readonly metadata: Stripe.Metadata;
  readonly customAmount: number | null;
}

/** Turns a `line_items` parameter into lines. @throws StripeError about the entry that is wrong */
export function checkoutLines(ctx: Context, params: readonly LineItemParam[], param = 'line_items'): CheckoutLine[] {
  return params.map((entry, index) => checkoutLine(ctx, entry, `${param}[${index}]`));
}

export function checkoutLine(ctx: Context, given: LineItemParam, path: string): CheckoutLine {
  const entry = lineInTodaysWords(ctx, given, path);
  const price = priceOf(ctx, entry, path);
  const isMetered = price.recurring?.usage_type === 'metered';
  if (entry.quantity === undefined && !isMetered) throw missingParam(`${path}[quantity]`);
  if (entry.quantity !== undefined && isMetered)
    throw invalidRequest(
      'Quantity should not be specified where usage_type is `metered`. Remove `quantity` from the line item.',
      {
        param: `${path}[quantity]`,
      },
    );
  for (const [at, rate] of (entry.tax_rates ?? []).entries()) ctx.require(taxRates, rate, `${path}[tax_rates][${at}]`);
  const custom = price.custom_unit_amount;
  return {
    id: ctx.id('li'),
    price,
    quantity: entry.quantity ?? 1,
    adjustable: adjustableOf(entry.adjustable_quantity),
    taxRates: entry.tax_rates ?? [],
    metadata: mergeMetadata({}, entry.metadata),
    customAmount: custom === null ? null : (custom.preset ?? custom.minimum ?? 0),
  };
}

export function adjustableOf(
  adjustable: LineItemParam['adjustable_quantity'],
): Stripe.LineItem.AdjustableQuantity | null {
  if (adjustable === undefined) return null;
  const { enabled, maximum, minimum } = adjustable;
  return { enabled, maximum: enabled ? (maximum ?? 99) : null, minimum: enabled ? (minimum ?? 0) : null };
}

export function priceOf(
  ctx: Context,
  entry: { readonly price?: string; readonly price_data?: PriceDataParam },
  path: string,
): Stripe.Price {
  if (entry.price !== undefined && entry.price_data !== undefined)
    throw invalidRequest('You may only specify one of these parameters: price, price_data.', {
      code: 'parameters_exclusive',
      param: `${path}[price]`,
    });
  if (entry.price_data !== undefined) return inlinePriceOf(ctx, entry.price_data, `${path}[price_data]`);
  if (entry.price === undefined) throw missingParam(`${path}[price]`);
  const price = ctx.require(prices, entry.price, `${path}[price]`);
  if (!price.active)
    throw invalidRequest(`The price specified is inactive. This field only accepts active prices.`, {
      param: `${path}[price]`,
    });
  return price;
}

/** Checkout shows products with picture and description, so it makes them itself. */
function inlinePriceOf(ctx: Context, data: PriceDataParam, path: string): Stripe.Price {
  const { product_data: described, ...rest } = data;
  if (described === undefined) return inlinePrice(ctx, rest, path);
  if (rest.product !== undefined)
    throw invalidRequest('You may only specify one of these parameters: product, product_data.', {
      code: 'parameters_exclusive',
      param: `${path}[product]`,
    });
  const product = createProduct(ctx, { ...described, active: false });
  return inlinePrice(ctx, { ...rest, product: product.id }, path);
}

export function changedMetadata(before: Stripe.Metadata | null, change: MetadataChange | undefined): Stripe.Metadata {
  return mergeMetadata(before ?? {}, change);
}
