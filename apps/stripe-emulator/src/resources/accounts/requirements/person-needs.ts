import type Stripe from 'stripe';
import type { CountryRule } from '../countries.js';
import type { PersonHidden } from '../persons/person.resource.js';
import { need, type Need } from './need.js';
import { checkPerson } from './person-verification.js';

export interface PersonFacts {
  readonly person: Stripe.Person;
  readonly hidden: PersonHidden;
}
export type Role = 'individual' | 'representative' | 'other';

/**
 * What a country asks of one person.
 * @param prefix how the requirement is named: `individual`, `representative` (nobody yet) or the person's id
 */
export function personNeeds(
  prefix: string,
  role: Role,
  facts: PersonFacts | undefined,
  rule: CountryRule,
  isRecipient: boolean,
): Need[] {
  const person: Partial<Stripe.Person> = facts?.person ?? {};
  const named = (field: string, value: unknown, options = {}): Need => need(`${prefix}.${field}`, value, options);
  const isMain = role !== 'other';
  return [
    ...nameNeeds(named, person, rule),
    ...dobNeeds(named, person),
    ...addressNeeds(prefix, person, rule),
    ...(isRecipient ? [] : [named('email', person.email, { neededFor: isMain ? 'any' : 'payments' })]),
    ...(isRecipient || !isMain ? [] : [named('phone', person.phone, { neededFor: 'payments' })]),
    ...(role === 'representative' ? [named('relationship.title', person.relationship?.title)] : []),
    ...(isRecipient || !isMain ? [] : numberNeeds(named, person, rule)),
    ...checkNeeds(prefix, facts),
  ];
}

type Named = (field: string, value: unknown, options?: Partial<Need>) => Need;

function nameNeeds(named: Named, person: Partial<Stripe.Person>, rule: CountryRule): Need[] {
  if (rule.addressForm !== 'japanese')
    return [named('first_name', person.first_name), named('last_name', person.last_name)];
  const fields = ['first_name_kana', 'first_name_kanji', 'last_name_kana', 'last_name_kanji'] as const;
  return fields.map((field) => named(field, person[field]));
}

function dobNeeds(named: Named, person: Partial<Stripe.Person>): Need[] {
  return (['day', 'month', 'year'] as const).map((part) => named(`dob.${part}`, person.dob?.[part]));
}

/** Also used for `company`. */
export function addressNeeds(
  prefix: string,
  subject: Pick<Partial<Stripe.Person>, 'address' | 'address_kana' | 'address_kanji'>,
  rule: CountryRule,
): Need[] {
  if (rule.addressForm !== 'japanese') {
    const fields = ['city', 'line1', 'postal_code', ...(rule.addressForm === 'with_state' ? ['state'] : [])];
    return fields.map((field) => need(`${prefix}.address.${field}`, subject.address?.[field as keyof Stripe.Address]));
  }
  return (['address_kana', 'address_kanji'] as const).flatMap((script) =>
    (['city', 'line1', 'postal_code', 'state', 'town'] as const).map((field) =>
      need(`${prefix}.${script}.${field}`, subject[script]?.[field]),
    ),
  );
}

function numberNeeds(named: Named, person: Partial<Stripe.Person>, rule: CountryRule): Need[] {
  if (rule.personalNumber === 'none') return [];
  const full = person.id_number_provided === true;
  if (rule.personalNumber === 'full') return [named('id_number', full)];
  return [
    named('ssn_last_4', full || person.ssn_last_4_provided === true),
    named('id_number', full, { level: 'eventually' }),
  ];
}

/** What the checks of the data ask for on top: a document, when a check failed or nothing proved who it is. */
function checkNeeds(prefix: string, facts: PersonFacts | undefined): Need[] {
  if (facts === undefined) return [];
  const check = checkPerson(facts.person, facts.hidden);
  const base = { neededFor: 'any', level: 'currently', isMet: false } as const;
  const needs: Need[] = check.failures.map(({ field, code, reason }) => ({
    ...base,
    field: `${prefix}.${field}`,
    error: { code, reason },
  }));
  for (const field of check.pendingFields) needs.push({ ...base, field: `${prefix}.${field}`, isPending: true });
  const isUnproved = check.status === 'unverified' && check.failures.length === 0;
  if (isUnproved && facts.person.first_name != null)
    needs.push({ ...base, field: `${prefix}.verification.document`, level: 'eventually' });
  return needs;
}
