import type Stripe from 'stripe';
import { NO_REQUIREMENTS, type AccountHidden } from './account.resource.js';
import { defaultSettings } from './account-settings.js';
import { countryRule } from './countries.js';

const NO_ADDRESS: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

const EMPTY_PROFILE: Stripe.Account.BusinessProfile = {
  annual_revenue: null,
  estimated_worker_count: null,
  mcc: null,
  minority_owned_business_designation: null,
  name: null,
  product_description: null,
  specified_commercial_transactions_act_url: null,
  support_address: null,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: null,
};

const EMPTY_COMPANY: Stripe.Account.Company = {
  address: NO_ADDRESS,
  directors_provided: false,
  executives_provided: false,
  name: null,
  owners_provided: false,
  phone: null,
  tax_id_provided: false,
  verification: { document: { back: null, details: null, details_code: null, front: null } },
};

export const EMPTY_HIDDEN: AccountHidden = {
  kind: 'connected',
  given: {},
  capabilities: {},
  demands: [],
  deadlines: {},
  deadlineJob: null,
  isLinked: false,
  rejection: null,
  blocks: { charges: false, payouts: false },
};

/** An account about which nothing is known but its country. */
export function emptyAccount(id: string, country: string, created: number): Stripe.Account & { country: string } {
  return {
    id,
    object: 'account',
    business_profile: EMPTY_PROFILE,
    business_type: null,
    capabilities: {},
    charges_enabled: false,
    company: EMPTY_COMPANY,
    controller: { type: 'account' },
    country,
    created,
    default_currency: countryRule(country).currency,
    details_submitted: false,
    email: null,
    external_accounts: { object: 'list', data: [], has_more: false, url: `/v1/accounts/${id}/external_accounts` },
    future_requirements: NO_REQUIREMENTS as Stripe.Account.FutureRequirements,
    metadata: {},
    payouts_enabled: false,
    requirements: NO_REQUIREMENTS as Stripe.Account.Requirements,
    settings: defaultSettings(country, null),
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: 'none',
  };
}
