import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf, type Infer } from '../../../core/params.js';

const text = () => p.string().emptyable();

/** A bank account or debit card as an API client describes it; which of the two, `object` says. */
export const externalAccountHash = p.hash({
  object: p.enum(['bank_account', 'card']),
  account_holder_name: text(),
  account_holder_type: p.enum(['company', 'individual']).emptyable(),
  account_number: p.string(),
  account_type: p.enum(['checking', 'futsu', 'savings', 'toza']),
  country: p.country(),
  currency: p.currency(),
  routing_number: p.string(),
  address_city: text(),
  address_country: text(),
  address_line1: text(),
  address_line2: text(),
  address_state: text(),
  address_zip: text(),
  cvc: p.string(),
  default_for_currency: p.boolean(),
  /** Whether it is a month is for the card to say. */
  exp_month: p.integer(),
  exp_year: p.integer(),
  metadata: p.metadata(),
  name: text(),
  number: p.string(),
  token: p.id(),
});
export const externalAccountParam = p.oneOf(p.id(), externalAccountHash);

export const createExternalAccountParams = paramsOf<Stripe.AccountCreateExternalAccountParams>()({
  default_for_currency: p.boolean(),
  external_account: externalAccountParam.required(),
  metadata: p.metadata(),
});
export type ExternalAccountInput = Infer<typeof createExternalAccountParams>['external_account'];
export type ExternalAccountHash = Exclude<ExternalAccountInput, string>;

export const updateExternalAccountParams = paramsOf<Stripe.AccountUpdateExternalAccountParams>()({
  account_holder_name: text(),
  account_holder_type: p.enum(['company', 'individual']).emptyable(),
  account_type: p.enum(['checking', 'futsu', 'savings', 'toza']),
  address_city: text(),
  address_country: text(),
  address_line1: text(),
  address_line2: text(),
  address_state: text(),
  address_zip: text(),
  default_for_currency: p.boolean(),
  documents: p.hash({ bank_account_ownership_verification: p.hash({ files: p.array(p.id()) }) }),
  exp_month: p.integer({ min: 1, max: 12 }),
  exp_year: p.integer({ min: 1970, max: 2100 }),
  metadata: p.metadata(),
  name: text(),
});

export const listExternalAccountsParams = listParamsOf<Stripe.AccountListExternalAccountsParams>()({
  object: p.enum(['bank_account', 'card']),
});
