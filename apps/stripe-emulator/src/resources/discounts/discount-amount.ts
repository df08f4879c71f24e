import type { Context } from '../../core/context.js';
import { percentOf, proportion } from '../prices/decimal.js';
import { discounts, type DiscountHidden } from './discount.resource.js';

export interface DiscountableLine {
  /** Minor units; negative for credits. */
  readonly amount: number;
  readonly currency: string;
  readonly product: string | null;
  readonly discountable: boolean;
  /** Of the line itself; they come before the invoice's. */
  readonly discounts: readonly string[];
}

export interface DiscountShare {
  readonly discount: string;
  readonly amount: number;
}

/**
 * What discounts take off each line. They apply one after another to what the former left over; the shares of a discount
 * add up exactly to the whole of it, and no line falls below zero.
 * @param common ids of the invoice's discounts
 */
export function discountAmounts(
  ctx: Context,
  lines: readonly DiscountableLine[],
  common: readonly string[],
): DiscountShare[][] {
  const shares: DiscountShare[][] = lines.map(() => []);
  const left = lines.map(({ amount }) => amount);
  const apply = (id: string, isEligible: (line: DiscountableLine) => boolean): void => {
    const hidden = ctx.hidden(discounts, id);
    const weights = lines.map((line, index) =>
      line.discountable && isEligible(line) && appliesTo(hidden, line) ? (left[index] ?? 0) : 0,
    );
    const amounts = sharesOf(hidden, weights, lines[0]?.currency ?? 'usd');
    amounts.forEach((amount, index) => {
      left[index] = (left[index] ?? 0) - amount;
      if (weights[index] !== 0) shares[index]?.push({ discount: id, amount });
    });
  };
  for (const line of lines) for (const id of line.discounts) apply(id, (other) => other === line);
  for (const id of common) apply(id, () => true);
  return shares;
}

function appliesTo({ appliesTo: products }: DiscountHidden, line: DiscountableLine): boolean {
  return products === null || (line.product !== null && products.includes(line.product));
}

function sharesOf(hidden: DiscountHidden, weights: readonly number[], currency: string): number[] {
  const { coupon, currencyOptions } = hidden;
  if (coupon.percent_off !== null) return cumulative(weights, (sum) => percentOf(sum, coupon.percent_off ?? 0));
  const off = coupon.currency === currency ? coupon.amount_off : (currencyOptions?.[currency]?.amount_off ?? null);
  const positive = weights.map((weight) => Math.max(weight, 0));
  const whole = positive.reduce((sum, weight) => sum + weight, 0);
  const total = Math.min(off ?? 0, whole);
  if (total === 0) return weights.map(() => 0);
  return cumulative(positive, (sum) => proportion(total, BigInt(sum), BigInt(whole)));
}

/** Each share is the growth of the rounded running total, so that nothing is lost to rounding. */
export function cumulative(weights: readonly number[], partOf: (runningSum: number) => number): number[] {
  let sum = 0;
  let before = 0;
  return weights.map((weight) => {
    sum += weight;
    const part = partOf(sum);
    const share = part - before;
    before = part;
    return share;
  });
}
