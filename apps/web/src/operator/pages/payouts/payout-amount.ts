import { InvalidAmount, Money, parseDecimal } from '@guildhall/money';

/**
 * An amount as somebody types it, with a point or a comma before the last digits.
 * @returns minor units; undefined for nothing typed (as much as can be paid out), null for what is no amount
 */
export function readAmount(typed: string, currency: string): number | null | undefined {
  const text = typed.trim().replace(',', '.');
  if (text === '') return undefined;
  try {
    const amount = parseDecimal(text, currency);
    return amount.isPositive() ? amount.toMinorNumber() : null;
  } catch (error) {
    if (error instanceof InvalidAmount) return null;
    throw error;
  }
}

/** Minor units as they are typed: `12.50`. */
export function typeAmount(amountMinor: number, currency: string): string {
  return Money.of(amountMinor, currency).toDecimal();
}
