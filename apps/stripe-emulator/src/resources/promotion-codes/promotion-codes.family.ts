import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { listParamsOf, mergeMetadata, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { coupons } from '../coupons/coupon.resource.js';
import { createCoupon } from '../coupons/coupons.family.js';
import { customers } from '../customers/customer.resource.js';
import { promotionCodes } from './promotion-code.resource.js';

const minimum = p.integer({ min: 0 });
const currencyOptions = p.mapOf(p.hash({ minimum_amount: minimum }));
const createParams = paramsOf<Stripe.PromotionCodeCreateParams>()({
  active: p.boolean(),
  code: p.string({ max: 500, pattern: /^[A-Za-z0-9_-]+$/, what: 'promotion code' }),
  coupon: p.id(),
  customer: p.id(),
  customer_account: p.id(),
  expires_at: p.timestamp(),
  max_redemptions: p.integer({ min: 1 }),
  metadata: p.metadata(),
  promotion: p.hash({ coupon: p.id(), type: p.enum(['coupon']).required() }),
  restrictions: p.hash({
    currency_options: currencyOptions,
    first_time_transaction: p.boolean(),
    minimum_amount: minimum,
    minimum_amount_currency: p.currency(),
  }),
});
const updateParams = paramsOf<Stripe.PromotionCodeUpdateParams>()({
  active: p.boolean(),
  metadata: p.metadata(),
  restrictions: p.hash({ currency_options: currencyOptions }),
});
const listParams = listParamsOf<Stripe.PromotionCodeListParams>()({
  active: p.boolean(),
  code: p.string(),
  coupon: p.id(),
  created: p.range(),
  customer: p.id(),
  customer_account: p.id(),
});

type CreateParams = Infer<typeof createParams>;

export function createPromotionCode(ctx: Context, params: CreateParams): Stripe.PromotionCode {
  const { restrictions } = params;
  const coupon = couponOf(ctx, params);
  if (params.customer !== undefined) ctx.require(customers, params.customer, 'customer');
  if (restrictions?.minimum_amount !== undefined && restrictions.minimum_amount_currency === undefined)
    throw missingParam('restrictions[minimum_amount_currency]');
  const code = params.code ?? ctx.secret(8).toUpperCase();
  if (params.active !== false) assertCodeIsFree(ctx, code, params.customer ?? null);
  const promotion = ctx.insert(promotionCodes, {
    id: ctx.id(promotionCodes.idPrefix),
    object: 'promotion_code',
    active: params.active ?? true,
    code,
    created: ctx.now,
    customer: params.customer ?? null,
    customer_account: params.customer_account ?? null,
    expires_at: params.expires_at ?? null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: mergeMetadata({}, params.metadata),
    promotion: { coupon, type: 'coupon' },
    restrictions: {
      ...(restrictions?.currency_options === undefined
        ? {}
        : { currency_options: optionsOf(restrictions.currency_options) }),
      first_time_transaction: restrictions?.first_time_transaction ?? false,
      minimum_amount: restrictions?.minimum_amount ?? null,
      minimum_amount_currency: restrictions?.minimum_amount_currency ?? null,
    },
    times_redeemed: 0,
  });
  ctx.emit('promotion_code.created', promotion);
  return promotion;
}

function couponOf(ctx: Context, { coupon, promotion }: CreateParams): string {
  // The coupon stood alone until promotions had types; the Stripe CLI still sends it so.
  if (promotion === undefined && coupon !== undefined) return ctx.require(coupons, coupon, 'coupon').id;
  if (promotion === undefined) throw missingParam('promotion');
  if (promotion.coupon === undefined) throw missingParam('promotion[coupon]');
  return ctx.require(coupons, promotion.coupon, 'promotion[coupon]').id;
}

function assertCodeIsFree(ctx: Context, code: string, customer: string | null): void {
  const clash = ctx
    .all(promotionCodes, { folded_code: code.toUpperCase(), active: true })
    .some((other) => customer === null || other.customer === null || other.customer === customer);
  if (clash)
    throw invalidRequest(`An active promotion code with \`code: ${code}\` already exists.`, {
      code: 'resource_already_exists',
      param: 'code',
    });
}

function optionsOf(
  options: Record<string, { minimum_amount?: number }>,
): Record<string, Stripe.PromotionCode.Restrictions.CurrencyOptions> {
  return Object.fromEntries(
    Object.entries(options).map(([currency, { minimum_amount = 0 }]) => [currency, { minimum_amount }]),
  );
}

function updatePromotionCode(ctx: Context, id: string, params: Infer<typeof updateParams>): Stripe.PromotionCode {
  const before = ctx.require(promotionCodes, id);
  const { active, metadata, restrictions } = params;
  if (active === true && !before.active) assertCodeIsFree(ctx, before.code, before.customer as string | null);
  const options = restrictions?.currency_options;
  const after = ctx.update(promotionCodes, id, {
    ...(active === undefined ? {} : { active }),
    ...(metadata === undefined ? {} : { metadata: mergeMetadata(before.metadata ?? {}, metadata) }),
    ...(options === undefined
      ? {}
      : {
          restrictions: {
            ...before.restrictions,
            currency_options: { ...before.restrictions.currency_options, ...optionsOf(options) },
          },
        }),
  });
  ctx.emit('promotion_code.updated', after, before);
  return after;
}

function example(ctx: Context): Stripe.PromotionCode {
  const coupon = createCoupon(ctx, { duration: 'once', percent_off: 10 }).id;
  return createPromotionCode(ctx, { promotion: { type: 'coupon', coupon } });
}

const permission = 'promotion_code';
export const promotionCodesFamily = defineFamily({
  name: 'promotion_codes',
  resources: [promotionCodes],
  routes: [
    route({
      method: 'POST',
      path: '/v1/promotion_codes',
      permission,
      params: createParams,
      handle: (ctx) => createPromotionCode(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: '/v1/promotion_codes',
      permission,
      params: listParams,
      handle: (ctx) => ctx.list(promotionCodes, { folded_code: ctx.params.code?.toUpperCase() }),
    }),
    route({
      method: 'GET',
      path: '/v1/promotion_codes/:id',
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(promotionCodes, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/promotion_codes/:id',
      permission,
      params: updateParams,
      handle: (ctx) => updatePromotionCode(ctx, ctx.pathId(), ctx.params),
    }),
  ],
  events: ['promotion_code.created', 'promotion_code.updated'],
  triggers: {
    'promotion_code.created': (ctx) => void example(ctx),
    'promotion_code.updated': (ctx) => void updatePromotionCode(ctx, example(ctx).id, { metadata: { foo: 'bar' } }),
  },
});
