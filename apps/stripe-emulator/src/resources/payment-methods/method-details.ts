import type Stripe from 'stripe';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { METHOD_KINDS } from './method-kinds.js';
import type { BankOutcome } from './test-banks.js';
import { outcomeOfAccount } from './test-banks.js';

/** What a client says of a payment method, by kind: loosely typed, because each kind has other fields. */
type Fields = Readonly<Record<string, unknown>>;

export interface MethodDetails {
  readonly details: Partial<Stripe.PaymentMethod>;
  readonly bank: BankOutcome | null;
}

interface Rule {
  /** Fields that must be given. */
  readonly required?: readonly string[];
  /** What the payment method shows; the rest of what was given is not shown. */
  shown?(given: Fields, fingerprint: (value: string) => string): Fields;
  /** The field with the account number, whose end decides what becomes of a debit. */
  readonly account?: string;
}

const text = (given: Fields, name: string): string | null => {
  const value = given[name];
  return typeof value === 'string' && value !== '' ? value : null;
};
const last4 = (given: Fields, name: string): string | null => text(given, name)?.slice(-4) ?? null;

/** Kinds that have more to say than their name. */
const RULES: Readonly<Record<string, Rule>> = {
  acss_debit: {
    required: ['account_number', 'institution_number', 'transit_number'],
    account: 'account_number',
    shown: (given, fingerprint) => ({
      bank_name: 'STRIPE TEST BANK',
      fingerprint: fingerprint(`acss:${text(given, 'account_number') ?? ''}`),
      institution_number: text(given, 'institution_number'),
      last4: last4(given, 'account_number'),
      transit_number: text(given, 'transit_number'),
    }),
  },
  au_becs_debit: {
    required: ['account_number', 'bsb_number'],
    account: 'account_number',
    shown: (given, fingerprint) => ({
      bsb_number: text(given, 'bsb_number'),
      fingerprint: fingerprint(`becs:${text(given, 'account_number') ?? ''}`),
      last4: last4(given, 'account_number'),
    }),
  },
  bacs_debit: {
    required: ['account_number', 'sort_code'],
    account: 'account_number',
    shown: (given, fingerprint) => ({
      fingerprint: fingerprint(`bacs:${text(given, 'account_number') ?? ''}`),
      last4: last4(given, 'account_number'),
      sort_code: text(given, 'sort_code'),
    }),
  },
  nz_bank_account: {
    required: ['account_number', 'bank_code', 'branch_code', 'suffix'],
    account: 'account_number',
    shown: (given) => ({
      account_holder_name: text(given, 'account_holder_name'),
      bank_code: text(given, 'bank_code') ?? '',
      bank_name: 'STRIPE TEST BANK',
      branch_code: text(given, 'branch_code') ?? '',
      last4: last4(given, 'account_number') ?? '',
      suffix: text(given, 'suffix'),
    }),
  },
  payto: {
    account: 'account_number',
    shown: (given) => ({
      bsb_number: text(given, 'bsb_number'),
      last4: last4(given, 'account_number'),
      pay_id: text(given, 'pay_id'),
    }),
  },
  boleto: { required: ['tax_id'], shown: (given) => ({ tax_id: text(given, 'tax_id') ?? '' }) },
  cashapp: { shown: () => ({ buyer_id: null, cashtag: null }) },
  eps: { shown: (given) => ({ bank: text(given, 'bank') }) },
  fpx: { required: ['bank'], shown: (given) => ({ account_holder_type: null, bank: text(given, 'bank') }) },
  klarna: { shown: (given) => ({ dob: given['dob'] ?? null }) },
  kr_card: { shown: () => ({ brand: null, last4: null }) },
  link: { shown: () => ({ email: null }) },
  naver_pay: { shown: (given) => ({ buyer_id: null, funding: text(given, 'funding') ?? 'points' }) },
  p24: { shown: (given) => ({ bank: text(given, 'bank') }) },
  paypal: { shown: () => ({ country: null, payer_email: null, payer_id: null }) },
  sofort: { required: ['country'], shown: (given) => ({ country: text(given, 'country') }) },
  upi: { shown: () => ({ vpa: null }) },
};

/** Billing details as the request gave them. */
export interface Billing {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly address?: { readonly country?: string | null } | null;
}

/**
 * What a payment method of any kind but cards and the banks with files of their own shows.
 * @throws StripeError for what Stripe wants to know and was not told
 */
export function methodDetails(
  type: string,
  given: unknown,
  billing: Billing,
  fingerprint: (value: string) => string,
): MethodDetails {
  const kind = METHOD_KINDS[type];
  if (kind === undefined)
    throw invalidRequest(
      `The payment method type "${type}" is invalid. Please ensure the provided type is activated in your dashboard and your account is enabled for any preview features that you are trying to use.`,
      { param: 'type' },
    );
  const fields = typeof given === 'object' && given !== null ? (given as Fields) : {};
  const rule = RULES[type] ?? {};
  for (const name of rule.required ?? []) if (text(fields, name) === null) throw missingParam(`${type}[${name}]`);
  const known = { name: billing.name, email: billing.email, country: billing.address?.country };
  for (const need of kind.needs)
    if (known[need] == null)
      throw missingParam(need === 'country' ? 'billing_details[address][country]' : `billing_details[${need}]`);
  const account = rule.account === undefined ? null : text(fields, rule.account);
  const shown = { ...rule.shown?.(fields, fingerprint), ...(type === 'link' ? { email: billing.email ?? null } : {}) };
  return {
    details: { [type]: shown },
    bank: kind.flow === 'debit' ? (account === null ? { result: 'succeeds' } : outcomeOfAccount(account)) : null,
  };
}
