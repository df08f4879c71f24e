import type Stripe from 'stripe';
import { defineResource } from '../../../core/resource.js';
import type { RawHash } from '../../../core/params.js';
import type { ExternalAccountHash } from '../external-accounts/external-account.params.js';

export interface TokenHidden {
  /** What a bank account or card token stands for; of a card, all but the number and the code: see `card`. */
  readonly external?: ExternalAccountHash;
  /** Which published test card it is, by its place in the list, and whether its code was entered. */
  readonly card?: { readonly place: number; readonly hasCvc: boolean };
  /** What an account or person token stands for, as parameters of their calls. */
  readonly values?: RawHash;
}

/** Single-use stand-ins for data that the platform's servers never see. */
export const tokens = defineResource<Stripe.Token, TokenHidden>({ object: 'token', idPrefix: 'tok' });
