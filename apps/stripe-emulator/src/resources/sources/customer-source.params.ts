import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';
import { externalAccountHash } from '../accounts/external-accounts/external-account.params.js';

const text = p.string().emptyable();

/** An id of a token or source, or the card or bank account itself. */
export const sourceParam = p.oneOf(p.id(), externalAccountHash);

export const createSourceOfCustomerParams = paramsOf<Stripe.CustomerCreateSourceParams>()({
  // Older names of the same thing.
  bank_account: sourceParam,
  card: sourceParam,
  metadata: p.metadata(),
  source: sourceParam,
  validate: p.boolean(),
});

export const updateSourceParams = paramsOf<Stripe.CustomerUpdateSourceParams>()({
  account_holder_name: text,
  account_holder_type: p.enum(['company', 'individual']).emptyable(),
  address_city: text,
  address_country: text,
  address_line1: text,
  address_line2: text,
  address_state: text,
  address_zip: text,
  exp_month: p.integer({ min: 1, max: 12 }),
  exp_year: p.integer({ min: 1970, max: 2100 }),
  metadata: p.metadata(),
  name: text,
  owner: p.anything(),
});

export const listSourcesParams = listParamsOf<Stripe.CustomerListSourcesParams>()({
  object: p.enum(['bank_account', 'card', 'source', 'all']),
});

export const verifySourceParams = paramsOf<Stripe.CustomerVerifySourceParams>()({ amounts: p.array(p.integer()) });
