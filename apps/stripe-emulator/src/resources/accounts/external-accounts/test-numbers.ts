import type { PayoutBehaviour } from './external-account.resource.js';

const SUCCEEDS: PayoutBehaviour = { payoutFailureCode: null, isInstantEligible: false };

/**
 * Stripe's test numbers end alike in every country (000111111116, 11111116 ...), and test IBANs end in 01 to 05.
 */
const FAILURES: readonly (readonly [RegExp, string])[] = [
  [/1{5,}6$|05320130\d1$/, 'no_account'],
  [/1{5,}3$|05320130\d2$/, 'account_closed'],
  [/2{5,}7$|05320130\d3$/, 'insufficient_funds'],
  [/3{5,}5$|05320130\d4$/, 'debit_not_authorized'],
  [/4{5,}0$|05320130\d5$/, 'invalid_currency'],
];

/** What payouts to a bank account do. @param country where the bank is */
export function bankBehaviour(country: string, accountNumber: string): PayoutBehaviour {
  const digits = accountNumber.replaceAll(/[^0-9A-Z]/g, '');
  const failure = FAILURES.find(([pattern]) => pattern.test(digits));
  const isInstantEligible = country === 'US' && !digits.endsWith('888888883');
  return failure === undefined
    ? { ...SUCCEEDS, isInstantEligible }
    : { payoutFailureCode: failure[1], isInstantEligible };
}

/** What payouts to a debit card do. */
export function cardBehaviour(number: string): PayoutBehaviour {
  if (number === '4000056655665572' || number === '4000056655665564')
    return { payoutFailureCode: 'could_not_process', isInstantEligible: true };
  return { payoutFailureCode: null, isInstantEligible: number !== '4000056755665555' };
}

interface BankToken {
  readonly country: string;
  readonly routingNumber: string;
  readonly accountNumber: string;
}
const us = (accountNumber: string): BankToken => ({ country: 'US', routingNumber: '110000000', accountNumber });

/** Stripe's published bank tokens. */
export const BANK_TOKENS: Readonly<Record<string, BankToken>> = {
  btok_us: us('000123456789'),
  btok_us_verified: us('000123456789'),
  btok_us_verified_noAccount: us('000111111116'),
  btok_us_verified_accountClosed: us('000111111113'),
  btok_us_verified_insufficientFunds: us('000222222227'),
  btok_us_verified_debitNotAuthorized: us('000333333335'),
  btok_us_verified_invalidCurrency: us('000444444440'),
};

/** Stripe's published debit card tokens for payouts. */
export const CARD_TOKENS: Readonly<Record<string, string>> = {
  tok_visa_debit: '4000056655665556',
  tok_mastercard_debit: '5200828282828210',
  tok_visa_debit_us_transferSuccess: '4000056655665556',
  tok_visa_debit_us_transferFail: '4000056655665572',
  tok_visa_debit_us_instantPayoutUnsupported: '4000056755665555',
  tok_mastercard_debit_us_transferSuccess: '5200828282828210',
  tok_discover_debit_us_transferSuccess: '6011981111111113',
};
