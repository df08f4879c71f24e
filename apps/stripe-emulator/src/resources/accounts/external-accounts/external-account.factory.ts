import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { Context } from '../../../core/context.js';
import { invalidRequest, missingParam } from '../../../core/errors.js';
import { mergeMetadata, type MetadataChange } from '../../../core/params.js';
import { countryRule } from '../countries.js';
import type { ExternalAccountHash } from './external-account.params.js';
import { bankAccounts, payoutCards, type PayoutBehaviour } from './external-account.resource.js';
import { bankBehaviour, CARD_TOKENS, cardBehaviour } from './test-numbers.js';

export interface MakeOptions {
  /** Country of the account it is for. */
  readonly country: string;
  readonly isDefault?: boolean | undefined;
  readonly metadata?: MetadataChange | undefined;
  /** Name of the parameter that held it, for errors. */
  readonly param: string;
}

export interface Made<T> {
  readonly object: T;
  readonly behaviour: PayoutBehaviour;
}

const NOTHING_DUE = { currently_due: [], errors: [], past_due: [], pending_verification: [] };

/** A bank account as the API shows it, and what payouts to it do. Nothing is stored. */
export function makeBankAccount(
  own: Context,
  given: ExternalAccountHash,
  { country: home, isDefault, metadata, param }: MakeOptions,
): Made<Stripe.BankAccount> {
  const country = given.country ?? home;
  const number = (given.account_number ?? '').replaceAll(/\s/g, '');
  if (number === '') throw missingParam(`${param}[account_number]`);
  const currency = given.currency ?? countryRule(country).currency;
  const routing = checkedRouting(country, number, given.routing_number, param);
  const behaviour = bankBehaviour(country, number);
  return {
    object: {
      id: own.id(bankAccounts.idPrefix),
      object: 'bank_account',
      account: own.account,
      account_holder_name: given.account_holder_name ?? null,
      account_holder_type: given.account_holder_type ?? null,
      account_type: given.account_type ?? null,
      available_payout_methods: behaviour.isInstantEligible ? ['standard', 'instant'] : ['standard'],
      bank_name: 'STRIPE TEST BANK',
      country,
      currency,
      default_for_currency: isDefault ?? given.default_for_currency ?? false,
      fingerprint: fingerprint(country, routing ?? '', number),
      future_requirements: NOTHING_DUE,
      last4: number.slice(-4),
      metadata: mergeMetadata({}, metadata ?? given.metadata),
      requirements: NOTHING_DUE,
      routing_number: routing,
      status: 'new',
    },
    behaviour,
  };
}

/** Checks the numbers in the form that the bank's country uses. @returns the routing number to show */
function checkedRouting(country: string, number: string, routing: string | undefined, param: string): string | null {
  const { bankAccount } = countryRule(country);
  const badNumber = (example: string): never => {
    throw invalidRequest(`Invalid account number: must contain only digits, as in '${example}'.`, {
      code: 'account_number_invalid',
      param: `${param}[account_number]`,
    });
  };
  const badRouting = (what: string): never => {
    throw invalidRequest(`Invalid routing number for ${country}. ${what}`, {
      code: 'routing_number_invalid',
      param: `${param}[routing_number]`,
    });
  };
  const isIban = /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(number);
  if (bankAccount === 'iban' || (bankAccount === 'sort_code' && isIban)) {
    if (!isIban) badNumber('DE89370400440532013000');
    return routing ?? null;
  }
  if (!/^[\d-]{3,34}$/.test(number)) badNumber('000123456789');
  const digits = (routing ?? '').replaceAll('-', '');
  if (bankAccount === 'us' && !/^\d{9}$/.test(digits)) badRouting('The number must contain 9 digits.');
  if (bankAccount === 'sort_code' && !/^\d{6}$/.test(digits)) badRouting('The number must contain 6 digits.');
  return routing ?? null;
}

/** A debit card as the API shows it, and what payouts to it do. Nothing is stored. */
export function makeCard(
  own: Context,
  given: ExternalAccountHash,
  { country, isDefault, metadata, param }: MakeOptions,
): Made<Stripe.Card> {
  const number =
    given.number?.replaceAll(/\s/g, '') ?? (given.token === undefined ? undefined : CARD_TOKENS[given.token]);
  if (number === undefined) throw missingParam(`${param}[number]`);
  const currency = given.currency ?? countryRule(country).currency;
  const behaviour = cardBehaviour(number);
  return {
    object: {
      id: own.id(payoutCards.idPrefix),
      object: 'card',
      account: own.account,
      address_city: given.address_city ?? null,
      address_country: given.address_country ?? null,
      address_line1: given.address_line1 ?? null,
      address_line1_check: null,
      address_line2: given.address_line2 ?? null,
      address_state: given.address_state ?? null,
      address_zip: given.address_zip ?? null,
      address_zip_check: null,
      allow_redisplay: 'unspecified',
      available_payout_methods: behaviour.isInstantEligible ? ['standard', 'instant'] : ['standard'],
      brand: brandOf(number),
      country,
      currency,
      cvc_check: given.cvc === undefined ? null : 'pass',
      default_for_currency: isDefault ?? given.default_for_currency ?? false,
      dynamic_last4: null,
      exp_month: given.exp_month ?? 12,
      exp_year: given.exp_year ?? 2034,
      fingerprint: fingerprint(number),
      funding: 'debit',
      last4: number.slice(-4),
      metadata: mergeMetadata({}, metadata ?? given.metadata),
      name: given.name ?? null,
      networks: { preferred: null },
      regulated_status: 'unregulated',
      status: 'new',
      tokenization_method: null,
    },
    behaviour,
  };
}

function brandOf(number: string): string {
  if (number.startsWith('4')) return 'Visa';
  return number.startsWith('5') ? 'MasterCard' : 'Discover';
}

/** The same account or card has the same fingerprint wherever it is added. */
function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('|')).digest('base64url').replaceAll(/[-_]/g, '').slice(0, 16);
}
