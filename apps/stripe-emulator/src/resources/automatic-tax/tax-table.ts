import type Stripe from 'stripe';

/** What a country or state levies on most sales. */
export interface StandardTax {
  /** Percent. */
  readonly rate: number;
  readonly type: Stripe.TaxRate.TaxType;
  readonly name: string;
}

/** Standard rates of value added tax, percent, as published by the tax authorities for 2026. */
const VAT: Readonly<Record<string, number>> = {
  AT: 20,
  BE: 21,
  BG: 20,
  CH: 8.1,
  CY: 19,
  CZ: 21,
  DE: 19,
  DK: 25,
  EE: 24,
  ES: 21,
  FI: 25.5,
  FR: 20,
  GB: 20,
  GR: 24,
  HR: 25,
  HU: 27,
  IE: 23,
  IT: 22,
  LT: 21,
  LU: 17,
  LV: 21,
  MT: 18,
  NL: 21,
  NO: 25,
  PL: 23,
  PT: 23,
  RO: 21,
  SE: 25,
  SI: 22,
  SK: 23,
};
const GST: Readonly<Record<string, number>> = { AU: 10, CA: 5, NZ: 15, SG: 9 };
/** Provinces where one harmonised tax stands for both. */
const HST: Readonly<Record<string, number>> = { NB: 15, NL: 15, NS: 14, ON: 13, PE: 15 };
/** The states' own sales tax, percent; counties and cities add theirs. */
const SALES_TAX: Readonly<Record<string, number>> = {
  AZ: 5.6,
  CA: 7.25,
  CO: 2.9,
  FL: 6,
  GA: 4,
  IL: 6.25,
  MA: 6.25,
  MI: 6,
  MN: 6.875,
  NC: 4.75,
  NJ: 6.625,
  NV: 6.85,
  NY: 4,
  OH: 5.75,
  PA: 6,
  TN: 7,
  TX: 6.25,
  UT: 4.85,
  VA: 4.3,
  WA: 6.5,
};

/** First and last three digits of the postal codes of the states above. */
const POSTAL_CODES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  AZ: [[850, 865]],
  CA: [[900, 961]],
  CO: [[800, 816]],
  FL: [[320, 349]],
  GA: [
    [300, 319],
    [398, 399],
  ],
  IL: [[600, 629]],
  MA: [[10, 27]],
  MI: [[480, 499]],
  MN: [[550, 567]],
  NC: [[270, 289]],
  NJ: [[70, 89]],
  NV: [[889, 898]],
  NY: [[100, 149]],
  OH: [[430, 459]],
  PA: [[150, 196]],
  TN: [[370, 385]],
  TX: [
    [750, 799],
    [885, 885],
  ],
  UT: [[840, 847]],
  VA: [[220, 246]],
  WA: [[980, 994]],
};

/** The American state of a postal code, as far as the table above goes. */
export function stateOfPostalCode(code: string): string | null {
  const prefix = Number(code.slice(0, 3));
  const found = Object.entries(POSTAL_CODES).find(([, ranges]) =>
    ranges.some(([first, last]) => prefix >= first && prefix <= last),
  );
  return found?.[0] ?? null;
}

const OUTSIDE_UNION: readonly string[] = ['CH', 'GB', 'NO'];

/** Whether sales between businesses of two such countries are taxed where the buyer is. */
export const isInUnion = (country: string): boolean => Object.hasOwn(VAT, country) && !OUTSIDE_UNION.includes(country);

/** Null where the table knows of no tax. */
export function standardTax(country: string, state: string | null): StandardTax | null {
  const vat = VAT[country];
  if (vat !== undefined) return { rate: vat, type: 'vat', name: 'VAT' };
  if (country === 'US') return { rate: SALES_TAX[state ?? ''] ?? 0, type: 'sales_tax', name: 'Sales Tax' };
  const hst = country === 'CA' ? HST[state ?? ''] : undefined;
  if (hst !== undefined) return { rate: hst, type: 'hst', name: 'HST' };
  const gst = GST[country];
  if (gst !== undefined) return { rate: gst, type: 'gst', name: 'GST' };
  return country === 'JP' ? { rate: 10, type: 'jct', name: 'JCT' } : null;
}
