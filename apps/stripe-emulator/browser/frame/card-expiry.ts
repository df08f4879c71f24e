import { digitsOf } from './card-number.js';
import type { ProblemCode } from './problem.js';

/** `1` waits, `4` becomes `04 / `, `1229` becomes `12 / 29`. A full year is shortened. */
export function formatExpiry(text: string, previous: string): string {
  let digits = digitsOf(text);
  if (/^[2-9]/.test(digits) || /^1\s*\//.test(text)) digits = `0${digits}`;
  if (digits.length > 4) digits = digits.slice(0, 2) + (digits.length >= 6 ? digits.slice(4, 6) : digits.slice(2, 4));
  if (digits.length < 2) return digits;
  // Deleting the separator deletes the month's last digit with it.
  if (digits.length === 2 && previous.startsWith(text) && previous.length > text.length) return digits.slice(0, 1);
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

export function expiryOf(text: string): { month: number; year: number } {
  const digits = digitsOf(text);
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2, 4)) };
}

export function problemOfExpiry(text: string, now = new Date()): ProblemCode | null {
  const digits = digitsOf(text);
  if (digits.length < 4) return 'incomplete_expiry';
  const { month, year } = expiryOf(text);
  if (month < 1 || month > 12) return 'invalid_expiry_month';
  if (year < now.getFullYear()) return 'invalid_expiry_year_past';
  if (year > now.getFullYear() + 50) return 'invalid_expiry_year';
  return year === now.getFullYear() && month < now.getMonth() + 1 ? 'invalid_expiry_month_past' : null;
}
