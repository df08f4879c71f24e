import type Stripe from 'stripe';
import { mergeMetadata } from '../../core/params.js';
import type { UpdateAccountParams } from './account.params.js';
import type { AccountHidden, CapabilityState } from './account.resource.js';
import { changedSettings, defaultSettings } from './account-settings.js';
import { requestedState } from './capabilities/capability.object.js';
import { addressOf } from './persons/person.store.js';

/** The fields of an account that a request sets directly; persons and external accounts are rows of their own. */
export function changedFields(before: Stripe.Account, params: UpdateAccountParams): Partial<Stripe.Account> {
  const { business_profile: profile, tos_acceptance: tos, company, metadata, settings, groups } = params;
  const country = before.country ?? 'US';
  return {
    ...(params.business_type === undefined ? {} : { business_type: params.business_type }),
    ...(params.default_currency === undefined ? {} : { default_currency: params.default_currency }),
    ...(params.email === undefined ? {} : { email: params.email }),
    ...(metadata === undefined ? {} : { metadata: mergeMetadata(before.metadata ?? {}, metadata) }),
    ...(profile === undefined ? {} : { business_profile: changedProfile(before, profile) }),
    ...(company === undefined ? {} : { company: changedCompany(before.company ?? {}, company) }),
    ...(settings === undefined
      ? {}
      : { settings: changedSettings(before.settings ?? defaultSettings(country, null), settings, country) }),
    ...(tos === undefined ? {} : { tos_acceptance: { ...before.tos_acceptance, ...tos } }),
    ...(groups === undefined ? {} : { groups: { payments_pricing: groups.payments_pricing ?? null } }),
  };
}

function changedProfile(
  { business_profile: before }: Stripe.Account,
  change: NonNullable<UpdateAccountParams['business_profile']>,
): Stripe.Account.BusinessProfile {
  const { support_address: address, ...rest } = change;
  return {
    ...(before as Stripe.Account.BusinessProfile),
    ...(rest as Partial<Stripe.Account.BusinessProfile>),
    ...(address === undefined ? {} : { support_address: addressOf(before?.support_address, address) }),
  };
}

const ADDRESSES = ['address', 'administrative_address', 'physical_address', 'principal_place_of_business'] as const;
const SCRIPTS = ['address_kana', 'address_kanji'] as const;

function changedCompany(
  before: Stripe.Account.Company,
  change: NonNullable<UpdateAccountParams['company']>,
): Stripe.Account.Company {
  const { tax_id, vat_id, registration_number: _, verification, ...rest } = change;
  const merged: Record<string, unknown> = { ...before, ...rest };
  for (const key of ADDRESSES) if (change[key] !== undefined) merged[key] = addressOf(before[key], change[key]);
  for (const key of SCRIPTS)
    if (change[key] !== undefined)
      merged[key] = { ...addressOf(before[key], change[key]), town: change[key].town ?? before[key]?.town ?? null };
  if (tax_id !== undefined) merged['tax_id_provided'] = tax_id !== null;
  if (vat_id !== undefined) merged['vat_id_provided'] = vat_id !== null;
  if (verification?.document !== undefined)
    merged['verification'] = { document: { ...before.verification?.document, ...verification.document } };
  return merged;
}

/** What a request says that is remembered and not shown: numbers, and which capabilities are wanted. */
export function changedHidden(before: AccountHidden, params: UpdateAccountParams, now: number): Partial<AccountHidden> {
  const { company, capabilities } = params;
  const given: Record<string, string> = { ...before.given };
  for (const key of ['tax_id', 'vat_id', 'registration_number'] as const)
    if (company?.[key] != null) given[`company.${key}`] = company[key];
  const states: Record<string, CapabilityState> = { ...before.capabilities };
  for (const [name, wish] of Object.entries(capabilities ?? {})) {
    if (wish?.requested === undefined) continue;
    states[name] = requestedState(states[name], wish.requested, now);
  }
  const fields = new Set(givenFields('', params));
  // Documents of people are looked at first; a company's are taken as they are.
  if (company?.verification?.document?.front != null) fields.add('company.verification.document');
  return { given, capabilities: states, demands: before.demands.filter(({ field }) => !fields.has(field)) };
}

/** Names of the leaves of a request, as requirements name them: `individual.address.line1`. */
export function givenFields(prefix: string, params: object): string[] {
  return Object.entries(params as Record<string, unknown>).flatMap(([key, value]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (value === undefined || value === null || key === 'verification') return [];
    if (key === 'external_account' || typeof value !== 'object' || Array.isArray(value)) return [name];
    return givenFields(name, value);
  });
}
