import type Stripe from 'stripe';
import type { AccountHidden } from '../account.resource.js';
import { countryRule, type CountryRule } from '../countries.js';
import { businessFailures } from './business-checks.js';
import { need, type Need } from './need.js';
import { addressNeeds, personNeeds, type PersonFacts } from './person-needs.js';

/** All that the requirements of an account depend on. */
export interface AccountFacts {
  readonly account: Stripe.Account;
  readonly hidden: AccountHidden;
  readonly persons: readonly PersonFacts[];
  /** `errored`: payouts to the account's bank came back, it must be replaced. */
  readonly externalAccount: 'none' | 'usable' | 'errored';
  /** Unix seconds. */
  readonly now: number;
}

/** Everything the account's country, kind of business and agreement ask for, met or not. */
export function accountNeeds(facts: AccountFacts): Need[] {
  const { account, hidden, persons } = facts;
  const rule = countryRule(account.country ?? 'US');
  const isRecipient = account.tos_acceptance?.service_agreement === 'recipient';
  const needs = [
    need('business_type', account.business_type),
    externalAccountNeed(facts),
    need('tos_acceptance.date', account.tos_acceptance?.date),
    need('tos_acceptance.ip', account.tos_acceptance?.ip),
    ...(isRecipient ? [] : businessNeeds(account)),
    ...subjectNeeds(facts, rule, isRecipient),
    ...businessFailures(account, hidden),
  ];
  for (const demand of hidden.demands) {
    const field = nameOf(demand.field, persons, account);
    const isBeingLookedAt = needs.some((item) => item.field === field && item.isPending === true);
    if (isBeingLookedAt) continue;
    const error = demand.error === null ? {} : { error: demand.error };
    needs.push({ field, isMet: false, neededFor: 'any', level: 'currently', ...error });
  }
  return merged(needs);
}

/** Of several needs of the same name the strictest counts. */
function merged(needs: readonly Need[]): Need[] {
  const byField = new Map<string, Need>();
  for (const item of needs) {
    const known = byField.get(item.field);
    if (known === undefined || strictness(item) > strictness(known)) byField.set(item.field, item);
  }
  return [...byField.values()];
}

function strictness(item: Need): number {
  if (item.isPending === true) return 3;
  if (item.isMet) return 0;
  return item.level === 'currently' ? (item.error === undefined ? 2 : 2.5) : 1;
}

/** A demand made about `representative` or `individual` follows the person it turned out to be. */
function nameOf(field: string, persons: readonly PersonFacts[], account: Stripe.Account): string {
  if (!field.startsWith('representative.') || account.business_type === 'individual') return field;
  const person = persons.find((facts) => facts.person.relationship?.representative === true);
  return person === undefined ? field : field.replace('representative', person.person.id);
}

function externalAccountNeed({ externalAccount }: AccountFacts): Need {
  const base = need('external_account', externalAccount === 'usable');
  if (externalAccount !== 'errored') return base;
  const reason = 'A payout to this external account failed. Provide another one.';
  return { ...base, error: { code: 'invalid_value_other', reason } };
}

function businessNeeds({ business_profile: profile }: Stripe.Account): Need[] {
  return [
    need('business_profile.mcc', profile?.mcc, { neededFor: 'payments' }),
    need('business_profile.url', profile?.url ?? profile?.product_description, {
      neededFor: 'payments',
      alternative: 'business_profile.product_description',
    }),
  ];
}

function subjectNeeds(facts: AccountFacts, rule: CountryRule, isRecipient: boolean): Need[] {
  const { account, persons } = facts;
  const representative = persons.find(({ person }) => person.relationship?.representative === true);
  if (account.business_type === 'individual')
    return personNeeds('individual', 'individual', representative, rule, isRecipient);
  const prefix = representative?.person.id ?? 'representative';
  const others = persons.filter((item) => item !== representative);
  const known = account.business_type != null;
  return [
    ...personNeeds(prefix, 'representative', representative, rule, isRecipient),
    ...others.flatMap((item) => personNeeds(item.person.id, 'other', item, rule, isRecipient)),
    ...(known ? companyNeeds(account, rule, isRecipient) : []),
  ];
}

function companyNeeds({ company }: Stripe.Account, rule: CountryRule, isRecipient: boolean): Need[] {
  const names = rule.addressForm === 'japanese' ? (['name_kana', 'name_kanji'] as const) : [];
  const base = [
    need('company.name', company?.name),
    ...names.map((field) => need(`company.${field}`, company?.[field])),
    ...addressNeeds('company', company ?? {}, rule),
    need('company.tax_id', company?.tax_id_provided),
  ];
  if (isRecipient) return base;
  return [
    ...base,
    need('company.phone', company?.phone, { neededFor: 'payments' }),
    need('company.owners_provided', company?.owners_provided),
    ...(rule.declaresDirectors
      ? [
          need('company.directors_provided', company?.directors_provided),
          need('company.executives_provided', company?.executives_provided),
        ]
      : []),
  ];
}
