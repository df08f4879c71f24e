import type { Context } from '../../core/context.js';
import { invalidRequest, unknownParams } from '../../core/errors.js';
import { coupons } from '../coupons/coupon.resource.js';
import { legacyDiscounts } from '../discounts/discount.create.js';
import { promotionCodes } from '../promotion-codes/promotion-code.resource.js';
import { replaceDefaultSource } from '../sources/default-source.js';
import { createTaxRate } from '../tax-rates/tax-rates.family.js';
import { itemsOf } from './subscription-state.js';
import type { CreateSubscriptionParams, UpdateSubscriptionParams } from './subscription.params.js';
import type { Subscription } from './subscription.resource.js';

/** Versions from here on refuse these; a lone `plan` and `quantity` are still taken. */
const REFUSED_SINCE = '2025-03-31';
const REFUSED = [
  'billing',
  'coupon',
  'enable_incomplete_payments',
  'promotion_code',
  'prorate',
  'source',
  'tax_percent',
] as const;

type Older = Pick<CreateSubscriptionParams, (typeof REFUSED)[number]>;

function assertAllowed(ctx: Context, params: Older): void {
  const refused = REFUSED.filter((name) => params[name] !== undefined);
  // Who names no version is an older client as likely as a newer one.
  const isRefused = ctx.apiVersion >= REFUSED_SINCE && ctx.scope.isVersionNamed !== false;
  if (refused.length > 0 && isRefused) throw unknownParams(refused);
}

/** What older versions said, in today's words; a `source` becomes the customer's. */
function translated(ctx: Context, customer: string | undefined, params: Older) {
  const { billing, coupon, enable_incomplete_payments: incomplete, promotion_code: code, prorate, source } = params;
  if (source !== undefined && customer !== undefined) replaceDefaultSource(ctx, customer, source);
  if (coupon != null) ctx.require(coupons, coupon, 'coupon');
  if (code != null) ctx.require(promotionCodes, code, 'promotion_code');
  return {
    ...(billing === undefined ? {} : { collection_method: billing }),
    ...(coupon === undefined && code === undefined
      ? {}
      : { discounts: legacyDiscounts({ coupon: coupon ?? null, promotion_code: code ?? null }) }),
    ...(incomplete === undefined
      ? {}
      : { payment_behavior: incomplete ? ('allow_incomplete' as const) : ('error_if_incomplete' as const) }),
    ...(prorate === undefined
      ? {}
      : { proration_behavior: prorate ? ('create_prorations' as const) : ('none' as const) }),
    ...(params.tax_percent === undefined ? {} : { default_tax_rates: taxRatesFor(ctx, params.tax_percent) }),
  };
}

/** A percentage becomes a tax rate that nobody else uses. */
function taxRatesFor(ctx: Context, percentage: number | null): string[] {
  if (percentage === null || percentage === 0) return [];
  return [createTaxRate(ctx, { active: false, display_name: 'Tax', inclusive: false, percentage }).id];
}

/** @throws StripeError 400 for what newer versions no longer take */
export function creationInTodaysWords(ctx: Context, params: CreateSubscriptionParams): CreateSubscriptionParams {
  assertAllowed(ctx, params);
  const { plan, quantity } = params;
  return {
    ...without(params),
    ...(plan === undefined ? {} : { items: [{ plan, ...(quantity === undefined ? {} : { quantity }) }] }),
    ...translated(ctx, params.customer, params),
  };
}

/** @throws StripeError 400 for what newer versions no longer take, and `plan` where there are several items */
export function updateInTodaysWords(
  ctx: Context,
  before: Subscription,
  params: UpdateSubscriptionParams,
): UpdateSubscriptionParams {
  assertAllowed(ctx, params);
  const { plan, quantity } = params;
  return {
    ...without(params),
    ...(plan === undefined && quantity === undefined ? {} : { items: [onlyItem(before, plan, quantity)] }),
    ...translated(ctx, before.customer as string, params),
  };
}

function onlyItem(before: Subscription, plan: string | undefined, quantity: number | undefined) {
  const [only, second] = itemsOf(before);
  if (only === undefined || second !== undefined)
    throw invalidRequest('You cannot use `plan` or `quantity` on a subscription with several items: use `items`.', {
      param: plan === undefined ? 'quantity' : 'plan',
    });
  return { id: only.id, ...(plan === undefined ? {} : { plan }), ...(quantity === undefined ? {} : { quantity }) };
}

function without<T extends Older & { readonly plan?: string; readonly quantity?: number }>(params: T) {
  const { plan: _plan, quantity: _quantity, billing: _billing, coupon: _coupon, prorate: _prorate, ...rest } = params;
  const { enable_incomplete_payments: _incomplete, promotion_code: _code, source: _source, ...more } = rest;
  const { tax_percent: _tax, ...today } = more;
  return today;
}
