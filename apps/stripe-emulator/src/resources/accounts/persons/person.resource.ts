import type Stripe from 'stripe';
import { defineResource } from '../../../core/resource.js';

export type DocumentKind = 'document' | 'additional_document';

export interface PersonHidden {
  /** Given and never shown. */
  readonly idNumber: string | null;
  readonly ssnLast4: string | null;
  readonly documents: Readonly<Partial<Record<DocumentKind, DocumentState>>>;
}

export interface DocumentState {
  /** A file's id, or one of Stripe's test tokens. */
  readonly front: string | null;
  readonly back: string | null;
  /** `pending` until it has been looked at. */
  readonly outcome: 'pending' | 'success' | 'failure';
}

/** The people behind an account; their rows belong to the connected account. */
export const persons = defineResource<Stripe.Person, PersonHidden>({
  object: 'person',
  idPrefix: 'person',
  filters: {
    authorizer: (person) => person.relationship?.authorizer === true,
    director: (person) => person.relationship?.director === true,
    executive: (person) => person.relationship?.executive === true,
    legal_guardian: (person) => person.relationship?.legal_guardian === true,
    owner: (person) => person.relationship?.owner === true,
    representative: (person) => person.relationship?.representative === true,
  },
  expandable: {
    'verification.document.front': 'file',
    'verification.document.back': 'file',
    'verification.additional_document.front': 'file',
    'verification.additional_document.back': 'file',
  },
});
