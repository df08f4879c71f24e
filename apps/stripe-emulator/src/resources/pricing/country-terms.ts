/** What Stripe charges and how fast it pays in one country. Amounts in minor units of `currency`. */
export interface CountryTerms {
  readonly currency: string;
  /** Price of a domestic card payment: basis points and a fixed part. */
  readonly cardBps: number;
  readonly cardFixed: number;
  /** Days until a charge's funds become available, counted from midnight UTC of its day. */
  readonly settlementDays: number;
  /** Override of the fee for a dispute received, and for one countered. */
  readonly disputeFee?: number;
  readonly disputeCounterFee?: number;
}

const EURO = { currency: 'eur', cardBps: 150, cardFixed: 25, settlementDays: 3 } as const;

/** Stripe's published standard prices for domestic cards. Overridden by `{"countries": {"GB": {...}}}` in the config. */
export const COUNTRY_TERMS: Readonly<Record<string, CountryTerms>> = {
  US: { currency: 'usd', cardBps: 290, cardFixed: 30, settlementDays: 2 },
  GB: { currency: 'gbp', cardBps: 150, cardFixed: 20, settlementDays: 3 },
  AT: EURO,
  BE: EURO,
  CY: EURO,
  DE: EURO,
  EE: EURO,
  ES: EURO,
  FI: EURO,
  FR: EURO,
  GR: EURO,
  HR: EURO,
  IE: EURO,
  IT: EURO,
  LT: EURO,
  LU: EURO,
  LV: EURO,
  MT: EURO,
  NL: EURO,
  PT: EURO,
  SI: EURO,
  SK: EURO,
  AE: { currency: 'aed', cardBps: 290, cardFixed: 100, settlementDays: 5 },
  AU: { currency: 'aud', cardBps: 170, cardFixed: 30, settlementDays: 3 },
  BG: { currency: 'eur', cardBps: 150, cardFixed: 25, settlementDays: 5 },
  BR: { currency: 'brl', cardBps: 399, cardFixed: 39, settlementDays: 30 },
  CA: { currency: 'cad', cardBps: 290, cardFixed: 30, settlementDays: 3 },
  CH: { currency: 'chf', cardBps: 290, cardFixed: 30, settlementDays: 3 },
  CZ: { currency: 'czk', cardBps: 150, cardFixed: 650, settlementDays: 5 },
  DK: { currency: 'dkk', cardBps: 150, cardFixed: 180, settlementDays: 3 },
  HK: { currency: 'hkd', cardBps: 340, cardFixed: 235, settlementDays: 5 },
  HU: { currency: 'huf', cardBps: 150, cardFixed: 8500, settlementDays: 5 },
  JP: { currency: 'jpy', cardBps: 360, cardFixed: 0, settlementDays: 4 },
  MX: { currency: 'mxn', cardBps: 360, cardFixed: 300, settlementDays: 4 },
  MY: { currency: 'myr', cardBps: 300, cardFixed: 100, settlementDays: 5 },
  NO: { currency: 'nok', cardBps: 240, cardFixed: 200, settlementDays: 3 },
  NZ: { currency: 'nzd', cardBps: 270, cardFixed: 30, settlementDays: 4 },
  PL: { currency: 'pln', cardBps: 150, cardFixed: 100, settlementDays: 5 },
  RO: { currency: 'ron', cardBps: 150, cardFixed: 100, settlementDays: 5 },
  SE: { currency: 'sek', cardBps: 150, cardFixed: 180, settlementDays: 3 },
  SG: { currency: 'sgd', cardBps: 340, cardFixed: 50, settlementDays: 4 },
  TH: { currency: 'thb', cardBps: 365, cardFixed: 1000, settlementDays: 5 },
};

/** Prices of payment methods that are not cards, the same wherever they are offered. */
export const METHOD_PRICES: Readonly<
  Record<string, { readonly bps: number; readonly fixed: number; readonly cap?: number; readonly currency: string }>
> = {
  ideal: { bps: 0, fixed: 29, currency: 'eur' },
  sepa_debit: { bps: 0, fixed: 35, currency: 'eur' },
  us_bank_account: { bps: 80, fixed: 0, cap: 500, currency: 'usd' },
};
