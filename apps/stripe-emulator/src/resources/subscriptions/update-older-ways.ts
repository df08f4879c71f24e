import type { Context } from '../../core/context.js';
import { invalidRequest, unknownParams } from '../../core/errors.js';
import { legacyDiscounts } from '../discounts/discount.create.js';
import { itemsOf } from './subscription-state.js';
import type { UpdateSubscriptionParams } from './subscription.params.js';
import type { Subscription } from './subscription.resource.js';

/** The parameters of older versions in today's words. */
export function withoutOlderWays(
  ctx: Context,
  before: Subscription,
  params: UpdateSubscriptionParams,
): UpdateSubscriptionParams {
  const { plan, quantity, coupon, promotion_code, prorate, source, tax_percent, ...today } = params;
  const older = { plan, quantity, coupon, promotion_code, prorate, source, tax_percent };
  const used = Object.entries(older).filter(([, value]) => value !== undefined);
  if (used.length === 0) return params;
  if (ctx.apiVersion >= '2025-03-31') throw unknownParams(used.map(([name]) => name));
  const [only, second] = itemsOf(before);
  if ((plan !== undefined || quantity !== undefined) && (only === undefined || second !== undefined))
    throw invalidRequest('You cannot use `plan` or `quantity` on a subscription with several items: use `items`.', {
      param: 'plan',
    });
  const item = {
    ...(only === undefined ? {} : { id: only.id }),
    ...(plan === undefined ? {} : { plan }),
    ...(quantity === undefined ? {} : { quantity }),
  };
  return {
    ...today,
    ...(plan === undefined && quantity === undefined ? {} : { items: [item] }),
    ...(coupon === undefined && promotion_code === undefined
      ? {}
      : { discounts: legacyDiscounts({ coupon: coupon ?? null, promotion_code: promotion_code ?? null }) }),
    ...(prorate === undefined ? {} : { proration_behavior: prorate ? 'create_prorations' : 'none' }),
  };
}
