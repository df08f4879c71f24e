import type Stripe from 'stripe';
import { checkPerson } from '../requirements/person-verification.js';
import type { PersonFacts } from '../requirements/person-needs.js';

type PersonRequirements = Stripe.Person.Requirements;
const NONE: PersonRequirements = {
  alternatives: [],
  currently_due: [],
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};
const NO_DOCUMENT = { back: null, details: null, details_code: null, front: null };

/** A person of whom nothing is known yet. */
export function emptyPerson(id: string, account: string, created: number): Stripe.Person {
  return {
    id,
    object: 'person',
    account,
    additional_tos_acceptances: { account: { date: null, ip: null, user_agent: null } },
    address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
    created,
    dob: { day: null, month: null, year: null },
    email: null,
    first_name: null,
    future_requirements: NONE,
    id_number_provided: false,
    last_name: null,
    metadata: {},
    phone: null,
    political_exposure: 'none',
    relationship: {
      authorizer: false,
      director: false,
      executive: false,
      legal_guardian: false,
      owner: false,
      percent_ownership: null,
      representative: false,
      title: null,
    },
    requirements: NONE,
    ssn_last_4_provided: false,
    verification: {
      additional_document: NO_DOCUMENT,
      details: null,
      details_code: null,
      document: NO_DOCUMENT,
      status: 'unverified',
    },
  };
}

/** The person with the outcome of its checks and its share of the account's requirements. */
export function checkedPerson(
  { person, hidden }: PersonFacts,
  account: Pick<
    Stripe.Account.Requirements,
    'currently_due' | 'errors' | 'eventually_due' | 'past_due' | 'pending_verification'
  >,
): Stripe.Person {
  const check = checkPerson(person, hidden);
  const failed = check.failures.find((failure) => failure.field === 'verification.document') ?? check.failures[0];
  const isMain = person.relationship?.representative === true;
  const prefixes = [`${person.id}.`, ...(isMain ? ['individual.', 'representative.'] : [])];
  const own = (fields: readonly string[] | null): string[] =>
    (fields ?? []).flatMap((field) => {
      const prefix = prefixes.find((candidate) => field.startsWith(candidate));
      return prefix === undefined ? [] : [field.slice(prefix.length)];
    });
  const failure = (field: string): { details: string | null; details_code: string | null } => {
    const code = check.failures.find(
      (item) => item.field === field && item.code.startsWith('verification_document'),
    )?.code;
    return { details: null, details_code: code === undefined ? null : code.replace('verification_', '') };
  };
  return {
    ...person,
    requirements: {
      alternatives: [],
      currently_due: own(account.currently_due),
      errors: (account.errors ?? []).flatMap((error) =>
        own([error.requirement]).map((requirement) => ({ ...error, requirement })),
      ),
      eventually_due: own(account.eventually_due),
      past_due: own(account.past_due),
      pending_verification: own(account.pending_verification),
    },
    verification: {
      additional_document: {
        back: hidden.documents.additional_document?.back ?? null,
        front: hidden.documents.additional_document?.front ?? null,
        ...failure('verification.additional_document'),
      },
      details: failed === undefined ? null : failed.reason,
      details_code: failed === undefined ? null : failed.code.replace('verification_', ''),
      document: {
        back: hidden.documents.document?.back ?? null,
        front: hidden.documents.document?.front ?? null,
        ...failure('verification.document'),
      },
      status: check.status,
    },
  };
}
