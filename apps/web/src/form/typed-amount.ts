import { currencyRule } from '@guildhall/money';

/**
 * An amount that somebody typed, in minor units.
 * @param text with a point or a comma before the decimals, and nothing that groups
 * @returns null when it is none, or more than Stripe takes
 */
export function amountMinorOf(text: string, currency: string): number | null {
  const { minorDigits } = currencyRule(currency);
  const [, whole, decimals = ''] = /^\s*(\d{1,8})(?:[.,](\d{0,3}))?\s*$/.exec(text) ?? [];
  if (whole === undefined || decimals.length > minorDigits) return null;
  const minor = Number(whole + decimals.padEnd(minorDigits, '0'));
  return minor <= 99_999_999 ? minor : null;
}
