import type Stripe from 'stripe';
import type { Context, RequestContext } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { listParamsOf, mergeMetadata, p, paramsOf, type Infer } from '../../core/params.js';
import { valueListItems, valueLists } from './value-list.resource.js';

const ITEM_TYPES = [
  'account',
  'card_bin',
  'card_fingerprint',
  'case_sensitive_string',
  'country',
  'crypto_fingerprint',
  'customer_id',
  'email',
  'ip_address',
  'sepa_debit_fingerprint',
  'string',
  'us_bank_account_fingerprint',
] as const;

const alias = p.string({ max: 100, pattern: /^[A-Za-z0-9_]+$/, what: 'alias' });
const name = p.string({ max: 100 });
export const createListParams = paramsOf<Stripe.Radar.ValueListCreateParams>()({
  alias: alias.required(),
  item_type: p.enum(ITEM_TYPES),
  metadata: p.metadata(),
  name: name.required(),
});
export const updateListParams = paramsOf<Stripe.Radar.ValueListUpdateParams>()({
  alias,
  metadata: p.metadata(),
  name,
});
export const listListsParams = listParamsOf<Stripe.Radar.ValueListListParams>()({
  alias: p.string({ max: 100 }),
  contains: p.string({ max: 800 }),
  created: p.range(),
});
export const createItemParams = paramsOf<Stripe.Radar.ValueListItemCreateParams>()({
  value: p.string({ max: 800 }).required(),
  value_list: p.id().required(),
});
export const listItemsParams = listParamsOf<Stripe.Radar.ValueListItemListParams>()({
  created: p.range(),
  value: p.string({ max: 800 }),
  value_list: p.id().required(),
});

export function createValueList(ctx: Context, params: Infer<typeof createListParams>): Stripe.Radar.ValueList {
  assertAliasFree(ctx, params.alias);
  return ctx.insert(valueLists, {
    id: ctx.id(valueLists.idPrefix),
    object: 'radar.value_list',
    alias: params.alias,
    created: ctx.now,
    created_by: 'API',
    item_type: params.item_type ?? 'string',
    // Filled in where it is shown.
    list_items: { object: 'list', data: [], has_more: false, url: '/v1/radar/value_list_items' },
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    name: params.name,
  });
}

export function updateValueList(
  ctx: Context,
  id: string,
  params: Infer<typeof updateListParams>,
): Stripe.Radar.ValueList {
  const before = ctx.require(valueLists, id);
  if (params.alias !== undefined && params.alias !== before.alias) assertAliasFree(ctx, params.alias);
  return ctx.update(valueLists, id, {
    ...(params.alias === undefined ? {} : { alias: params.alias }),
    ...(params.name === undefined ? {} : { name: params.name }),
    metadata: mergeMetadata(before.metadata, params.metadata),
  });
}

function assertAliasFree(ctx: Context, taken: string): void {
  if (ctx.all(valueLists, { alias: taken }).length > 0)
    throw invalidRequest(`A value list with the alias '${taken}' already exists.`, { param: 'alias' });
}

/** A list that rules use goes with its values. */
export function deleteValueList(ctx: Context, id: string): object {
  const list = ctx.require(valueLists, id);
  for (const item of ctx.all(valueListItems, { value_list: list.id })) ctx.delete(valueListItems, item.id);
  return ctx.delete(valueLists, list.id);
}

/** All lists, or only those that contain a value. */
export function listValueLists(ctx: RequestContext<Infer<typeof listListsParams>>): object {
  const { contains } = ctx.params;
  if (contains === undefined) return ctx.list(valueLists);
  const found = ctx.all(valueListItems, { value: contains }).map((item) => item.value_list);
  const data = [...new Set(found)]
    .map((id) => ctx.require(valueLists, id))
    .filter(({ alias: own }) => ctx.params.alias === undefined || own === ctx.params.alias)
    .toReversed();
  return { object: 'list', data, has_more: false, url: ctx.url };
}

export function createValueListItem(ctx: Context, params: Infer<typeof createItemParams>): Stripe.Radar.ValueListItem {
  const list = ctx.require(valueLists, params.value_list, 'value_list');
  const value = normalized(list.item_type, params.value);
  if (ctx.all(valueListItems, { value_list: list.id, value }).length > 0)
    throw invalidRequest(`The value '${params.value}' is in this value list already.`, { param: 'value' });
  return ctx.insert(valueListItems, {
    id: ctx.id(valueListItems.idPrefix),
    object: 'radar.value_list_item',
    created: ctx.now,
    created_by: 'API',
    livemode: false,
    value,
    value_list: list.id,
  });
}

const FORMS: Readonly<Record<string, RegExp>> = {
  card_bin: /^\d{6,8}$/,
  country: /^[A-Z]{2}$/,
  customer_id: /^cus_\w+$/,
  email: /^\S+@\S+$/,
  ip_address: /^[\d.]{7,15}$|^[0-9a-f:]{2,39}$/,
};

/** Only case-sensitive lists tell upper from lower case. */
function normalized(type: string, value: string): string {
  const kept =
    type === 'country' ? value.toUpperCase() : type === 'string' || type === 'email' ? value.toLowerCase() : value;
  if (FORMS[type]?.test(kept) === false)
    throw invalidRequest(`Invalid value for a value list of the type ${type}: ${value.slice(0, 100)}`, {
      param: 'value',
    });
  return kept;
}

/** Whether the list with this alias holds the value. */
export function isListed(ctx: Context, listAlias: string, value: string | null): boolean {
  const list = ctx.all(valueLists, { alias: listAlias })[0];
  if (list === undefined || value === null) return false;
  const wanted = list.item_type === 'string' || list.item_type === 'email' ? value.toLowerCase() : value;
  return ctx.all(valueListItems, { value_list: list.id, value: wanted }).length > 0;
}
