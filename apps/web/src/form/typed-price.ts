import { amountMinorOf } from './typed-amount.js';

/** A price that somebody typed, in minor units: an amount that is not nothing. @returns null when it is none */
export function priceMinorOf(text: string, currency: string): number | null {
  const minor = amountMinorOf(text, currency);
  return minor === 0 ? null : minor;
}
