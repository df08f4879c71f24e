import type { ProblemCode } from './problem.js';

/** Lengths of the IBANs of the single euro payments area. */
const LENGTHS: Readonly<Record<string, number>> = {
  ...{ AD: 24, AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18, FR: 27 },
  ...{ GB: 22, GI: 23, GR: 27, HR: 21, HU: 28, IE: 22, IS: 26, IT: 27, LI: 21, LT: 20, LU: 20, LV: 21, MC: 27 },
  ...{ MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24, SE: 24, SI: 19, SK: 24, SM: 27, VA: 22 },
};

export function compactIban(text: string): string {
  return text.replaceAll(/[^0-9a-z]/gi, '').toUpperCase();
}

export function formatIban(text: string): string {
  const compact = compactIban(text);
  return (compact.slice(0, LENGTHS[compact.slice(0, 2)] ?? 34).match(/.{1,4}/g) ?? []).join(' ');
}

export function problemOfIban(text: string): ProblemCode | null {
  const iban = compactIban(text);
  if (iban.length >= 2 && LENGTHS[iban.slice(0, 2)] === undefined) return 'invalid_iban_country_code';
  if (iban.length < (LENGTHS[iban.slice(0, 2)] ?? 15)) return 'incomplete_iban';
  return checksum(iban) === 1 ? null : 'invalid_iban';
}

/** ISO 7064, mod 97: letters count from 10, the first four characters go to the end. */
function checksum(iban: string): number {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4))
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}
