import { DECLINES, type CardBehaviour, type TestCard } from './card-behaviour.js';

type Row = readonly [key: string, number: string, details?: Partial<Omit<TestCard, 'key' | 'number'>>];

const debit = { funding: 'debit' } as const;
const declined = (decline: CardBehaviour['decline']) => (decline === undefined ? {} : { decline });

const afterAttaching = (decline: CardBehaviour['decline']): CardBehaviour => ({
  ...declined(decline),
  isAttachable: true,
});

/** Cards that are paid, by brand. Several numbers may share a name; the first is the one its `pm_card_` gives. */
const BRANDS: readonly Row[] = [
  ['visa', '4242424242424242'],
  ['visa_debit', '4000056655665556', debit],
  ['mastercard', '5555555555554444'],
  ['mastercard', '2223003122003222'],
  ['mastercard_debit', '5200828282828210', debit],
  ['mastercard_prepaid', '5105105105105100', { funding: 'prepaid' }],
  ['amex', '378282246310005', { threeDSecure: 'unsupported' }],
  ['amex', '371449635398431', { threeDSecure: 'unsupported' }],
  ['amex_threeDSecureNotSupported', '378282246310005', { threeDSecure: 'unsupported' }],
  ['discover', '6011111111111117'],
  ['discover', '6011000990139424'],
  ['discover_debit', '6011981111111113', debit],
  ['diners', '3056930009020004'],
  ['diners', '36227206271667'],
  ['diners', '30569309025904'],
  ['diners', '38520000023237'],
  ['discover', '6555900000604105'],
  ['jcb', '3566002020360505'],
  ['unionpay', '6200000000000005'],
  ['unionpay_debit', '6200000000000047', debit],
  ['unionpay', '6205500000000000004'],
  ['visa_cartesBancaires', '4000002500001001', { country: 'FR' }],
  ['mastercard_cartesBancaires', '5555552500001001', { country: 'FR' }],
  ['visa_debit_eftposAuCoBranded', '4000050360000001', { ...debit, country: 'AU' }],
  ['mastercard_debit_eftposAuCoBranded', '5555050360000080', { ...debit, country: 'AU' }],
  ['debit_visaFsaProductCode', '4000051230000072', debit],
  ['debit_visaHsaProductCode', '4000051230000072', debit],
  ['mastercard_debit_mastercardFsaProductCode', '5200828282828897', debit],
  ['debit_mastercardFsaProductCode', '5200828282828897', debit],
  // Older numbers that many test suites still use.
  ['visa', '4012888888881881'],
  ['visa_debit', '4000056655665572', debit],
  ['mastercard_debit', '5200828282828897', debit],
  ['mx_carnet', '5062210000000009', { country: 'MX' }],
  ['ae_mastercard', '5200007840000022', { country: 'AE' }],
  ['visa_captcha', '4000000000001208'],
  ['visa_captcha', '4000000000003725'],
  ['gb_debit', '4000058260000005', { ...debit, country: 'GB' }],
  ['gb_mastercard', '5555558265554449', { country: 'GB' }],
  ['jp_jcb', '3530111333300000', { country: 'JP' }],
  ['th_debit', '4000057640000008', { ...debit, country: 'TH' }],
  ['th_credit', '4000007640000003', { country: 'TH' }],
];

/** Visa cards of one country: `pm_card_de` and so on. */
const COUNTRIES =
  'ar 4000000320000021 br 4000000760000002 ca 4000001240000000 cl 4000001520000001 co 4000001700000003 ' +
  'cr 4000001880000005 ec 4000002180000000 mx 4000004840008001 pa 4000005910000000 py 4000006000000066 ' +
  'pe 4000006040000068 uy 4000008580000003 ae 4000007840000001 at 4000000400000008 be 4000000560000004 ' +
  'bg 4000001000000000 by 4000001120000005 hr 4000001910000009 cy 4000001960000008 cz 4000002030000002 ' +
  'dk 4000002080000001 ee 4000002330000009 fi 4000002460000001 fr 4000002500000003 de 4000002760000016 ' +
  'gi 4000002920000005 gr 4000003000000030 hu 4000003480000005 ie 4000003720000005 it 4000003800000008 ' +
  'lv 4000004280000005 li 4000004380000004 lt 4000004400000000 lu 4000004420000006 mt 4000004700000007 ' +
  'nl 4000005280000002 no 4000005780000007 pl 4000006160000005 pt 4000006200000007 ro 4000006420000001 ' +
  'sa 4000006820000007 si 4000007050000006 sk 4000007030000001 es 4000007240000007 se 4000007520000008 ' +
  'ch 4000007560000009 gb 4000008260000000 au 4000000360000006 cn 4000001560000002 hk 4000003440000004 ' +
  'in 4000003560000008 jp 4000003920000003 my 4000004580000002 nz 4000005540000008 sg 4000007020000003 ' +
  'tw 4000001580000008 th 4000007640000003 us 4242424242424242';

const DECLINED: readonly Row[] = [
  ['visa_chargeDeclined', '4000000000000002', declined(DECLINES.generic)],
  ['visa_chargeDeclinedInsufficientFunds', '4000000000009995', declined(DECLINES.insufficientFunds)],
  ['visa_chargeDeclinedLostCard', '4000000000009987', declined(DECLINES.lost)],
  ['visa_chargeDeclinedStolenCard', '4000000000009979', declined(DECLINES.stolen)],
  ['visa_chargeDeclinedFraudulent', '4100000000000019', { ...declined(DECLINES.fraudulent), risk: 'blocked' }],
  ['chargeDeclinedExpiredCard', '4000000000000069', declined(DECLINES.expired)],
  ['chargeDeclinedIncorrectCvc', '4000000000000127', { ...declined(DECLINES.cvc), failedChecks: ['cvc'] }],
  ['chargeDeclinedProcessingError', '4000000000000119', declined(DECLINES.processing)],
  ['visa_chargeDeclinedVelocityLimitExceeded', '4000000000006975', declined(DECLINES.velocity)],
  ['chargeCustomerFail', '4000000000000341', afterAttaching(DECLINES.generic)],
  // Published as tokens only: their numbers are those of the plain declines.
  [
    'visa_debit_chargeDeclinedInsufficientFunds',
    '4000000000009995',
    { ...debit, ...declined(DECLINES.insufficientFunds) },
  ],
  ['visa_chargeCustomerFailLostCard', '4000000000009987', afterAttaching(DECLINES.lost)],
  ['visa_chargeCustomerFailStolenCard', '4000000000009979', afterAttaching(DECLINES.stolen)],
];

const FRAUD_AND_AFTERMATH: readonly Row[] = [
  ['radarBlock', '4100000000000019', { ...declined(DECLINES.fraudulent), risk: 'blocked' }],
  ['riskLevelHighest', '4000000000004954', { ...declined(DECLINES.fraudulent), risk: 'highest' }],
  ['riskLevelElevated', '4000000000009235', { risk: 'elevated' }],
  // What Radar makes of these scores is for the account's rules.
  ['highFraudDisputeScore', '4000008400000407'],
  ['highEfwScore', '4000008400000159'],
  ['radarDynamicRiskThreshold', '4000008400001017'],
  ['adaptive3dsChallenge', '4000008405600003', { threeDSecure: 'optional' }],
  ['cvcCheckFailElevatedRisk', '4000058400307872', { failedChecks: ['cvc'], risk: 'elevated' }],
  ['avsZipFailElevatedRisk', '4000058400306072', { failedChecks: ['postal_code'], risk: 'elevated' }],
  ['cvcCheckFail', '4000000000000101', { failedChecks: ['cvc'] }],
  ['avsZipFail', '4000000000000036', { failedChecks: ['postal_code'] }],
  ['avsLine1Fail', '4000000000000028', { failedChecks: ['line1'] }],
  ['avsFail', '4000000000000010', { failedChecks: ['line1', 'postal_code'] }],
  ['avsUnchecked', '4000000000000044', { hasUnavailableChecks: true }],
  ['createDispute', '4000000000000259', { dispute: 'fraudulent' }],
  ['createDisputeProductNotReceived', '4000000000002685', { dispute: 'product_not_received' }],
  ['createDisputeInquiry', '4000000000001976', { dispute: 'inquiry' }],
  ['createIssuerFraudRecord', '4000000000005423', { dispute: 'early_fraud_warning' }],
  ['createMultipleDisputes', '4000000404000079', { dispute: 'multiple' }],
  ['createCe3EligibleDispute', '4000000404000038', { dispute: 'compelling_evidence' }],
  ['createComplianceDispute', '4000008400000779', { dispute: 'visa_compliance' }],
  ['createMastercardComplianceDispute', '5105008400000002', { dispute: 'mastercard_compliance' }],
  ['createAutoRepresentmentEligibleDispute', '4000000001000043', { dispute: 'fraudulent' }],
  ['createRapidDisputeResolutionDispute', '4000000404004816', { dispute: 'fraudulent' }],
  ['createCe3BlockDispute', '4000000404005649', { dispute: 'fraudulent' }],
  ['createEthocaAlert', '5105000300000018', { dispute: 'fraudulent' }],
  ['pendingRefund', '4000000000007726', { refund: 'pending' }],
  ['refundFail', '4000000000005126', { refund: 'fails' }],
  ['bypassPending', '4000000000000077', { bypassesPending: true }],
  ['bypassPendingInternational', '4000003720000278', { bypassesPending: true, country: 'IE' }],
];

const always = { threeDSecure: 'always' } as const;
const required = { threeDSecure: 'required' } as const;
const AUTHENTICATED: readonly Row[] = [
  ['authenticationRequiredOnSetup', '4000002500003155', { threeDSecure: 'unless_set_up', country: 'FR' }],
  ['authenticationRequired', '4000002760003184', { ...always, country: 'DE' }],
  ['authenticationRequiredSetupForOffSession', '4000003800000446', { threeDSecure: 'set_up', country: 'IT' }],
  [
    'authenticationRequiredChargeDeclinedInsufficientFunds',
    '4000008260003178',
    { ...always, decline: DECLINES.insufficientFunds, isAttachable: true, country: 'GB' },
  ],
  ['threeDSecure2Required', '4000000000003220', { ...required, country: 'IE' }],
  ['threeDSecure2Required', '4000008400000027', required],
  ['threeDSecureFrictionless', '4000000032200000', { threeDSecure: 'always_frictionless' }],
  ['threeDSecureRequired', '4000000000003063', required],
  [
    'threeDSecureRequiredChargeDeclined',
    '4000008400001629',
    { ...required, decline: DECLINES.generic, isAttachable: true },
  ],
  ['threeDSecureRequiredProcessingError', '4000008400001280', { ...required, hasAuthenticationError: true }],
  ['threeDSecureOptional', '4000000000003055', { threeDSecure: 'optional' }],
  [
    'threeDSecureOptionalProcessingError',
    '4000000000003097',
    { threeDSecure: 'optional', hasAuthenticationError: true },
  ],
  ['threeDSecureOutOfBand', '4000582600000094', required],
  ['threeDSecureOneTimePasscode', '4000582600000045', required],
  ['threeDSecureSingleSelect', '4000582600000102', required],
  ['threeDSecureMultiSelect', '4000582600000110', required],
];

function cardOf([key, number, details = {}]: Row): TestCard {
  return { key, number, brand: brandOf(number), funding: 'credit', country: 'US', ...details };
}

export function brandOf(number: string): string {
  if (/^3[47]/.test(number)) return 'amex';
  if (/^35/.test(number)) return 'jcb';
  if (/^3/.test(number)) return 'diners';
  if (/^4/.test(number)) return 'visa';
  if (/^(5|2)/.test(number)) return 'mastercard';
  if (/^62/.test(number)) return 'unionpay';
  return 'discover';
}

function countryRows(): Row[] {
  const words = COUNTRIES.split(' ');
  return words.flatMap((word, index): Row[] =>
    index % 2 === 0 ? [[word, words[index + 1] ?? '', { country: word.toUpperCase() }]] : [],
  );
}

const CARDS: readonly TestCard[] = [
  ...BRANDS,
  ...DECLINED,
  ...FRAUD_AND_AFTERMATH,
  ...AUTHENTICATED,
  ...countryRows(),
].map(cardOf);
const byNumber = new Map(CARDS.toReversed().map((card) => [card.number, card]));
const byKey = new Map(CARDS.toReversed().map((card) => [card.key, card]));

/** The published test card with this number. */
export function testCardByNumber(number: string): TestCard | undefined {
  return byNumber.get(number);
}

/**
 * The card behind `pm_card_KEY`, `tok_KEY` or the key itself. Declines may be written with or without the brand:
 * `tok_chargeDeclined` is `tok_visa_chargeDeclined`.
 */
export function testCardByName(name: string): TestCard | undefined {
  const key = name.replace(/^(pm_card_|tok_)/, '');
  return byKey.get(key) ?? byKey.get(`visa_${key}`) ?? byKey.get(key.replace(/^visa_/, ''));
}

/** Where a published test card stands in the list: says which one it is without its number. */
export function placeOfTestCard(number: string): number | undefined {
  const place = CARDS.findIndex((card) => card.number === number.replaceAll(/[\s-]/g, ''));
  return place === -1 ? undefined : place;
}

export function testCardAt(place: number): TestCard | undefined {
  return CARDS[place];
}

/** Whether the number's check digit is right. */
export function isLuhnValid(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  let sum = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number[number.length - 1 - index]);
    const doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += index % 2 === 0 ? digit : doubled;
  }
  return sum % 10 === 0;
}
