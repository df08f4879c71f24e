import type Stripe from 'stripe';
import type { Context } from '../../../core/context.js';
import type { RawHash } from '../../../core/params.js';
import { updateAccountParams } from '../account.params.js';
import { accounts } from '../account.resource.js';
import { applyChange } from '../account-state.js';
import { enterInformation } from '../account.update.js';
import { updatePersonParams } from '../persons/person.params.js';
import { persons } from '../persons/person.resource.js';
import { announcePerson, savePerson } from '../persons/person.store.js';
import { placed, testValue } from './test-data.js';

const isPersonField = (field: string): boolean => field.startsWith('person_');
const isTerms = (field: string): boolean => field.startsWith('tos_acceptance.');

/** What of an account's requirements the hosted page asks for. */
export function askedFor(account: Stripe.Account, fields: 'currently_due' | 'eventually_due'): string[] {
  const pending = new Set(account.requirements?.pending_verification ?? []);
  return (account.requirements?.[fields] ?? []).filter((field) => !pending.has(field));
}

/** Gives Stripe's test values for everything that is asked for, except the terms of service. */
export function fillInTestData(
  owner: Context,
  id: string,
  { fields, businessType }: { fields: 'currently_due' | 'eventually_due'; businessType: string },
): Stripe.Account {
  let account = owner.require(accounts, id);
  // Answers raise further questions (a kind of business, then its company), so a few rounds are needed.
  for (let round = 0; round < 4; round += 1) {
    const due = askedFor(account, fields).filter((field) => !isTerms(field));
    if (due.length === 0) break;
    account = fillInOnce(owner, account, due, businessType);
  }
  return account;
}

function fillInOnce(
  owner: Context,
  account: Stripe.Account,
  due: readonly string[],
  businessType: string,
): Stripe.Account {
  const country = account.country ?? 'US';
  let raw: RawHash = {};
  const byPerson = new Map<string, RawHash>();
  for (const field of due) {
    const [subject = '', ...rest] = field.split('.');
    const isMain = subject === 'individual' || subject === 'representative';
    const isOnPerson = isMain || isPersonField(field);
    const value =
      field === 'business_type' ? businessType : testValue(isOnPerson ? rest.join('.') : field, country, owner.now);
    if (value === undefined) continue;
    if (isPersonField(field)) byPerson.set(subject, placed(byPerson.get(subject) ?? {}, rest.join('.'), value));
    else raw = placed(raw, isMain ? `individual.${rest.join('.')}` : field, value);
  }
  for (const [person, values] of byPerson) enterPerson(owner, account.id, person, values);
  return enterInformation(owner, account.id, updateAccountParams.parse(raw));
}

function enterPerson(owner: Context, account: string, id: string, values: RawHash): void {
  const own = owner.as(account);
  const saved = savePerson(own, updatePersonParams.parse(values), own.require(persons, id));
  applyChange(owner, account, { announcedPersons: [id] });
  announcePerson(own, saved);
}

/** The account accepts the terms and submits what it has given. */
export function submitDetails(owner: Context, id: string): Stripe.Account {
  const { tos_acceptance: tos } = owner.require(accounts, id);
  return applyChange(owner, id, {
    patch: {
      details_submitted: true,
      tos_acceptance: { user_agent: null, ...tos, date: tos?.date ?? owner.now, ip: tos?.ip ?? '127.0.0.1' },
    },
  });
}
