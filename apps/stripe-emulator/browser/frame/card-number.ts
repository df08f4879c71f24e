import type { ProblemCode } from './problem.js';

export type Brand = 'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb' | 'unionpay' | 'unknown';

interface BrandRule {
  readonly brand: Brand;
  readonly prefix: RegExp;
  readonly lengths: readonly number[];
}

const RULES: readonly BrandRule[] = [
  { brand: 'visa', prefix: /^4/, lengths: [16] },
  { brand: 'mastercard', prefix: /^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/, lengths: [16] },
  { brand: 'amex', prefix: /^3[47]/, lengths: [15] },
  { brand: 'discover', prefix: /^(6011|64[4-9]|65)/, lengths: [16] },
  { brand: 'diners', prefix: /^(30[0-5]|309|36|38|39)/, lengths: [14, 16] },
  { brand: 'jcb', prefix: /^35/, lengths: [16] },
  { brand: 'unionpay', prefix: /^(62|81)/, lengths: [16, 17, 18, 19] },
];
const UNKNOWN: BrandRule = { brand: 'unknown', prefix: /^/, lengths: [16] };

function ruleOf(digits: string): BrandRule {
  return RULES.find(({ prefix }) => prefix.test(digits)) ?? UNKNOWN;
}

export function brandOf(number: string): Brand {
  return ruleOf(digitsOf(number)).brand;
}

export function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}

/** How many digits the security code has. */
export function cvcLength(brand: Brand): number {
  return brand === 'amex' ? 4 : 3;
}

/** Groups of four; 4-6-5 for American Express and 4-6-4 for the shorter Diners Club. */
export function formatCardNumber(text: string): string {
  const all = digitsOf(text);
  const { brand, lengths } = ruleOf(all);
  const digits = all.slice(0, Math.max(...lengths));
  const isShort = brand === 'amex' || (brand === 'diners' && digits.startsWith('36') && digits.length <= 14);
  const groups = isShort ? /^(\d{1,4})(\d{1,6})?(\d{1,5})?/ : /^(\d{1,4})(\d{1,4})?(\d{1,4})?(\d{1,4})?(\d{1,3})?/;
  return (groups.exec(digits) ?? []).slice(1).filter(Boolean).join(' ');
}

export function problemOfNumber(text: string): ProblemCode | null {
  const digits = digitsOf(text);
  const { lengths } = ruleOf(digits);
  if (digits.length < Math.min(...lengths)) return 'incomplete_number';
  if (isLuhnValid(digits)) return null;
  return digits.length < Math.max(...lengths) ? 'incomplete_number' : 'invalid_number';
}

function isLuhnValid(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
