import type Stripe from 'stripe';
import type { DocumentKind, PersonHidden } from '../persons/person.resource.js';

/** What the checks of a person's data found. */
export interface PersonCheck {
  readonly status: 'verified' | 'unverified' | 'pending';
  /** Fields (of the person) that failed, with Stripe's code. */
  readonly failures: readonly { readonly field: string; readonly code: string; readonly reason: string }[];
  readonly pendingFields: readonly string[];
  /** True for the test date of birth that raises a sanctions alert. */
  readonly isUnderReview: boolean;
}

const REASONS: Readonly<Record<string, string>> = {
  verification_document_failed_test_mode:
    'A test data helper was supplied to simulate verification failure for this document.',
  verification_failed_keyed_identity:
    'The person’s keyed-in identity information could not be verified. Correct any errors or upload a document that matches the identity fields (e.g., name and date of birth) entered.',
  verification_failed_address_match:
    'The address on the document could not be matched. Upload a document with an address that matches.',
};
const reasonOf = (code: string): string => REASONS[code] ?? 'The information could not be verified.';

/**
 * Checks a person the way Stripe's test mode does: by the published test values. A document decides before numbers
 * do; data that is no test value neither passes nor fails, it leaves a document eventually due.
 */
export function checkPerson(person: Stripe.Person, hidden: PersonHidden): PersonCheck {
  const outcomeOf = (kind: DocumentKind): string | undefined => hidden.documents[kind]?.outcome;
  const pendingFields = (['document', 'additional_document'] as const)
    .filter((kind) => outcomeOf(kind) === 'pending')
    .map((kind) => `verification.${kind}`);
  const failures = [
    ...identityFailure(hidden, outcomeOf('document')),
    ...addressFailure(person, outcomeOf('additional_document')),
  ].map(({ field, code }) => ({ field, code, reason: reasonOf(code) }));
  const open = failures.filter((failure) => !pendingFields.includes(failure.field));
  return {
    status: statusOf(person, hidden, pendingFields.length > 0, open.length > 0),
    failures: open,
    pendingFields,
    isUnderReview: dateOf(person.dob) === '1900-1-1',
  };
}

function statusOf(
  person: Stripe.Person,
  hidden: PersonHidden,
  isPending: boolean,
  hasFailed: boolean,
): PersonCheck['status'] {
  if (isPending) return 'pending';
  if (hasFailed) return 'unverified';
  if (hidden.documents.document?.outcome === 'success') return 'verified';
  const isTestBirth = ['1901-1-1', '1902-1-1'].includes(dateOf(person.dob));
  return isTestBirth ? 'verified' : 'unverified';
}

function identityFailure(hidden: PersonHidden, document: string | undefined): { field: string; code: string }[] {
  const field = 'verification.document';
  if (document === 'failure') return [{ field, code: 'verification_document_failed_test_mode' }];
  if (document === 'success') return [];
  const isMismatch = hidden.idNumber === '111111111' || (hidden.idNumber === null && hidden.ssnLast4 === '1111');
  return isMismatch ? [{ field, code: 'verification_failed_keyed_identity' }] : [];
}

function addressFailure(person: Stripe.Person, document: string | undefined): { field: string; code: string }[] {
  const field = 'verification.additional_document';
  if (document === 'failure') return [{ field, code: 'verification_document_failed_test_mode' }];
  if (document === 'success') return [];
  const line1 = person.address?.line1 ?? '';
  const isMismatch = line1 === 'address_no_match' || line1 === 'address_line1_no_match';
  return isMismatch ? [{ field, code: 'verification_failed_address_match' }] : [];
}

function dateOf(dob: Stripe.Person.Dob | undefined): string {
  return dob === undefined ? '' : `${dob.year}-${dob.month}-${dob.day}`;
}
