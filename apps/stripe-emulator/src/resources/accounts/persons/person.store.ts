import type Stripe from 'stripe';
import type { Context } from '../../../core/context.js';
import { mergeMetadata } from '../../../core/params.js';
import { action } from '../../../core/resource.js';
import { accounts } from '../account.resource.js';
import { applyChange } from '../account-state.js';
import { emptyPerson } from './person.object.js';
import type { PersonParams } from './person.params.js';
import { persons, type DocumentKind, type DocumentState, type PersonHidden } from './person.resource.js';
import { assertFile } from '../../files/file-create.js';

/** How long Stripe's test mode looks at a document. */
const SECONDS_TO_LOOK = 2;

export interface SavedPerson {
  readonly id: string;
  /** Absent when it is new. */
  readonly before?: Stripe.Person;
}

/**
 * Creates or changes a person of the account; what follows for the account is `applyChange`'s.
 * @param own seen from the connected account
 */
export function savePerson(own: Context, params: PersonParams, existing?: Stripe.Person): SavedPerson {
  assertDocuments(own, params);
  const person = existing ?? emptyPerson(own.id(persons.idPrefix), own.account, own.now);
  const hidden: PersonHidden =
    existing === undefined ? { idNumber: null, ssnLast4: null, documents: {} } : own.hidden(persons, existing.id);
  const changed = changedPerson(person, params);
  const given: PersonHidden = {
    idNumber: params.id_number === undefined ? hidden.idNumber : params.id_number,
    ssnLast4: params.ssn_last_4 === undefined ? hidden.ssnLast4 : params.ssn_last_4,
    documents: changedDocuments(hidden, params),
  };
  const isTwoAtOnce = params.relationship?.representative === true;
  if (isTwoAtOnce) replaceRepresentative(own, person.id);
  if (existing === undefined) own.insert(persons, changed, given);
  else own.update(persons, person.id, changed, given);
  const isWaiting = Object.values(given.documents).some((document) => document.outcome === 'pending');
  if (isWaiting) own.schedule(documentsSeen, own.now + SECONDS_TO_LOOK, { person: person.id });
  return existing === undefined ? { id: person.id } : { id: person.id, before: existing };
}

/** Emits what happened to the person, once the account has settled. */
export function announcePerson(own: Context, { id, before }: SavedPerson): Stripe.Person {
  const after = own.require(persons, id);
  if (before === undefined) own.emit('person.created', after);
  else if (JSON.stringify(before) !== JSON.stringify(after)) own.emit('person.updated', after, before);
  return after;
}

function changedPerson(before: Stripe.Person, params: PersonParams): Stripe.Person {
  const { relationship, metadata, dob, address, registered_address: registered } = params;
  const names = ['email', 'first_name', 'last_name', 'phone', 'maiden_name', 'nationality', 'gender'] as const;
  const scripts = ['first_name_kana', 'first_name_kanji', 'last_name_kana', 'last_name_kanji'] as const;
  const plain = Object.fromEntries(
    [...names, ...scripts].flatMap((key) => (params[key] === undefined ? [] : [[key, params[key]]])),
  );
  return {
    ...before,
    ...plain,
    ...(address === undefined ? {} : { address: addressOf(before.address, address) }),
    ...(registered === undefined ? {} : { registered_address: addressOf(before.registered_address, registered) }),
    ...japanese('address_kana', before, params),
    ...japanese('address_kanji', before, params),
    ...(dob === undefined ? {} : { dob: dob ?? { day: null, month: null, year: null } }),
    ...(params.full_name_aliases === undefined ? {} : { full_name_aliases: params.full_name_aliases ?? [] }),
    ...(params.political_exposure === undefined ? {} : { political_exposure: params.political_exposure }),
    ...(params.id_number === undefined
      ? {}
      : {
          id_number_provided: params.id_number !== null,
          ssn_last_4_provided: params.id_number !== null || before.ssn_last_4_provided === true,
        }),
    ...(params.ssn_last_4 === undefined ? {} : { ssn_last_4_provided: params.ssn_last_4 !== null }),
    ...(params.id_number_secondary === undefined
      ? {}
      : { id_number_secondary_provided: params.id_number_secondary !== null }),
    metadata: mergeMetadata(before.metadata ?? {}, metadata),
    relationship: {
      ...emptyPerson('', '', 0).relationship,
      ...before.relationship,
      ...relationship,
    } as Stripe.Person.Relationship,
  };
}

const NO_ADDRESS: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

/** Applies a change of an address, which at Stripe is merged field by field. */
export function addressOf(
  before: Stripe.Address | null | undefined,
  change: Readonly<Partial<Record<keyof Stripe.Address, string | null>>>,
): Stripe.Address {
  return { ...NO_ADDRESS, ...before, ...change };
}

function japanese(
  key: 'address_kana' | 'address_kanji',
  before: Stripe.Person,
  params: PersonParams,
): Partial<Stripe.Person> {
  const change = params[key];
  if (change === undefined) return {};
  return { [key]: { ...NO_ADDRESS, town: null, ...before[key], ...change } };
}

/** @throws StripeError for a document that was never uploaded, or for something else */
function assertDocuments(own: Context, params: PersonParams): void {
  for (const kind of ['document', 'additional_document'] as const)
    for (const side of ['front', 'back'] as const)
      assertFile(
        own,
        params.verification?.[kind]?.[side],
        ['identity_document', 'additional_verification', 'account_requirement'],
        `verification[${kind}][${side}]`,
      );
}

function changedDocuments(hidden: PersonHidden, params: PersonParams): PersonHidden['documents'] {
  const documents: Partial<Record<DocumentKind, DocumentState>> = { ...hidden.documents };
  for (const kind of ['document', 'additional_document'] as const) {
    const change = params.verification?.[kind];
    if (change?.front === undefined && change?.back === undefined) continue;
    const before = documents[kind];
    const front = change.front === undefined ? (before?.front ?? null) : change.front;
    const back = change.back === undefined ? (before?.back ?? null) : change.back;
    documents[kind] = { front, back, outcome: 'pending' };
  }
  return Object.fromEntries(Object.entries(documents).filter(([, { front, back }]) => front !== null || back !== null));
}

function replaceRepresentative(own: Context, id: string): void {
  for (const other of own.all(persons, { representative: true })) {
    if (other.id === id || other.relationship === undefined) continue;
    own.update(persons, other.id, { relationship: { ...other.relationship, representative: false } });
  }
}

/** The documents have been looked at: the failure token fails, any other file passes. */
export const documentsSeen = action('account.documents_seen', (own, args: { person: string }) => {
  const person = own.find(persons, args.person);
  const account = own.locate(accounts, own.account);
  if (person === undefined || account === undefined) return;
  const hidden = own.hidden(persons, person.id);
  const documents = Object.fromEntries(
    Object.entries(hidden.documents).map(([kind, document]) => [kind, seen(document)]),
  );
  own.update(persons, person.id, {}, { ...hidden, documents });
  const passed = Object.entries(documents).flatMap(([kind, document]) =>
    document.outcome === 'success' ? [`verification.${kind}`] : [],
  );
  const demands = account.ctx
    .hidden(accounts, own.account)
    .demands.filter((demand) => !passed.some((field) => demand.field.endsWith(`.${field}`)));
  applyChange(account.ctx, own.account, { hidden: { demands } });
});

function seen(document: DocumentState): DocumentState {
  if (document.outcome !== 'pending') return document;
  const isFailure = [document.front, document.back].includes('file_identity_document_failure');
  return { ...document, outcome: isFailure ? 'failure' : 'success' };
}
