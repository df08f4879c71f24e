import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { listParamsOf, mergeMetadata, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { assertCurrency } from '../pricing/charge-amount.js';
import { products } from '../products/product.resource.js';
import { coupons } from './coupon.resource.js';

const amountOff = p.integer({ min: 1 });
const currencyOptions = p.mapOf(p.hash({ amount_off: amountOff.required() }));
const createParams = paramsOf<Stripe.CouponCreateParams>()({
  amount_off: amountOff,
  applies_to: p.hash({ products: p.array(p.id()) }),
  currency: p.currency(),
  currency_options: currencyOptions,
  duration: p.enum(['forever', 'once', 'repeating']),
  duration_in_months: p.integer({ min: 1, max: 1200 }),
  id: p.string({ max: 200 }),
  max_redemptions: p.integer({ min: 1 }),
  metadata: p.metadata(),
  name: p.string({ max: 40 }),
  percent_off: p.number({ min: 0, max: 100 }),
  redeem_by: p.timestamp(),
});
const updateParams = paramsOf<Stripe.CouponUpdateParams>()({
  currency_options: currencyOptions,
  metadata: p.metadata(),
  name: p.string({ max: 40 }).emptyable(),
});
const listParams = listParamsOf<Stripe.CouponListParams>()({ created: p.range() });

type CreateParams = Infer<typeof createParams>;

export function createCoupon(ctx: Context, params: CreateParams): Stripe.Coupon {
  assertTerms(ctx, params);
  const { applies_to: appliesTo, currency_options: options } = params;
  const coupon = ctx.insert(
    coupons,
    {
      id: params.id ?? ctx.secret(8),
      object: 'coupon',
      amount_off: params.amount_off ?? null,
      created: ctx.now,
      currency: params.amount_off === undefined ? null : (params.currency ?? null),
      duration: params.duration ?? 'once',
      duration_in_months: params.duration_in_months ?? null,
      livemode: false,
      max_redemptions: params.max_redemptions ?? null,
      metadata: mergeMetadata({}, params.metadata),
      name: params.name ?? null,
      percent_off: params.percent_off ?? null,
      redeem_by: params.redeem_by ?? null,
      times_redeemed: 0,
      valid: true,
    },
    { appliesTo: appliesTo?.products ?? null, currencyOptions: options ?? null },
  );
  ctx.emit('coupon.created', coupon);
  return coupon;
}

function assertTerms(ctx: Context, params: CreateParams): void {
  const { amount_off: amount, percent_off: percent, currency, duration, duration_in_months: months } = params;
  if (params.id !== undefined && ctx.find(coupons, params.id) !== undefined)
    throw invalidRequest('Coupon already exists.', { code: 'resource_already_exists', param: 'id' });
  if ((amount === undefined) === (percent === undefined))
    throw invalidRequest(
      amount === undefined
        ? 'Must provide either percent_off or amount_off.'
        : 'You may only specify one of these parameters: amount_off, percent_off.',
      amount === undefined
        ? { code: 'parameter_missing', param: 'percent_off' }
        : { code: 'parameters_exclusive', param: 'amount_off' },
    );
  if (percent !== undefined && percent <= 0)
    throw invalidRequest('Invalid percent_off: must be greater than 0', { param: 'percent_off' });
  if (amount !== undefined && currency === undefined) throw missingParam('currency');
  if (currency !== undefined) assertCurrency(currency);
  if (duration === 'repeating' && months === undefined) throw missingParam('duration_in_months');
  if (duration !== 'repeating' && months !== undefined)
    throw invalidRequest('`duration_in_months` may only be passed when `duration` is `repeating`.', {
      param: 'duration_in_months',
    });
  if (params.redeem_by !== undefined && params.redeem_by <= ctx.now)
    throw invalidRequest('Invalid timestamp: must be an integer Unix timestamp in the future', { param: 'redeem_by' });
  params.applies_to?.products?.forEach((product, index) =>
    ctx.require(products, product, `applies_to[products][${index}]`),
  );
}

function updateCoupon(ctx: Context, id: string, params: Infer<typeof updateParams>): Stripe.Coupon {
  const before = ctx.require(coupons, id);
  const hidden = ctx.hidden(coupons, id);
  const { currency_options: options, metadata, name } = params;
  const after = ctx.update(
    coupons,
    id,
    {
      ...(name === undefined ? {} : { name }),
      ...(metadata === undefined ? {} : { metadata: mergeMetadata(before.metadata ?? {}, metadata) }),
    },
    options === undefined ? hidden : { ...hidden, currencyOptions: { ...hidden.currencyOptions, ...options } },
  );
  ctx.emit('coupon.updated', after, before);
  return after;
}

function deleteCoupon(ctx: Context, id: string): object {
  const coupon = ctx.require(coupons, id);
  const stub = ctx.delete(coupons, id);
  ctx.emit('coupon.deleted', coupon);
  return stub;
}

const example: CreateParams = { duration: 'once', percent_off: 10 };
const permission = 'coupon';
export const couponsFamily = defineFamily({
  name: 'coupons',
  resources: [coupons],
  routes: [
    route({
      method: 'POST',
      path: '/v1/coupons',
      permission,
      params: createParams,
      handle: (ctx) => createCoupon(ctx, ctx.params),
    }),
    route({ method: 'GET', path: '/v1/coupons', permission, params: listParams, handle: (ctx) => ctx.list(coupons) }),
    route({
      method: 'GET',
      path: '/v1/coupons/:id',
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(coupons, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/coupons/:id',
      permission,
      params: updateParams,
      handle: (ctx) => updateCoupon(ctx, ctx.pathId(), ctx.params),
    }),
    route({
      method: 'DELETE',
      path: '/v1/coupons/:id',
      permission,
      params: noParams,
      handle: (ctx) => deleteCoupon(ctx, ctx.pathId()),
    }),
  ],
  events: ['coupon.created', 'coupon.deleted', 'coupon.updated'],
  triggers: {
    'coupon.created': (ctx) => void createCoupon(ctx, example),
    'coupon.deleted': (ctx) => void deleteCoupon(ctx, createCoupon(ctx, example).id),
    'coupon.updated': (ctx) => void updateCoupon(ctx, createCoupon(ctx, example).id, { metadata: { foo: 'bar' } }),
  },
});
