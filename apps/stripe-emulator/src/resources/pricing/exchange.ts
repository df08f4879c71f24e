import { currencyRule } from '@guildhall/money';

/** Units of a currency per US dollar: a fixed table, so that the same run gives the same figures. */
const PER_DOLLAR: Readonly<Record<string, number>> = {
  usd: 1,
  aed: 3.67,
  aud: 1.5,
  bhd: 0.376,
  brl: 5.4,
  cad: 1.36,
  chf: 0.88,
  cny: 7.2,
  czk: 23,
  dkk: 6.9,
  eur: 0.92,
  gbp: 0.79,
  hkd: 7.8,
  huf: 360,
  idr: 16000,
  ils: 3.7,
  inr: 83,
  isk: 138,
  jod: 0.709,
  jpy: 150,
  krw: 1350,
  kwd: 0.308,
  mxn: 17,
  myr: 4.7,
  nok: 10.6,
  nzd: 1.63,
  omr: 0.385,
  php: 56,
  pln: 3.95,
  ron: 4.6,
  sar: 3.75,
  sek: 10.5,
  sgd: 1.34,
  thb: 36,
  tnd: 3.1,
  try: 32,
  twd: 32,
  ugx: 3800,
  vnd: 25000,
  zar: 18.5,
};

/** @returns how many major units of `to` one major unit of `from` buys; currencies off the table count as dollars */
export function exchangeRate(from: string, to: string): number {
  if (from === to) return 1;
  const rate = (PER_DOLLAR[to] ?? 1) / (PER_DOLLAR[from] ?? 1);
  return Number(rate.toPrecision(6));
}

/** Converts minor units, rounding half up. */
export function convert(amount: number, from: string, to: string): number {
  if (from === to) return amount;
  const digits = currencyRule(to).minorDigits - currencyRule(from).minorDigits;
  return Math.round(amount * exchangeRate(from, to) * 10 ** digits);
}
