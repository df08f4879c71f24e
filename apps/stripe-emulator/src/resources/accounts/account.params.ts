import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf, type Infer } from '../../core/params.js';
import {
  businessProfileParam,
  companyParam,
  documentsParam,
  individualParam,
  settingsParam,
  tosAcceptanceParam,
} from './account-fields.params.js';
import { CAPABILITY_NAMES } from './capabilities/capability-names.js';
import { externalAccountParam } from './external-accounts/external-account.params.js';

const requested = p.hash({ requested: p.boolean() });
const capabilityShape = Object.fromEntries(CAPABILITY_NAMES.map((name) => [name, requested]));

/** What creating, updating and the hosted page have in common. */
export const accountFields = {
  account_token: p.id(),
  business_profile: businessProfileParam,
  business_type: p.enum(['company', 'government_entity', 'individual', 'non_profit']),
  capabilities: p.hash(capabilityShape),
  company: companyParam,
  default_currency: p.currency(),
  documents: documentsParam,
  email: p.email().emptyable(),
  groups: p.hash({ payments_pricing: p.string().emptyable() }),
  individual: individualParam,
  metadata: p.metadata(),
  settings: settingsParam,
  tos_acceptance: tosAcceptanceParam,
};

export const createAccountParams = paramsOf<Stripe.AccountCreateParams>()({
  ...accountFields,
  controller: p.hash({
    fees: p.hash({ payer: p.enum(['account', 'application']) }),
    losses: p.hash({ payments: p.enum(['application', 'stripe']) }),
    requirement_collection: p.enum(['application', 'stripe']),
    stripe_dashboard: p.hash({ type: p.enum(['express', 'full', 'none']) }),
  }),
  country: p.country(),
  external_account: externalAccountParam,
  type: p.enum(['custom', 'express', 'standard']),
});
export type CreateAccountParams = Infer<typeof createAccountParams>;

export const updateAccountParams = paramsOf<Stripe.AccountUpdateParams>()({
  ...accountFields,
  external_account: externalAccountParam.emptyable(),
});
export type UpdateAccountParams = Infer<typeof updateAccountParams>;

export const listAccountsParams = listParamsOf<Stripe.AccountListParams>()({ created: p.range() });

export const rejectAccountParams = paramsOf<Stripe.AccountRejectParams>()({
  payouts_action: p.enum(['none', 'pause']),
  reason: p
    .enum([
      'credit',
      'fraud',
      'fraud_no_intent_to_fulfill',
      'fraud_other',
      'fraud_payment_method_casher',
      'fraud_payment_method_tester',
      'other',
      'terms_of_service',
    ])
    .required(),
});
