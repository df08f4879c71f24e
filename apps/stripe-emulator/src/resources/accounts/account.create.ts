import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { forbidden, invalidRequest } from '../../core/errors.js';
import { assertAccountFiles } from './account-files.js';
import { changedFields, changedHidden } from './account.change.js';
import { controllerOf } from './account.controller.js';
import { EMPTY_HIDDEN, emptyAccount } from './account.object.js';
import { updateAccountParams, type CreateAccountParams, type UpdateAccountParams } from './account.params.js';
import { accounts, applications } from './account.resource.js';
import { applyChange } from './account-state.js';
import { FULL_SERVICE, RECIPIENT_ONLY } from './countries.js';
import { addExternalAccount } from './external-accounts/external-account.store.js';
import { spendValues } from './tokens/token.store.js';
import { announcePerson, savePerson, type SavedPerson } from './persons/person.store.js';

/** Creates a connected account. Everything is checked before anything exists. */
export function createAccount(ctx: Context, given: CreateAccountParams): Stripe.Account {
  const params: CreateAccountParams = { ...fromToken(ctx, given.account_token), ...given };
  if (ctx.isConnected) throw forbidden('Only Stripe Connect platforms can work with other accounts.');
  const { type, controller } = controllerOf(params);
  const country = params.country ?? ctx.platform.country;
  checkCountry(country, params.tos_acceptance?.service_agreement, ctx.platform.country);
  if (controller.requirement_collection === 'stripe') checkAcceptance(params);
  const wanted = withDefaultCapabilities(params, type, controller);
  checkCapabilities(wanted, params.tos_acceptance?.service_agreement);

  const id = ctx.id(accounts.idPrefix);
  const own = ctx.as(id);
  assertAccountFiles(own, params);
  const empty = emptyAccount(id, country, ctx.now);
  const base = { ...empty, type, controller, ...agreement(params, country) };
  const start: Stripe.Account = { ...base, ...changedFields(base, params) };
  ctx.insert(accounts, start, EMPTY_HIDDEN);
  const [application] = ctx.all(applications);
  if (application !== undefined) own.emit('account.application.authorized', application);
  if (params.external_account !== undefined)
    addExternalAccount(own, params.external_account, { country, isDefault: true, param: 'external_account' });
  const person: SavedPerson | undefined =
    params.individual === undefined ? undefined : savePerson(own, asRepresentative(params.individual));
  applyChange(ctx, id, {
    hidden: changedHidden(EMPTY_HIDDEN, { ...params, capabilities: wanted }, ctx.now),
    announcedPersons: person === undefined ? [] : [person.id],
  });
  if (person !== undefined) announcePerson(own, person);
  return ctx.require(accounts, id);
}

/** What an account token adds to a request. */
export function fromToken(
  ctx: Context,
  token: string | undefined,
): Pick<UpdateAccountParams, 'business_type' | 'company' | 'individual' | 'tos_acceptance'> {
  const { external_account: _, ...values } = updateAccountParams.parse(spendValues(ctx, token, 'account_token'));
  return values;
}

/** `individual` is the person who represents the account. */
export function asRepresentative<T extends { relationship?: object }>(
  individual: T,
): T & { relationship: { representative: true } } {
  return { ...individual, relationship: { ...individual.relationship, representative: true } };
}

function agreement({ tos_acceptance: tos }: CreateAccountParams, country: string): Partial<Stripe.Account> {
  const service = tos?.service_agreement ?? (country in FULL_SERVICE ? undefined : 'recipient');
  return {
    tos_acceptance: {
      date: null,
      ip: null,
      user_agent: null,
      ...(service === undefined ? {} : { service_agreement: service }),
    },
  };
}

function checkCountry(country: string, service: string | undefined, home: string): void {
  const isFull = Object.hasOwn(FULL_SERVICE, country);
  if (!isFull && !Object.hasOwn(RECIPIENT_ONLY, country))
    throw invalidRequest(`${country} is not currently supported by Stripe.`, {
      code: 'country_unsupported',
      param: 'country',
    });
  if (!isFull && service !== 'recipient')
    throw invalidRequest(
      `Accounts in ${country} can only be created under the recipient service agreement: set tos_acceptance[service_agreement] to recipient.`,
      { param: 'tos_acceptance[service_agreement]' },
    );
  if (service === 'recipient' && country === home)
    throw invalidRequest(
      `The recipient ToS agreement is not supported for platforms in ${home} creating accounts in ${country}.`,
      { param: 'tos_acceptance[service_agreement]' },
    );
}

/** Where Stripe collects the information, only the account itself accepts the terms, on Stripe's page. */
export function checkAcceptance({ tos_acceptance: tos }: Pick<CreateAccountParams, 'tos_acceptance'>): void {
  if (tos?.date === undefined && tos?.ip === undefined) return;
  throw invalidRequest('You cannot accept the Terms of Service on behalf of Standard and Express connected accounts.', {
    param: 'tos_acceptance',
  });
}

/** Under the recipient agreement an account receives transfers and does nothing else. */
export function checkCapabilities(wanted: CreateAccountParams['capabilities'], service: string | undefined): void {
  if (service !== 'recipient') return;
  for (const [name, wish] of Object.entries(wanted ?? {})) {
    if (wish?.requested !== true || name === 'transfers' || name.startsWith('tax_reporting')) continue;
    throw invalidRequest(
      `The ${name} capability cannot be requested for accounts under the recipient service agreement; they can only request transfers.`,
      { param: `capabilities[${name}]` },
    );
  }
}

/** Accounts with a Stripe dashboard get what the platform's settings say, unless the request says so itself. */
function withDefaultCapabilities(
  { capabilities, tos_acceptance: tos }: CreateAccountParams,
  type: Stripe.Account.Type,
  controller: Stripe.Account.Controller,
): NonNullable<CreateAccountParams['capabilities']> {
  if (capabilities !== undefined && Object.keys(capabilities).length > 0) return capabilities;
  const hasDashboard = controller.stripe_dashboard?.type === 'full' || type === 'express';
  if (!hasDashboard) return {};
  const transfers = { transfers: { requested: true } };
  return tos?.service_agreement === 'recipient' ? transfers : { card_payments: { requested: true }, ...transfers };
}
