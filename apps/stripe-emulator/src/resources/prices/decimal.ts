import type Stripe from 'stripe';
import { p } from '../../core/params.js';

/** Decimals have at most twelve places; inside they are whole numbers of 10^-12. */
const PLACES = 12;
const SCALE = 10n ** BigInt(PLACES);

/** A decimal amount as a parameter, e.g. `unit_amount_decimal=0.5`: arrives without needless zeros. */
export const decimalParam = () => p.string({ max: 30, pattern: /^-?\d{1,15}(\.\d{1,12})?$/, what: 'decimal' });

/** The SDK reads decimals into a class of its own; on the wire, and here, they are text. */
export function decimalText(text: string): Stripe.Decimal {
  return formatScaled(scaled(text)) as unknown as Stripe.Decimal;
}

export function scaled(text: string | number | Stripe.Decimal): bigint {
  // Small fractions would be written with an exponent.
  const digits = typeof text === 'number' && !Number.isInteger(text) ? text.toFixed(PLACES) : String(text);
  const [whole = '0', places = ''] = digits.split('.');
  const isNegative = whole.startsWith('-');
  const value = BigInt(whole.replace('-', '')) * SCALE + BigInt(places.padEnd(PLACES, '0').slice(0, PLACES));
  return isNegative ? -value : value;
}

export function formatScaled(value: bigint): string {
  const absolute = value < 0n ? -value : value;
  const places = (absolute % SCALE).toString().padStart(PLACES, '0').replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${absolute / SCALE}${places === '' ? '' : `.${places}`}`;
}

/** To whole minor units, halves away from zero. */
export function roundScaled(value: bigint): number {
  const absolute = value < 0n ? -value : value;
  const rounded = (absolute * 2n + SCALE) / (2n * SCALE);
  return Number(value < 0n ? -rounded : rounded);
}

/** A price of one for some; a quantity may have decimals. */
export const times = (unit: bigint, quantity: number): bigint => (unit * scaled(quantity)) / SCALE;

/** The price of one of some; of nothing, nothing. */
export const perUnit = (amount: number, quantity: number): bigint =>
  quantity === 0 ? 0n : (scaled(amount) * SCALE) / scaled(quantity);

/** An amount given as an integer or as a decimal, the way objects show it: both, the integer only where it is one. */
export function bothForms(
  amount: number | undefined,
  decimal: string | undefined,
): { integer: number | null; decimal: Stripe.Decimal | null } {
  if (amount !== undefined) return { integer: amount, decimal: decimalText(String(amount)) };
  if (decimal === undefined) return { integer: null, decimal: null };
  const value = scaled(decimal);
  return { integer: value % SCALE === 0n ? Number(value / SCALE) : null, decimal: decimalText(decimal) };
}

/** `amount * numerator / denominator` in whole units, halves away from zero, without floating point. */
export function proportion(amount: number, numerator: bigint, denominator: bigint): number {
  const product = BigInt(amount) * numerator;
  const absolute = product < 0n ? -product : product;
  const rounded = (absolute * 2n + denominator) / (2n * denominator);
  return Number(product < 0n ? -rounded : rounded);
}

/** A percentage of an amount; `percent` may have decimals (8.875). */
export function percentOf(amount: number, percent: number): number {
  return proportion(amount, scaled(percent.toFixed(8)), SCALE * 100n);
}
