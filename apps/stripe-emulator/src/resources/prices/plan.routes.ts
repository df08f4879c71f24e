import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, resourceMissing } from '../../core/errors.js';
import { listParamsOf, mergeMetadata, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { products } from '../products/product.resource.js';
import { decimalParam } from './decimal.js';
import { planFrom, plans } from './plan.object.js';
import { createPrice } from './price.create.js';
import { INTERVALS, productData, tiersParam, unitAmount } from './price.params.js';
import { prices } from './price.resource.js';

const createParams = paramsOf<Stripe.PlanCreateParams>()({
  active: p.boolean(),
  aggregate_usage: p.enum(['last_during_period', 'last_ever', 'max', 'sum']),
  amount: unitAmount,
  amount_decimal: decimalParam(),
  billing_scheme: p.enum(['per_unit', 'tiered']),
  currency: p.currency().required(),
  id: p.id(),
  interval: p.enum(INTERVALS).required(),
  interval_count: p.integer({ min: 1 }),
  metadata: p.metadata(),
  meter: p.id(),
  /** Of the product, when plans had none of their own. */
  name: p.string({ max: 250 }),
  nickname: p.string(),
  product: p.oneOf(productData, p.id()),
  tiers: tiersParam,
  tiers_mode: p.enum(['graduated', 'volume']),
  transform_usage: p.hash({ divide_by: p.integer({ min: 1 }).required(), round: p.enum(['down', 'up']).required() }),
  trial_period_days: p.integer({ min: 0, max: 730 }),
  usage_type: p.enum(['licensed', 'metered']),
});

const updateParams = paramsOf<Stripe.PlanUpdateParams>()({
  active: p.boolean(),
  metadata: p.metadata(),
  nickname: p.string().emptyable(),
  product: p.id(),
  trial_period_days: p.integer({ min: 0, max: 730 }),
});

const listParams = listParamsOf<Stripe.PlanListParams>()({ active: p.boolean(), created: p.range(), product: p.id() });

function createPlan(ctx: Context, params: Infer<typeof createParams>): Stripe.Plan {
  const { amount, amount_decimal: decimal, id, name, transform_usage: transform, ...rest } = params;
  const product = params.product ?? (name === undefined ? undefined : { name });
  const {
    interval,
    interval_count,
    meter,
    trial_period_days,
    usage_type,
    aggregate_usage,
    product: _,
    ...plain
  } = rest;
  if (id !== undefined && ctx.find(prices, id) !== undefined)
    throw invalidRequest('Plan already exists.', { code: 'resource_already_exists', param: 'id' });
  const price = createPrice(
    ctx,
    {
      ...plain,
      ...(amount === undefined ? {} : { unit_amount: amount }),
      ...(decimal === undefined ? {} : { unit_amount_decimal: decimal }),
      ...(product === undefined ? {} : typeof product === 'string' ? { product } : { product_data: product }),
      ...(transform === undefined ? {} : { transform_quantity: transform }),
      recurring: {
        interval,
        ...(interval_count === undefined ? {} : { interval_count }),
        ...(meter === undefined ? {} : { meter }),
        ...(trial_period_days === undefined ? {} : { trial_period_days }),
        ...(usage_type === undefined ? {} : { usage_type }),
        ...(aggregate_usage === undefined ? {} : { aggregate_usage }),
      },
    },
    id ?? ctx.id(plans.idPrefix),
  );
  return planFrom(price);
}

function requirePlan(ctx: Context, id: string): Stripe.Price {
  const price = ctx.find(prices, id);
  if (price?.recurring == null) throw resourceMissing(plans.label, id, undefined, plans.pathParam);
  return price;
}

function updatePlan(ctx: Context, id: string, params: Infer<typeof updateParams>): Stripe.Plan {
  const before = requirePlan(ctx, id);
  const { product, metadata, trial_period_days: trial, ...plain } = params;
  if (product !== undefined) ctx.require(products, product, 'product');
  const { recurring } = before;
  const after = ctx.update(prices, id, {
    ...plain,
    ...(product === undefined ? {} : { product }),
    ...(metadata === undefined ? {} : { metadata: mergeMetadata(before.metadata, metadata) }),
    ...(trial === undefined || recurring === null ? {} : { recurring: { ...recurring, trial_period_days: trial } }),
  });
  const plan = planFrom(after);
  ctx.emit('plan.updated', plan, planFrom(before));
  ctx.emit('price.updated', after, before);
  return plan;
}

function deletePlan(ctx: Context, id: string): object {
  const price = requirePlan(ctx, id);
  const plan = planFrom(price);
  ctx.delete(prices, id);
  ctx.emit('plan.deleted', plan);
  ctx.emit('price.deleted', price);
  return { id, object: 'plan', deleted: true };
}

const permission = 'plan';
export const planRoutes = [
  route({
    method: 'POST',
    path: '/v1/plans',
    permission,
    params: createParams,
    handle: (ctx) => createPlan(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/plans',
    permission,
    params: listParams,
    handle: (ctx) => {
      const list = ctx.list(prices, { type: 'recurring' });
      return { ...list, data: list.data.map((price) => planFrom(price)) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/plans/:id',
    permission,
    params: noParams,
    handle: (ctx) => planFrom(requirePlan(ctx, ctx.pathId())),
  }),
  route({
    method: 'POST',
    path: '/v1/plans/:id',
    permission,
    params: updateParams,
    handle: (ctx) => updatePlan(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'DELETE',
    path: '/v1/plans/:id',
    permission,
    params: noParams,
    handle: (ctx) => deletePlan(ctx, ctx.pathId()),
  }),
];
