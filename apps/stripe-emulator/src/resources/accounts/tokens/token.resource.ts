import type Stripe from 'stripe';
import { defineResource } from '../../../core/resource.js';
import type { RawHash } from '../../../core/params.js';
import type { ExternalAccountHash } from '../external-accounts/external-account.params.js';

export interface TokenHidden {
  /** What a bank account or card token stands for. */
  readonly external?: ExternalAccountHash;
  /** What an account or person token stands for, as parameters of their calls. */
  readonly values?: RawHash;
}

/** Single-use stand-ins for data that the platform's servers never see. */
export const tokens = defineResource<Stripe.Token, TokenHidden>({ object: 'token', idPrefix: 'tok' });
