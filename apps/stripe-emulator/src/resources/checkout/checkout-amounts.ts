import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { automaticTax, type AutomaticTax, type TaxedParty } from '../automatic-tax/automatic-tax.js';
import { discountAmounts, type DiscountShare } from '../discounts/discount-amount.js';
import { createDiscounts, type RequestedDiscount } from '../discounts/discount.create.js';
import { discounts } from '../discounts/discount.resource.js';
import { describePrice, amountFor } from '../prices/price-amount.js';
import { prices } from '../prices/price.resource.js';
import { formatAmount } from '../pricing/charge-amount.js';
import { products } from '../products/product.resource.js';
import { promotionCodes } from '../promotion-codes/promotion-code.resource.js';
import { shippingRates } from '../shipping-rates/shipping-rate.resource.js';
import { taxAmounts } from '../tax-rates/tax-amount.js';
import { taxRates } from '../tax-rates/tax-rate.resource.js';
import type { CheckoutLine } from './checkout-lines.js';
import { lineItems, type LineItemHidden, linesOf } from './line-item.resource.js';

/** What is bought and under which conditions. */
export interface Basket {
  /** Id of the session or link. */
  readonly parent: string;
  readonly lines: readonly CheckoutLine[];
  readonly currency: string;
  readonly discounts: readonly RequestedDiscount[];
  readonly customer: string | null;
  readonly taxExempt: Stripe.Customer.TaxExempt | null;
  /** Whose place decides the taxes of lines without rates of their own; null where the rates are given. */
  readonly taxedParty: TaxedParty | null;
  readonly shippingRate: string | null;
  /** Recurring prices cost nothing yet. */
  readonly isTrial: boolean;
}

export interface Totals {
  readonly subtotal: number;
  readonly discount: number;
  readonly tax: number;
  readonly shipping: number;
  readonly total: number;
  readonly breakdown: Stripe.Checkout.Session.TotalDetails.Breakdown;
}

interface PricedLine {
  readonly item: Stripe.LineItem;
  readonly hidden: LineItemHidden;
  readonly exclusive: number;
}

/** Puts amounts on lines, stores them, and adds them up. @throws StripeError e.g. for a coupon that cannot be used */
export function priceBasket(ctx: Context, basket: Basket): Totals {
  const amounts = basket.lines.map((line) => lineAmount(ctx, line, basket));
  const { shares, objects } = sharesOf(ctx, basket, amounts);
  const priced = basket.lines.map((line, index) =>
    pricedLine(ctx, line, basket, amounts[index] ?? 0, shares[index] ?? [], objects),
  );
  for (const { item } of linesOf(ctx.view, basket.parent)) ctx.store.purge(rowOf(ctx, item.id));
  for (const { item, hidden } of priced) ctx.insert(lineItems, item, hidden);
  return totalsOf(ctx, basket, priced, objects);
}

function rowOf(ctx: Context, id: string) {
  const row = ctx.store.locate(id);
  if (row === undefined) throw new Error(`line ${id} is gone`);
  return row;
}

function lineAmount(ctx: Context, { price, quantity, customAmount }: CheckoutLine, basket: Basket): number {
  if (
    !Object.hasOwn(ctx.hidden(prices, price.id).currencyOptions, basket.currency) &&
    price.currency !== basket.currency
  )
    throw invalidRequest(
      `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${basket.currency}\`.`,
      { param: 'line_items' },
    );
  if (customAmount !== null) return customAmount * quantity;
  const isLater = price.recurring !== null && (basket.isTrial || price.recurring.usage_type === 'metered');
  return isLater ? 0 : amountFor(ctx, price, quantity, basket.currency);
}

/** Redeems the discounts only to see what they take off: they count once the payer has paid. */
function sharesOf(
  ctx: Context,
  { lines, currency, discounts: requested, customer, parent }: Basket,
  amounts: readonly number[],
): { shares: readonly DiscountShare[][]; objects: ReadonlyMap<string, Stripe.Discount> } {
  if (requested.length === 0) return { shares: [], objects: new Map() };
  const subtotal = amounts.reduce((sum, amount) => sum + amount, 0);
  for (const { promotion_code: code } of requested)
    if (code !== undefined) assertMinimum(ctx, code, subtotal, currency);
  return ctx.speculate(() => {
    const ids = createDiscounts(ctx, requested, { customer, checkoutSession: parent });
    const discountable = lines.map(({ price }, index) => ({
      amount: amounts[index] ?? 0,
      currency,
      product: price.product as string,
      discountable: true,
      discounts: [],
    }));
    const shares = discountAmounts(ctx, discountable, ids);
    return { shares, objects: new Map(ids.map((id) => [id, ctx.require(discounts, id)])) };
  });
}

/** Some codes are for larger orders only. */
function assertMinimum(ctx: Context, id: string, subtotal: number, currency: string): void {
  const { restrictions } = ctx.require(promotionCodes, id, 'discounts[0][promotion_code]');
  const { minimum_amount: minimum, minimum_amount_currency: of, currency_options: options } = restrictions;
  const needed = of === currency ? minimum : (options?.[currency]?.minimum_amount ?? null);
  if (needed === null || subtotal >= needed) return;
  throw invalidRequest(
    `This promotion code cannot be redeemed because the order is below ${formatAmount(needed, currency)}.`,
    { param: 'discounts[0][promotion_code]' },
  );
}

function pricedLine(
  ctx: Context,
  line: CheckoutLine,
  basket: Basket,
  subtotal: number,
  shares: readonly DiscountShare[],
  objects: ReadonlyMap<string, Stripe.Discount>,
): PricedLine {
  const discount = shares.reduce((sum, share) => sum + share.amount, 0);
  const automatic =
    basket.taxedParty === null || line.taxRates.length > 0 ? null : lineTax(ctx, line, basket.taxedParty);
  const rates = automatic === null ? line.taxRates.map((id) => ctx.require(taxRates, id)) : [automatic.rate];
  const { taxes, exclusive, inclusive } = taxAmounts(subtotal - discount, rates, {
    exempt: basket.taxExempt,
    ...(automatic === null ? {} : { reason: automatic.reason }),
  });
  const description = ctx.find(products, line.price.product as string)?.name;
  const item: Stripe.LineItem = {
    id: line.id,
    object: 'item',
    adjustable_quantity: line.adjustable,
    amount_discount: discount,
    amount_subtotal: subtotal,
    amount_tax: exclusive + inclusive,
    amount_total: subtotal - discount + exclusive,
    currency: basket.currency,
    description: description ?? describePrice(ctx, line.price, line.quantity),
    metadata: line.metadata,
    // Shown whole by the resource, so that it is never out of date.
    price: line.price.id as unknown as Stripe.Price,
    quantity: line.quantity,
  };
  return {
    item,
    exclusive,
    hidden: {
      parent: basket.parent,
      taxRates: line.taxRates,
      customAmount: line.customAmount,
      discounts: shares.flatMap(({ discount: id, amount }) => {
        const object = objects.get(id);
        return object === undefined ? [] : [{ amount, discount: object }];
      }),
      taxes: taxes.map(({ rate, amount, taxableAmount, reason }) => ({
        amount,
        rate: ctx.require(taxRates, rate),
        taxability_reason: reason,
        taxable_amount: taxableAmount,
      })),
    },
  };
}

function lineTax(ctx: Context, { price }: CheckoutLine, party: TaxedParty): AutomaticTax | null {
  return automaticTax(ctx, party, { product: price.product as string, behavior: price.tax_behavior });
}

function totalsOf(
  ctx: Context,
  basket: Basket,
  priced: readonly PricedLine[],
  objects: ReadonlyMap<string, Stripe.Discount>,
): Totals {
  const sum = (valueOf: (line: PricedLine) => number): number =>
    priced.reduce((total, line) => total + valueOf(line), 0);
  const subtotal = sum(({ item }) => item.amount_subtotal);
  const shipping = shippingAmount(ctx, basket.shippingRate, basket.currency);
  return {
    subtotal,
    discount: sum(({ item }) => item.amount_discount),
    tax: sum(({ item }) => item.amount_tax),
    shipping,
    total: sum(({ item }) => item.amount_total) + shipping,
    breakdown: {
      discounts: [...objects.values()].map((discount) => ({
        discount,
        amount: sum(({ hidden }) => shareOf(hidden, discount.id)),
      })),
      taxes: summedTaxes(priced.flatMap(({ hidden }) => hidden.taxes)),
    },
  };
}

function shareOf(hidden: LineItemHidden, id: string): number {
  return hidden.discounts.filter(({ discount }) => discount.id === id).reduce((sum, { amount }) => sum + amount, 0);
}

/** One entry per rate. */
function summedTaxes(taxes: readonly Stripe.LineItem.Tax[]): Stripe.Checkout.Session.TotalDetails.Breakdown.Tax[] {
  const byRate = new Map<string, Stripe.Checkout.Session.TotalDetails.Breakdown.Tax>();
  for (const tax of taxes) {
    const known = byRate.get(tax.rate.id);
    byRate.set(tax.rate.id, {
      ...tax,
      amount: tax.amount + (known?.amount ?? 0),
      taxable_amount: (tax.taxable_amount ?? 0) + (known?.taxable_amount ?? 0),
    });
  }
  return [...byRate.values()];
}

/** What a shipping rate costs in a currency, minor units. */
export function shippingAmount(ctx: Context, id: string | null, currency: string): number {
  if (id === null) return 0;
  const rate = ctx.require(shippingRates, id);
  if (rate.fixed_amount?.currency === currency) return rate.fixed_amount.amount;
  const option = ctx.hidden(shippingRates, id).currencyOptions[currency];
  if (option !== undefined) return option.amount;
  throw invalidRequest(
    `The shipping rate ${id} has no amount in \`${currency}\`, the currency of the Checkout Session.`,
    { param: 'shipping_options' },
  );
}

/** Lines as they are stored, to be priced again. */
export function storedLines(ctx: Context, parent: string): CheckoutLine[] {
  return linesOf(ctx.view, parent).map(({ item, hidden }) => ({
    id: item.id,
    price: ctx.require(prices, item.price as unknown as string),
    quantity: item.quantity ?? 1,
    adjustable: item.adjustable_quantity,
    taxRates: hidden.taxRates,
    metadata: item.metadata ?? {},
    customAmount: hidden.customAmount,
  }));
}
