import type Stripe from 'stripe';
import type { AccountHidden } from '../account.resource.js';
import type { Need } from './need.js';

/** Stripe's test values for business data, with the error that each raises. */
const URLS: Readonly<Record<string, string>> = {
  'https://disallowed.stripe.com': 'invalid_url_denylisted',
  'https://geoblocked.stripe.com': 'invalid_url_website_inaccessible_geoblocked',
  'https://problem.stripe.com': 'invalid_url_website_other',
  'https://missing.stripe.com': 'invalid_url_website_incomplete',
  'https://mismatch.stripe.com': 'invalid_url_website_business_information_mismatch',
  'https://passwordprotected.stripe.com': 'invalid_url_website_inaccessible_password_protected',
  'https://underconstruction.stripe.com': 'invalid_url_website_incomplete_under_construction',
  'https://inaccessible.stripe.com': 'invalid_url_website_inaccessible',
};
const NAMES: Readonly<Record<string, string>> = {
  disallowed_dba: 'invalid_business_profile_name_denylisted',
  invalid_dba: 'invalid_business_profile_name',
};
const COMPANY_NAMES: Readonly<Record<string, string>> = {
  mismatch_business_name: 'verification_failed_name_match',
  match_name_only: 'verification_failed_name_match',
  disallowed_name: 'invalid_company_name_denylisted',
};
const TAX_IDS: Readonly<Record<string, string>> = {
  '111111111': 'verification_failed_tax_id_match',
  '111111112': 'verification_failed_tax_id_not_issued',
};
const DESCRIPTORS: Readonly<Record<string, string>> = {
  mismatch: 'invalid_statement_descriptor_business_mismatch',
  disallowed: 'invalid_statement_descriptor_denylisted',
};

/** Business data that does not pass, asked for again with its error. */
export function businessFailures(account: Stripe.Account, hidden: AccountHidden): Need[] {
  const { business_profile: profile, company, settings } = account;
  const found = (table: Readonly<Record<string, string>>, value: string | null | undefined): string | undefined =>
    value == null ? undefined : new Map(Object.entries(table)).get(value.replace(/\/$/, ''));
  const isCompany = account.business_type != null && account.business_type !== 'individual';
  const checks: [string, string | undefined][] = [
    ['business_profile.url', found(URLS, profile?.url)],
    ['business_profile.name', found(NAMES, profile?.name)],
    [
      'business_profile.product_description',
      profile?.product_description === 'require_url' ? 'invalid_url_web_presence_detected' : undefined,
    ],
    ['settings.payments.statement_descriptor', found(DESCRIPTORS, settings?.payments.statement_descriptor)],
    ...(isCompany
      ? ([
          ['company.name', found(COMPANY_NAMES, company?.name)],
          ['company.tax_id', found(TAX_IDS, hidden.given['company.tax_id'])],
          [
            'company.address.line1',
            company?.address?.line1 === 'address_line1_no_match' ? 'invalid_street_address' : undefined,
          ],
        ] satisfies [string, string | undefined][])
      : []),
  ];
  return checks.flatMap(([field, code]) =>
    code === undefined
      ? []
      : [
          {
            field,
            isMet: false,
            neededFor: 'any',
            level: 'currently',
            error: {
              code,
              reason: `The value given for ${field} could not be accepted (${code.replaceAll('_', ' ')}).`,
            },
          } satisfies Need,
        ],
  );
}
