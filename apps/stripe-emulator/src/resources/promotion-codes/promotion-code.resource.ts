import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import { present, type View } from '../../core/view.js';
import { coupons, isValidCoupon } from '../coupons/coupon.resource.js';

export const promotionCodes = defineResource<Stripe.PromotionCode>({
  object: 'promotion_code',
  idPrefix: 'promo',
  label: 'promotion code',
  pathParam: 'promotion_code',
  filters: {
    active: (promotion) => promotion.active,
    /** Codes are found whatever the case of their letters. */
    folded_code: (promotion) => promotion.code.toUpperCase(),
    coupon: (promotion) => promotion.promotion.coupon as string,
    customer: (promotion) => (promotion.customer as string | null) ?? undefined,
  },
  expandable: { customer: 'customer', 'promotion.coupon': 'coupon' },
  present: (promotion, view) => {
    const active = promotion.active && isRedeemable(promotion, view);
    if (view.apiVersion >= '2025-09-30') return active === promotion.active ? promotion : { ...promotion, active };
    return withCoupon({ ...promotion, active }, view);
  },
});

/** Whether a code and its coupon can still be redeemed. */
export function isRedeemable(promotion: Stripe.PromotionCode, view: View): boolean {
  const { expires_at: until, max_redemptions: most, times_redeemed: times } = promotion;
  if ((until !== null && until <= view.now) || (most !== null && times >= most)) return false;
  const coupon = view.store.row(coupons, view.account, promotion.promotion.coupon as string);
  return coupon !== undefined && !coupon.isDeleted && isValidCoupon(coupon.object, view.now);
}

/** Before promotions had types, the whole coupon stood in the code. */
function withCoupon(promotion: Stripe.PromotionCode, view: View): Stripe.PromotionCode {
  const { promotion: source, ...rest } = promotion;
  const row = view.store.row(coupons, view.account, source.coupon as string);
  const coupon = row === undefined || row.isDeleted ? row?.object : present(coupons, row.object, view);
  return { ...rest, coupon } as unknown as Stripe.PromotionCode;
}
