import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { Context } from '../../../core/context.js';
import { invalidRequest, missingParam, resourceMissing } from '../../../core/errors.js';
import { mergeMetadata, type MetadataChange } from '../../../core/params.js';
import { countryRule } from '../countries.js';
import type { ExternalAccountHash, ExternalAccountInput } from './external-account.params.js';
import { bankAccounts, payoutCards } from './external-account.resource.js';
import { BANK_TOKENS, bankBehaviour, CARD_TOKENS, cardBehaviour } from './test-numbers.js';

export interface ExternalAccountOptions {
  /** Country of the account it is for. */
  readonly country: string;
  readonly isDefault?: boolean | undefined;
  readonly metadata?: MetadataChange | undefined;
  /** Name of the parameter that held it, for errors. */
  readonly param: string;
}

/** All external accounts of an account, newest first, as `account.external_accounts` shows them. */
export function externalAccountList(own: Context, account: string): Stripe.ApiList<Stripe.ExternalAccount> {
  const all: Stripe.ExternalAccount[] = [...own.all(bankAccounts), ...own.all(payoutCards)];
  return {
    object: 'list',
    data: all.reverse().slice(0, 10),
    has_more: all.length > 10,
    url: `/v1/accounts/${account}/external_accounts`,
  };
}

/** Finds a bank account or card of the account. */
export function findExternalAccount(own: Context, id: string): Stripe.ExternalAccount | undefined {
  return own.find(bankAccounts, id) ?? own.find(payoutCards, id);
}

/** @throws StripeError 404 */
export function requireExternalAccount(own: Context, id: string): Stripe.ExternalAccount {
  const found = findExternalAccount(own, id);
  if (found === undefined) throw resourceMissing(bankAccounts.label, id);
  return found;
}

/** Adds an external account and emits its event. The first of a currency is the default of that currency. */
export function addExternalAccount(
  own: Context,
  input: ExternalAccountInput,
  options: ExternalAccountOptions,
): Stripe.ExternalAccount {
  const added = insertExternalAccount(own, input, options);
  own.emit('account.external_account.created', added);
  return added;
}

/** As `addExternalAccount`, without the event: for what an account has from the start. */
export function insertExternalAccount(
  own: Context,
  input: ExternalAccountInput,
  options: ExternalAccountOptions,
): Stripe.ExternalAccount {
  const described = typeof input === 'string' ? describedBy(input, options) : input;
  const added =
    (described.object ?? 'bank_account') === 'card'
      ? addCard(own, described, options)
      : addBankAccount(own, described, options);
  if (added.default_for_currency === true) makeOnlyDefault(own, added);
  return added;
}

/** Takes the default away from the others of the same currency. */
export function makeOnlyDefault(own: Context, chosen: Stripe.ExternalAccount): void {
  const where = { currency: chosen.currency ?? '', default_for_currency: true };
  for (const bank of own.all(bankAccounts, where))
    if (bank.id !== chosen.id) own.update(bankAccounts, bank.id, { default_for_currency: false });
  for (const card of own.all(payoutCards, where))
    if (card.id !== chosen.id) own.update(payoutCards, card.id, { default_for_currency: false });
}

/** A token stands for what it was made from. */
function describedBy(token: string, { param }: ExternalAccountOptions): ExternalAccountHash {
  const bank = BANK_TOKENS[token];
  if (bank !== undefined)
    return {
      object: 'bank_account',
      country: bank.country,
      routing_number: bank.routingNumber,
      account_number: bank.accountNumber,
    };
  const card = CARD_TOKENS[token];
  if (card === undefined) throw resourceMissing('token', token, param);
  return { object: 'card', number: card, exp_month: 12, exp_year: 2034 };
}

function isFirst(own: Context, currency: string): boolean {
  return own.all(bankAccounts, { currency }).length + own.all(payoutCards, { currency }).length === 0;
}

const NOTHING_DUE = { currently_due: [], errors: [], past_due: [], pending_verification: [] };

function addBankAccount(
  own: Context,
  given: ExternalAccountHash,
  { country: home, isDefault, metadata, param }: ExternalAccountOptions,
): Stripe.BankAccount {
  const country = given.country ?? home;
  const number = (given.account_number ?? '').replaceAll(/\s/g, '');
  if (number === '') throw missingParam(`${param}[account_number]`);
  const currency = given.currency ?? countryRule(country).currency;
  const routing = checkedRouting(country, number, given.routing_number, param);
  const behaviour = bankBehaviour(country, number);
  return own.insert(
    bankAccounts,
    {
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
      default_for_currency: isDefault ?? given.default_for_currency ?? isFirst(own, currency),
      fingerprint: fingerprint(country, routing ?? '', number),
      future_requirements: NOTHING_DUE,
      last4: number.slice(-4),
      metadata: mergeMetadata({}, metadata ?? given.metadata),
      requirements: NOTHING_DUE,
      routing_number: routing,
      status: 'new',
    },
    behaviour,
  );
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

function addCard(
  own: Context,
  given: ExternalAccountHash,
  { country, isDefault, metadata, param }: ExternalAccountOptions,
): Stripe.Card {
  const number =
    given.number?.replaceAll(/\s/g, '') ?? (given.token === undefined ? undefined : CARD_TOKENS[given.token]);
  if (number === undefined) throw missingParam(`${param}[number]`);
  const currency = given.currency ?? countryRule(country).currency;
  const behaviour = cardBehaviour(number);
  return own.insert(
    payoutCards,
    {
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
      default_for_currency: isDefault ?? given.default_for_currency ?? isFirst(own, currency),
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
  );
}

function brandOf(number: string): string {
  if (number.startsWith('4')) return 'Visa';
  return number.startsWith('5') ? 'MasterCard' : 'Discover';
}

/** The same account or card has the same fingerprint wherever it is added. */
function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('|')).digest('base64url').replaceAll(/[-_]/g, '').slice(0, 16);
}

/** A new default given with the account itself takes the place of the old one, which is deleted. */
export function replaceDefault(own: Context, added: Stripe.ExternalAccount): void {
  const stale = externalAccountList(own, own.account).data.filter(
    (item) => item.id !== added.id && item.currency === added.currency,
  );
  for (const item of stale) {
    if (item.object === 'card') own.delete(payoutCards, item.id);
    else own.delete(bankAccounts, item.id);
    own.emit('account.external_account.deleted', item);
  }
}
