/**
 * What a currency looks like at Stripe: one table for charges, refunds, payouts and display.
 * Source: Stripe's "Supported currencies" page (zero-decimal, three-decimal and special-case currencies).
 */
export interface CurrencyRule {
  /** Digits after the decimal point in Stripe's minor unit. JPY 0, USD 2, KWD 3. */
  readonly minorDigits: number;
  /** A charge or refund must be a multiple of this many minor units. KWD 10, ISK and UGX 100. */
  readonly chargeStepMinor: bigint;
  /** A payout must be a multiple of this many minor units. HUF and TWD 100: their banks know no fractions. */
  readonly payoutStepMinor: bigint;
}

const ZERO_DECIMAL = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' ');
const THREE_DECIMAL = 'bhd jod kwd omr tnd'.split(' ');
/** Logically without decimals, yet sent to Stripe with two that must be zero. */
const ZERO_DECIMAL_SENT_AS_TWO = 'isk ugx'.split(' ');
/** Two decimals on a card, none on a payout. */
const WHOLE_UNITS_ON_PAYOUT = 'huf twd'.split(' ');
const TWO_DECIMAL = (
  'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop ' +
  'crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg idr ils inr jmd kes kgs khr kyd ' +
  'kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php ' +
  'pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd tzs uah uyu uzs wst xcd ' +
  'yer zar zmw'
).split(' ');

const RULES: ReadonlyMap<string, CurrencyRule> = new Map([
  ...TWO_DECIMAL.map((code) => [code, rule(2, 1n, 1n)] as const),
  ...ZERO_DECIMAL.map((code) => [code, rule(0, 1n, 1n)] as const),
  ...THREE_DECIMAL.map((code) => [code, rule(3, 10n, 10n)] as const),
  ...ZERO_DECIMAL_SENT_AS_TWO.map((code) => [code, rule(2, 100n, 100n)] as const),
  ...WHOLE_UNITS_ON_PAYOUT.map((code) => [code, rule(2, 1n, 100n)] as const),
]);

function rule(minorDigits: number, chargeStepMinor: bigint, payoutStepMinor: bigint): CurrencyRule {
  return { minorDigits, chargeStepMinor, payoutStepMinor };
}

/** Lower-case ISO 4217 code, as Stripe writes it. */
export type Currency = string;

/** Every currency of the table, in lower case. */
export const CURRENCIES: readonly Currency[] = [...RULES.keys()].sort();

export function isCurrency(code: string): boolean {
  return RULES.has(code);
}

/** @throws UnknownCurrency when Stripe does not know the code (or it is not in lower case). */
export function currencyRule(code: Currency): CurrencyRule {
  const found = RULES.get(code);
  if (found === undefined) throw new UnknownCurrency(code);
  return found;
}

export class UnknownCurrency extends Error {
  constructor(readonly currency: string) {
    super(`unknown currency "${currency}": use a lower-case ISO 4217 code that Stripe supports, for example "usd"`);
    this.name = 'UnknownCurrency';
  }
}
