/** What of a person or a company a country asks for beyond name, date of birth, email and phone. */
export type AddressForm = 'plain' | 'with_state' | 'japanese';

export interface CountryRule {
  /** Lower case. */
  readonly currency: string;
  /** Days until card payments are paid out, Stripe's default. */
  readonly payoutDelayDays: number;
  readonly addressForm: AddressForm;
  /** A personal number every individual gives: the last four digits at once and the rest later, all at once, or not. */
  readonly personalNumber: 'last4_then_full' | 'full' | 'none';
  /** Whether a company names its directors and executives. */
  readonly declaresDirectors: boolean;
  readonly bankAccount: 'us' | 'sort_code' | 'iban' | 'bank_and_branch';
  readonly banksCurrencies: readonly string[];
}

const euro: CountryRule = {
  currency: 'eur',
  payoutDelayDays: 7,
  addressForm: 'plain',
  personalNumber: 'none',
  declaresDirectors: true,
  bankAccount: 'iban',
  banksCurrencies: ['eur'],
};
const ownCurrencyInEurope = (currency: string): CountryRule => ({
  ...euro,
  currency,
  banksCurrencies: [currency, 'eur'],
});
const elsewhere = (currency: string, rule: Partial<CountryRule> = {}): CountryRule => ({
  ...euro,
  currency,
  declaresDirectors: false,
  bankAccount: 'bank_and_branch',
  banksCurrencies: [currency],
  ...rule,
});

/** Where an account can have the full service: sell and be paid out. */
export const FULL_SERVICE: Readonly<Record<string, CountryRule>> = {
  AE: elsewhere('aed', { bankAccount: 'iban' }),
  AT: euro,
  AU: elsewhere('aud', { addressForm: 'with_state', payoutDelayDays: 2 }),
  BE: euro,
  BG: ownCurrencyInEurope('bgn'),
  BR: elsewhere('brl', { addressForm: 'with_state', personalNumber: 'full', payoutDelayDays: 30 }),
  CA: elsewhere('cad', { addressForm: 'with_state', banksCurrencies: ['cad', 'usd'] }),
  CH: ownCurrencyInEurope('chf'),
  CY: euro,
  CZ: ownCurrencyInEurope('czk'),
  DE: euro,
  DK: ownCurrencyInEurope('dkk'),
  EE: euro,
  ES: euro,
  FI: euro,
  FR: euro,
  GB: { ...euro, currency: 'gbp', bankAccount: 'sort_code', banksCurrencies: ['gbp', 'eur', 'usd'] },
  GI: { ...euro, currency: 'gbp', banksCurrencies: ['gbp', 'eur'] },
  GR: euro,
  HK: elsewhere('hkd', { personalNumber: 'full' }),
  HR: euro,
  HU: ownCurrencyInEurope('huf'),
  IE: euro,
  IN: elsewhere('inr', { addressForm: 'with_state', personalNumber: 'full' }),
  IT: euro,
  JP: elsewhere('jpy', { addressForm: 'japanese', payoutDelayDays: 4 }),
  LI: { ...ownCurrencyInEurope('chf') },
  LT: euro,
  LU: euro,
  LV: euro,
  MT: euro,
  MX: elsewhere('mxn', { addressForm: 'with_state', personalNumber: 'full' }),
  MY: elsewhere('myr', { personalNumber: 'full' }),
  NL: euro,
  NO: ownCurrencyInEurope('nok'),
  NZ: elsewhere('nzd', { payoutDelayDays: 4 }),
  PL: ownCurrencyInEurope('pln'),
  PT: euro,
  RO: ownCurrencyInEurope('ron'),
  SE: ownCurrencyInEurope('sek'),
  SG: elsewhere('sgd', { personalNumber: 'full' }),
  SI: euro,
  SK: euro,
  TH: elsewhere('thb', { personalNumber: 'full' }),
  US: elsewhere('usd', {
    addressForm: 'with_state',
    personalNumber: 'last4_then_full',
    bankAccount: 'us',
    payoutDelayDays: 2,
  }),
};

/** Where an account can only receive transfers, under the recipient agreement. */
export const RECIPIENT_ONLY: Readonly<Record<string, CountryRule>> = Object.fromEntries(
  Object.entries({
    AL: 'all',
    AM: 'amd',
    AR: 'ars',
    BA: 'bam',
    BD: 'bdt',
    BH: 'bhd',
    BO: 'bob',
    BW: 'bwp',
    CI: 'xof',
    CL: 'clp',
    CO: 'cop',
    CR: 'crc',
    DO: 'dop',
    DZ: 'dzd',
    EC: 'usd',
    EG: 'egp',
    ET: 'etb',
    GH: 'ghs',
    GM: 'gmd',
    GT: 'gtq',
    GY: 'gyd',
    ID: 'idr',
    IL: 'ils',
    IS: 'isk',
    JM: 'jmd',
    JO: 'jod',
    KE: 'kes',
    KH: 'khr',
    KR: 'krw',
    KW: 'kwd',
    LK: 'lkr',
    MA: 'mad',
    MD: 'mdl',
    MG: 'mga',
    MK: 'mkd',
    MN: 'mnt',
    MU: 'mur',
    NA: 'nad',
    NG: 'ngn',
    OM: 'omr',
    PA: 'usd',
    PE: 'pen',
    PH: 'php',
    PK: 'pkr',
    PY: 'pyg',
    QA: 'qar',
    RS: 'rsd',
    RW: 'rwf',
    SA: 'sar',
    SN: 'xof',
    SV: 'usd',
    TN: 'tnd',
    TR: 'try',
    TT: 'ttd',
    TW: 'twd',
    TZ: 'tzs',
    UY: 'uyu',
    UZ: 'uzs',
    VN: 'vnd',
    ZA: 'zar',
  }).map(([country, currency]) => [country, elsewhere(currency)]),
);

/** The rule of a country, whatever it may do. @throws never: an unknown one is treated like a plain recipient country */
export function countryRule(country: string): CountryRule {
  return FULL_SERVICE[country] ?? RECIPIENT_ONLY[country] ?? elsewhere('usd');
}
