import type Stripe from 'stripe';
import type { Context, RequestContext } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata, noParams, searchParams, type Infer } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { pageOf } from './page-of.js';
import { planFrom } from './plan.object.js';
import { currencyOptionOf } from './price-terms.js';
import { createPrice, takeLookupKey } from './price.create.js';
import { createPriceParams, listPricesParams, updatePriceParams } from './price.params.js';
import { prices } from './price.resource.js';

/** Changes what may change of a price; amounts may not. */
export function updatePrice(ctx: Context, id: string, params: Infer<typeof updatePriceParams>): Stripe.Price {
  const before = ctx.require(prices, id);
  const { currency_options: options, lookup_key: key, metadata, transfer_lookup_key: transfers, ...plain } = params;
  if (
    plain.tax_behavior !== undefined &&
    before.tax_behavior !== 'unspecified' &&
    plain.tax_behavior !== before.tax_behavior
  )
    throw invalidRequest('The `tax_behavior` of a price cannot be changed once it is set.', { param: 'tax_behavior' });
  if (key != null) takeLookupKey(ctx, key, transfers === true, id);
  const hidden = ctx.hidden(prices, id);
  const after = ctx.update(
    prices,
    id,
    {
      ...plain,
      ...(key === undefined ? {} : { lookup_key: key }),
      ...(metadata === undefined ? {} : { metadata: mergeMetadata(before.metadata, metadata) }),
    },
    options === undefined
      ? hidden
      : { ...hidden, currencyOptions: optionsAfter(before, hidden.currencyOptions, options) },
  );
  if (after.recurring !== null) ctx.emit('plan.updated', planFrom(after), planFrom(before));
  ctx.emit('price.updated', after, before);
  return after;
}

function optionsAfter(
  price: Stripe.Price,
  before: Record<string, Stripe.Price.CurrencyOptions>,
  change: NonNullable<Infer<typeof updatePriceParams>['currency_options']> | null,
): Record<string, Stripe.Price.CurrencyOptions> {
  const own = before[price.currency];
  if (change === null) return own === undefined ? {} : { [price.currency]: own };
  const changed = Object.entries(change).map(([currency, option]) => [currency, currencyOptionOf(option)] as const);
  return { ...before, ...Object.fromEntries(changed) };
}

function listPrices(ctx: RequestContext<Infer<typeof listPricesParams>>): Stripe.ApiList<Stripe.Price> {
  const { lookup_keys: keys, recurring, ...params } = ctx.params;
  const nested = { interval: recurring?.interval, meter: recurring?.meter, usage_type: recurring?.usage_type };
  if (keys === undefined) return ctx.list(prices, nested);
  const { active, currency, product, type } = params;
  const found = keys.flatMap((key) => ctx.all(prices, { ...nested, active, currency, product, type, lookup_key: key }));
  return pageOf(found.reverse(), params, ctx.url);
}

const permission = 'plan';
export const priceRoutes = [
  route({
    method: 'POST',
    path: '/v1/prices',
    permission,
    params: createPriceParams,
    handle: (ctx) => createPrice(ctx, ctx.params),
  }),
  route({ method: 'GET', path: '/v1/prices', permission, params: listPricesParams, handle: listPrices }),
  route({
    method: 'GET',
    path: '/v1/prices/search',
    permission,
    params: searchParams,
    handle: (ctx) => ctx.search(prices),
  }),
  route({
    method: 'GET',
    path: '/v1/prices/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.requireOrStub(prices, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/prices/:id',
    permission,
    params: updatePriceParams,
    handle: (ctx) => updatePrice(ctx, ctx.pathId(), ctx.params),
  }),
];
