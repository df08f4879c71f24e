import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { isHash, type RawHash, type RawValue } from '../../core/params.js';
import { createAccount } from '../accounts/account.create.js';
import { createAccountParams, updateAccountParams } from '../accounts/account.params.js';
import { updateAccount } from '../accounts/account.update.js';
import type { Applied, ChangeParams } from './v2-account.params.js';
import { rowOf, v2Accounts, type V2AccountRow } from './v2-account.resource.js';

const hashAt = (value: RawValue | undefined, ...path: readonly string[]): RawHash => {
  let found: RawValue | undefined = value;
  for (const name of path) found = isHash(found) ? found[name] : undefined;
  return isHash(found) ? found : {};
};

const named = (entries: Readonly<Record<string, RawValue | undefined>>): RawHash =>
  Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, RawValue] => entry[1] !== undefined));

/** Creates the account as v1 would, and remembers what only `/v2` knows. */
export function createV2Account(ctx: Context, params: ChangeParams): Stripe.Account {
  const { fees_collector: fees, losses_collector: losses } = hashAt(params.defaults, 'responsibilities');
  const wantsMoney = params.configuration?.merchant !== undefined || params.configuration?.recipient !== undefined;
  const country = hashAt(params.identity)['country'];
  if (wantsMoney && country === undefined)
    throw invalidRequest('identity.country is required for merchant and recipient configurations.', {
      code: 'parameter_missing',
      param: 'identity.country',
    });
  const dashboard = params.dashboard ?? 'none';
  const isOwn = dashboard === 'none' && losses !== 'stripe';
  const account = createAccount(
    ctx,
    createAccountParams.parse({
      ...v1Fields(params),
      ...named({ country }),
      controller: {
        fees: { payer: fees === 'stripe' ? 'account' : 'application' },
        losses: { payments: losses === 'stripe' ? 'stripe' : 'application' },
        requirement_collection: isOwn ? 'application' : 'stripe',
        stripe_dashboard: { type: dashboard },
      },
    }),
  );
  const empty = { ...rowOf(ctx, account), applied: [], display_name: null };
  ctx.insert(v2Accounts, merged(empty, params));
  return account;
}

/** Changes both. */
export function updateV2Account(ctx: Context, account: Stripe.Account, params: ChangeParams): Stripe.Account {
  const row = rowOf(ctx, account);
  if (ctx.find(v2Accounts, account.id) === undefined) ctx.insert(v2Accounts, row);
  ctx.update(v2Accounts, account.id, merged(row, params));
  const fields = v1Fields(params);
  return Object.keys(fields).length === 0 ? account : updateAccount(ctx, account.id, updateAccountParams.parse(fields));
}

function merged(row: V2AccountRow, params: ChangeParams): V2AccountRow {
  const configured = (['customer', 'merchant', 'recipient'] as const).filter(
    (name) => params.configuration?.[name] !== undefined,
  );
  const configuration = deepMerged(row.configuration, named(params.configuration ?? {}));
  const applied: Applied[] = [...new Set([...row.applied, ...configured])].sort();
  return {
    ...row,
    applied,
    configuration,
    defaults: deepMerged(row.defaults, hashAt(params.defaults)),
    identity: deepMerged(row.identity, hashAt(params.identity)),
    ...(params.contact_phone === undefined ? {} : { contact_phone: params.contact_phone }),
    ...(params.display_name === undefined ? {} : { display_name: params.display_name }),
  };
}

/** Null takes a field away. */
function deepMerged(before: RawHash, change: RawHash): RawHash {
  const next: Record<string, RawValue> = { ...before };
  for (const [name, value] of Object.entries(change)) {
    if (value === null) Reflect.deleteProperty(next, name);
    else next[name] = isHash(value) ? deepMerged(hashAt(before[name]), value) : value;
  }
  return next;
}

/** The parameters of `/v2` in the words of v1. */
function v1Fields(params: ChangeParams): RawHash {
  const { profile: profileValue, currency } = hashAt(params.defaults);
  const profile = hashAt(profileValue);
  const identity = hashAt(params.identity);
  const capabilities = v1Capabilities(params);
  const individual = individualOf(identity);
  const company = companyOf(identity);
  const accepted = hashAt(identity, 'attestations', 'terms_of_service', 'account');
  const date =
    typeof accepted['date'] === 'string' ? String(Math.floor(Date.parse(accepted['date']) / 1000)) : undefined;
  const business = named({
    name: profile['doing_business_as'],
    product_description: profile['product_description'],
    url: profile['business_url'],
    mcc: hashAt(params.configuration?.merchant)['mcc'],
  });
  return named({
    business_type: identity['entity_type'],
    default_currency: currency,
    email: params.contact_email ?? undefined,
    metadata: params.metadata,
    ...(Object.keys(business).length > 0 ? { business_profile: business } : {}),
    ...(Object.keys(capabilities).length > 0 ? { capabilities } : {}),
    ...(Object.keys(individual).length > 0 ? { individual } : {}),
    ...(Object.keys(company).length > 0 ? { company } : {}),
    ...(date === undefined
      ? {}
      : { tos_acceptance: named({ date, ip: accepted['ip'], user_agent: accepted['user_agent'] }) }),
  });
}

function v1Capabilities({ configuration }: ChangeParams): RawHash {
  const merchant = Object.entries(hashAt(configuration?.merchant, 'capabilities')).filter(([name]) =>
    name.endsWith('_payments'),
  );
  const wanted = merchant.map(([name, value]) => [name, { requested: hashAt(value)['requested'] ?? false }] as const);
  const transfers = hashAt(configuration?.recipient, 'capabilities', 'stripe_balance', 'stripe_transfers')['requested'];
  return { ...Object.fromEntries(wanted), ...(transfers === undefined ? {} : { transfers: { requested: transfers } }) };
}

function individualOf(identity: RawHash): RawHash {
  const {
    given_name: first,
    surname: last,
    email,
    phone,
    date_of_birth: dob,
    address,
    id_numbers: numbers,
  } = hashAt(identity['individual']);
  const [number] = Array.isArray(numbers) ? (numbers as readonly RawValue[]) : [];
  return named({ first_name: first, last_name: last, email, phone, dob, address, id_number: hashAt(number)['value'] });
}

function companyOf(identity: RawHash): RawHash {
  const {
    registered_name: name,
    phone,
    address,
    structure,
    id_numbers: numbers,
  } = hashAt(identity['business_details']);
  const [number] = Array.isArray(numbers) ? (numbers as readonly RawValue[]) : [];
  return named({ name, phone, address, structure, tax_id: hashAt(number)['value'] });
}
