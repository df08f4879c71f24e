/** What becomes of a debit on a test bank account. */
export interface BankOutcome {
  readonly result: 'succeeds' | 'fails' | 'disputed' | 'stays_processing';
  /** True for accounts whose result takes longer than usual. */
  readonly isLate?: boolean;
  readonly failureCode?: string;
  readonly message?: string;
}

const SUCCEEDS: BankOutcome = { result: 'succeeds' };
const LATE: BankOutcome = { result: 'succeeds', isLate: true };
const DISPUTED: BankOutcome = { result: 'disputed' };

const fails = (failureCode: string, message: string, isLate = false): BankOutcome => ({
  result: 'fails',
  failureCode,
  message,
  isLate,
});
const sepaFailure = (isLate = false): BankOutcome =>
  fails('generic_could_not_process', 'The transaction can not be processed.', isLate);
const noFunds = fails('insufficient_funds', 'The customer’s account has insufficient funds to cover this payment.');

/** Published test IBANs that do something else than succeed. */
const IBANS: Readonly<Record<string, BankOutcome>> = {
  AT321904300235473204: LATE,
  AT861904300235473202: sepaFailure(),
  AT051904300235473205: sepaFailure(true),
  AT591904300235473203: DISPUTED,
  AT601904300000121212: noFunds,
  BE68539007547034: sepaFailure(),
  DE08370400440532013003: LATE,
  DE62370400440532013001: sepaFailure(),
  DE78370400440532013004: sepaFailure(true),
  DE35370400440532013002: DISPUTED,
  DE27370400440000121212: noFunds,
  ES9121000418450200051332: sepaFailure(),
  FR3020041010050500013M02609: LATE,
  FR8420041010050500013M02607: sepaFailure(),
  FR7920041010050500013M02600: sepaFailure(true),
  FR5720041010050500013M02608: DISPUTED,
  IE02AIBK93115212345679: sepaFailure(),
  IT60X0542811101000000123456: sepaFailure(),
  NL91ABNA0417164300: sepaFailure(),
};

/** @param iban without spaces, upper case */
export function outcomeOfIban(iban: string): BankOutcome {
  return (Object.hasOwn(IBANS, iban) ? IBANS[iban] : undefined) ?? SUCCEEDS;
}

/** Whether the IBAN's check digits are right. */
export function isIbanValid(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = (iban.slice(4) + iban.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}

const US_ACCOUNTS: Readonly<Record<string, BankOutcome>> = {
  '000111111116': fails('no_account', 'The bank account could not be located.'),
  '000111111113': fails('account_closed', 'The bank account has been closed.'),
  '000222222227': noFunds,
  '000333333335': fails(
    'debit_not_authorized',
    'The customer has notified their bank that this payment was unauthorized.',
  ),
  '000444444440': fails('invalid_currency', 'The bank account does not support this currency.'),
  '000555555559': DISPUTED,
  '000000000009': { result: 'stays_processing' },
};

export function outcomeOfUsAccount(accountNumber: string): BankOutcome {
  return (Object.hasOwn(US_ACCOUNTS, accountNumber) ? US_ACCOUNTS[accountNumber] : undefined) ?? SUCCEEDS;
}

/** Test account numbers of the other banks end alike in every country. */
const ENDINGS: readonly (readonly [RegExp, BankOutcome])[] = [
  [/1{5,}6$/, fails('no_account', 'The bank account could not be located.')],
  [/1{5,}3$/, fails('account_closed', 'The bank account has been closed.')],
  [/2{5,}7$/, noFunds],
  [
    /3{5,}5$/,
    fails('debit_not_authorized', 'The customer has notified their bank that this payment was unauthorized.'),
  ],
  [/4{5,}0$/, fails('invalid_currency', 'The bank account does not support this currency.')],
  [/5{5,}9$/, DISPUTED],
  [/^9\d*12345\d*$/, LATE],
  [/0{8,}9$/, { result: 'stays_processing' }],
];

export function outcomeOfAccount(accountNumber: string): BankOutcome {
  return ENDINGS.find(([ending]) => ending.test(accountNumber))?.[1] ?? SUCCEEDS;
}

/** `pm_usBankAccount...` aliases and the accounts behind them. */
export const US_BANK_ALIASES: Readonly<Record<string, string>> = {
  pm_usBankAccount: '000123456789',
  pm_usBankAccount_success: '000123456789',
  pm_usBankAccount_accountClosed: '000111111113',
  pm_usBankAccount_noAccount: '000111111116',
  pm_usBankAccount_insufficientFunds: '000222222227',
  pm_usBankAccount_debitNotAuthorized: '000333333335',
  pm_usBankAccount_dispute: '000555555559',
  pm_usBankAccount_processing: '000000000009',
};
