import type Stripe from 'stripe';
import type { Context } from '../../../core/context.js';
import { resourceMissing } from '../../../core/errors.js';
import type { ExternalAccountHash, ExternalAccountInput } from './external-account.params.js';
import { bankAccounts, payoutCards } from './external-account.resource.js';
import { makeBankAccount, makeCard, type MakeOptions } from './external-account.factory.js';
import { spendToken } from '../tokens/token.store.js';

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
  options: MakeOptions,
): Stripe.ExternalAccount {
  const added = insertExternalAccount(own, input, options);
  own.emit('account.external_account.created', added);
  return added;
}

/** As `addExternalAccount`, without the event: for what an account has from the start. */
export function insertExternalAccount(
  own: Context,
  input: ExternalAccountInput,
  options: MakeOptions,
): Stripe.ExternalAccount {
  const token = typeof input === 'string' ? input : input.token;
  const described = token === undefined ? (input as ExternalAccountHash) : spendToken(own, token, options.param);
  const added =
    (described.object ?? 'bank_account') === 'card'
      ? insertCard(own, described, options)
      : insertBank(own, described, options);
  if (added.default_for_currency === true) makeOnlyDefault(own, added);
  return added;
}

function insertBank(own: Context, described: ExternalAccountHash, options: MakeOptions): Stripe.BankAccount {
  const { object, behaviour } = makeBankAccount(own, described, options);
  return own.insert(bankAccounts, withDefault(own, object), behaviour);
}

function insertCard(own: Context, described: ExternalAccountHash, options: MakeOptions): Stripe.Card {
  const { object, behaviour } = makeCard(own, described, options);
  return own.insert(payoutCards, withDefault(own, object), behaviour);
}

/** The first of a currency is its default. */
function withDefault<T extends Stripe.ExternalAccount>(own: Context, made: T): T {
  const where = { currency: made.currency ?? '' };
  const isFirst = own.all(bankAccounts, where).length + own.all(payoutCards, where).length === 0;
  return isFirst ? { ...made, default_for_currency: true } : made;
}

/** Takes the default away from the others of the same currency. */
export function makeOnlyDefault(own: Context, chosen: Stripe.ExternalAccount): void {
  const where = { currency: chosen.currency ?? '', default_for_currency: true };
  for (const bank of own.all(bankAccounts, where))
    if (bank.id !== chosen.id) own.update(bankAccounts, bank.id, { default_for_currency: false });
  for (const card of own.all(payoutCards, where))
    if (card.id !== chosen.id) own.update(payoutCards, card.id, { default_for_currency: false });
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
