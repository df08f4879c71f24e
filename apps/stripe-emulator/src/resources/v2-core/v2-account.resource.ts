import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { isHash, type RawHash, type RawValue } from '../../core/params.js';
import { defineResource } from '../../core/resource.js';
import { isoTime } from '../../core/thin-events.js';
import { persons } from '../accounts/persons/person.resource.js';
import type { Applied, Include } from './v2-account.params.js';

type Account = Stripe.V2.Core.Account;

/** What `/v2` was told of an account; the account itself is v1's, under the same id. */
export interface V2AccountRow {
  readonly id: string;
  readonly object: '_v2_account';
  readonly applied: readonly Applied[];
  readonly configuration: RawHash;
  readonly defaults: RawHash;
  readonly identity: RawHash;
  readonly contact_phone: string | null;
  readonly display_name: string | null;
  /** Set when it was closed: what it looked like then. */
  readonly closed: Account | null;
}
export const v2Accounts = defineResource<V2AccountRow>({
  object: '_v2_account',
  idPrefix: '_v2_account',
  hasClientIds: true,
  filters: { closed: (row) => row.closed !== null },
});

/** What there is to know of an account that only v1 was told of. */
export function rowOf(ctx: Context, account: Stripe.Account): V2AccountRow {
  const known = ctx.find(v2Accounts, account.id);
  if (known !== undefined) return known;
  const { card_payments: cards, transfers } = account.capabilities ?? {};
  return {
    id: account.id,
    object: '_v2_account',
    applied: [
      ...(cards === undefined ? [] : (['merchant'] as const)),
      ...(transfers === undefined ? [] : (['recipient'] as const)),
    ],
    configuration: {},
    defaults: {},
    identity: {},
    contact_phone: null,
    display_name: account.business_profile?.name ?? null,
    closed: null,
  };
}

/** The account as `/v2` shows it: the parts that were asked for, and what is always there. */
export function shown(ctx: Context, account: Stripe.Account, include: Include = []): Account {
  const row = rowOf(ctx, account);
  const has = (name: NonNullable<Include>[number]): boolean => include.includes(name);
  const configuration = {
    ...(has('configuration.customer') && row.applied.includes('customer')
      ? { customer: { ...given(row, 'customer'), applied: true } }
      : {}),
    ...(has('configuration.merchant') && row.applied.includes('merchant')
      ? { merchant: merchantOf(row, account) }
      : {}),
    ...(has('configuration.recipient') && row.applied.includes('recipient')
      ? { recipient: recipientOf(row, account) }
      : {}),
  };
  return {
    id: account.id,
    object: 'v2.core.account',
    applied_configurations: [...row.applied],
    closed: false,
    ...(Object.keys(configuration).length > 0 ? { configuration } : {}),
    ...(account.email == null ? {} : { contact_email: account.email }),
    ...(row.contact_phone === null ? {} : { contact_phone: row.contact_phone }),
    created: isoTime(account.created ?? ctx.now),
    dashboard: (account.controller?.stripe_dashboard?.type ?? 'none') as NonNullable<Account['dashboard']>,
    ...(has('defaults') ? { defaults: defaultsOf(row, account) } : {}),
    ...(row.display_name === null ? {} : { display_name: row.display_name }),
    ...(has('future_requirements') ? { future_requirements: { entries: [] } } : {}),
    ...(has('identity') ? { identity: identityOf(ctx, row, account) } : {}),
    livemode: false,
    metadata: account.metadata ?? {},
    ...(has('requirements') ? { requirements: requirementsOf(account) } : {}),
  };
}

function given(row: V2AccountRow, name: Applied): RawHash {
  const found = row.configuration[name];
  return isHash(found) ? found : {};
}

type Status = 'active' | 'pending' | 'restricted';

function capability(status: string | undefined): {
  status: Status;
  status_details: { code: 'requirements_past_due'; resolution: 'provide_info' }[];
} {
  if (status === 'active' || status === 'pending') return { status, status_details: [] };
  return { status: 'restricted', status_details: [{ code: 'requirements_past_due', resolution: 'provide_info' }] };
}

/** v1's capabilities by `/v2`'s names: those it has in common with cards, and the rest as they are. */
function merchantOf(row: V2AccountRow, { capabilities = {}, payouts_enabled: isPaid }: Stripe.Account) {
  const names = Object.keys(capabilities).filter((name) => name.endsWith('_payments') && name !== 'legacy_payments');
  const entries = names.map((name) => [name, capability(capabilities[name as keyof typeof capabilities])] as const);
  const { capabilities: _, ...rest } = given(row, 'merchant');
  const payouts = capability(isPaid ? 'active' : 'inactive');
  return { ...rest, applied: true, capabilities: { ...Object.fromEntries(entries), stripe_balance: { payouts } } };
}

function recipientOf(row: V2AccountRow, { capabilities }: Stripe.Account) {
  const { capabilities: _, ...rest } = given(row, 'recipient');
  return {
    ...rest,
    applied: true,
    capabilities: { stripe_balance: { stripe_transfers: capability(capabilities?.transfers) } },
  };
}

function defaultsOf(row: V2AccountRow, account: Stripe.Account): NonNullable<Account['defaults']> {
  const { controller } = account;
  const profile = {
    ...(account.business_profile?.url == null ? {} : { business_url: account.business_profile.url }),
    ...(account.business_profile?.name == null ? {} : { doing_business_as: account.business_profile.name }),
    ...(account.business_profile?.product_description == null
      ? {}
      : { product_description: account.business_profile.product_description }),
  };
  return {
    ...row.defaults,
    ...(account.default_currency == null ? {} : { currency: account.default_currency }),
    profile,
    responsibilities: {
      fees_collector: controller?.fees?.payer === 'application' ? 'application' : 'stripe',
      losses_collector: controller?.losses?.payments === 'application' ? 'application' : 'stripe',
      requirements_collector: controller?.requirement_collection === 'application' ? 'application' : 'stripe',
    },
  };
}

/** What is secret (numbers of documents) was given and is not shown. */
function identityOf(ctx: Context, row: V2AccountRow, account: Stripe.Account): NonNullable<Account['identity']> {
  const { business_details: business, entity_type: type, country } = row.identity;
  const person = ctx
    .as(account.id)
    .all(persons)
    .find((one) => one.relationship?.representative === true);
  return {
    ...(account.country == null && country === undefined ? {} : { country: (account.country ?? '').toUpperCase() }),
    ...(type === undefined && account.business_type == null
      ? {}
      : { entity_type: (type ?? account.business_type) as 'company' }),
    ...(isHash(business) ? { business_details: withoutSecrets(business) } : {}),
    ...(person === undefined ? {} : { individual: individualOf(person, row) }),
  };
}

function individualOf(person: Stripe.Person, row: V2AccountRow) {
  const details = row.identity['individual'];
  return {
    ...(isHash(details) ? withoutSecrets(details) : {}),
    ...(person.first_name == null ? {} : { given_name: person.first_name }),
    ...(person.last_name == null ? {} : { surname: person.last_name }),
    ...(person.email == null ? {} : { email: person.email }),
    account: row.id,
    created: isoTime(person.created),
    id: person.id,
    object: 'v2.core.account_person',
    updated: isoTime(person.created),
  };
}

function withoutSecrets(hash: RawHash): RawHash {
  const { id_numbers: numbers, documents: _, ...rest } = hash;
  if (!Array.isArray(numbers)) return rest;
  const types = (numbers as readonly RawValue[]).filter(isHash).map(({ type }) => ({ type: type ?? null }));
  return { ...rest, id_numbers: types };
}

/** v1's requirements, each as an entry with its deadline. */
function requirementsOf({ requirements }: Stripe.Account): NonNullable<Account['requirements']> {
  const { currently_due: current, eventually_due: eventual, past_due: past, errors } = requirements ?? {};
  const names = [...new Set([...(past ?? []), ...(current ?? []), ...(eventual ?? [])])];
  const statusOf = (name: string) =>
    past?.includes(name) === true ? 'past_due' : current?.includes(name) === true ? 'currently_due' : 'eventually_due';
  const entries = names.map((name) => ({
    awaiting_action_from: 'user' as const,
    description: name,
    errors: (errors ?? [])
      .filter((error) => error.requirement === name)
      .map(({ code, reason }) => ({ code: code as 'invalid_value_other', description: reason })),
    impact: {},
    minimum_deadline: { status: statusOf(name) } as const,
    requested_reasons: [{ code: 'routine_onboarding' as const }],
  }));
  const soonest = (['past_due', 'currently_due', 'eventually_due'] as const).find((status) =>
    entries.some((entry) => entry.minimum_deadline.status === status),
  );
  return { entries, summary: soonest === undefined ? {} : { minimum_deadline: { status: soonest } } };
}
