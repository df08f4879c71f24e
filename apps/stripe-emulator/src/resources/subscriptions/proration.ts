import type { Period } from './cycle.js';

/**
 * The share of an amount for the rest of a period, by the second.
 * @param amount minor units for the whole period
 * @param at Unix seconds within the period
 * @returns minor units, half a unit rounded away from zero, so that a credit and a charge for the same time cancel out
 */
export function shareAfter(amount: number, period: Period, at: number): number {
  const length = BigInt(period.end - period.start);
  const rest = BigInt(Math.min(Math.max(period.end - at, 0), period.end - period.start));
  if (length <= 0n) return 0;
  const magnitude = BigInt(Math.abs(amount)) * rest;
  const rounded = Number((magnitude * 2n + length) / (length * 2n));
  return amount < 0 && rounded !== 0 ? -rounded : rounded;
}
