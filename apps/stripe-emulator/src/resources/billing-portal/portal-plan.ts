import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import type { CheckoutForm } from '../checkout/checkout-form.js';
import { promotionCodes } from '../promotion-codes/promotion-code.resource.js';
import { updateSubscription } from '../subscriptions/subscription-update.js';
import type { UpdateSubscriptionParams } from '../subscriptions/subscription.params.js';
import { subscriptions } from '../subscriptions/subscription.resource.js';
import { changeAtPeriodEnd, isForLater, type ItemChange } from './portal-later.js';
import { quantityTyped } from './portal-quantity.js';
import { ownSubscription, type Visit } from './portal-visit.js';
import { portalConfigurations } from './portal.resource.js';

/** What the customer may change to: prices of the configuration's products. */
export function offeredPrices({ ctx, session }: Visit): string[] {
  const { products } = ctx.hidden(portalConfigurations, session.configuration as string);
  return products.flatMap(({ prices }) => prices);
}

export function changePlan(visit: Visit, form: CheckoutForm): null {
  const { features } = visit;
  const subscription = ownSubscription(visit, form);
  const [item] = subscription.items.data;
  const price = form.text('price');
  const allowed = features.subscription_update.default_allowed_updates;
  if (price !== '' && (!allowed.includes('price') || !offeredPrices(visit).includes(price)))
    throw invalidRequest('This plan is not on offer.');
  const quantity = quantityTyped(visit, item, price, form.text('quantity'));
  const code = form.text('promotion_code');
  if (code !== '' && !allowed.includes('promotion_code')) throw invalidRequest('Codes are not accepted here.');
  const discounts = code === '' ? [] : [{ promotion_code: promotionNamed(visit.ctx, code) }];
  const change = {
    id: item?.id ?? '',
    ...(price === '' ? {} : { price }),
    ...(quantity === undefined ? {} : { quantity }),
  };
  applyChange(visit, subscription, [change], discounts);
  return null;
}

/** The promotion that a customer's code stands for. @throws StripeError when there is none */
function promotionNamed(ctx: Context, code: string): string {
  const [promotion] = ctx.all(promotionCodes, { folded_code: code.toUpperCase() }).filter(({ active }) => active);
  if (promotion === undefined) throw invalidRequest('This code is not valid.');
  return promotion.id;
}

type DiscountChange = NonNullable<UpdateSubscriptionParams['discounts']>;

/** Changes at once, or at the end of the period where the configuration wants that of such a change. */
function applyChange(
  { ctx, features }: Visit,
  before: Stripe.Subscription,
  items: readonly ItemChange[],
  discounts: DiscountChange,
): void {
  if (isForLater(ctx, features, before, items)) {
    changeAtPeriodEnd(ctx, before, items, discounts);
    return;
  }
  const { billing_cycle_anchor: anchor, proration_behavior: prorations } = features.subscription_update;
  const endsTrial =
    before.status === 'trialing' && features.subscription_update.trial_update_behavior !== 'continue_trial';
  updateSubscription(ctx, before.id, {
    items: [...items],
    proration_behavior: prorations as 'none',
    ...(endsTrial ? { trial_end: 'now' as const } : {}),
    ...(anchor == null || endsTrial ? {} : { billing_cycle_anchor: anchor as 'now' }),
    ...(discounts.length === 0 ? {} : { discounts }),
  });
}

/** The change that the session was made for. */
export function confirmUpdate(visit: Visit): null {
  const planned = visit.session.flow?.subscription_update_confirm;
  if (planned == null) throw invalidRequest('There is nothing to confirm.');
  const subscription = visit.ctx.require(subscriptions, planned.subscription);
  const discounts = (planned.discounts ?? []).map(({ coupon, promotion_code: code }) => ({
    ...(coupon === null ? {} : { coupon }),
    ...(code === null ? {} : { promotion_code: code }),
  }));
  const items = planned.items.map(({ id, price, quantity }) => ({
    id: id ?? '',
    ...(price === null ? {} : { price }),
    ...(quantity === undefined ? {} : { quantity }),
  }));
  applyChange(visit, subscription, items, discounts);
  return null;
}
