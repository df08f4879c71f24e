import type Stripe from 'stripe';
import { defineResource, type Resource } from '../../core/resource.js';
import type { View } from '../../core/view.js';

export interface CouponHidden {
  /** Shown only when expanded. */
  readonly appliesTo: string[] | null;
  readonly currencyOptions: Record<string, Stripe.Coupon.CurrencyOptions> | null;
}

export const coupons: Resource<Stripe.Coupon, CouponHidden> = defineResource<Stripe.Coupon, CouponHidden>({
  object: 'coupon',
  idPrefix: 'coupon',
  hasClientIds: true,
  pathParam: 'coupon',
  expandable: {
    applies_to: (coupon, view) => {
      const products = hiddenOf(coupon, view)?.appliesTo;
      return products == null ? undefined : { products };
    },
    currency_options: (coupon, view) => hiddenOf(coupon, view)?.currencyOptions ?? undefined,
  },
  present: (coupon, view) => ({ ...coupon, valid: isValidCoupon(coupon, view.now) }),
});

function hiddenOf(coupon: Stripe.Coupon, view: View): CouponHidden | undefined {
  return view.store.row(coupons, view.account, coupon.id)?.hidden;
}

/** Whether a coupon can still be redeemed. */
export function isValidCoupon(coupon: Stripe.Coupon, now: number): boolean {
  const { max_redemptions: most, redeem_by: until, times_redeemed: times } = coupon;
  return (most === null || times < most) && (until === null || now <= until);
}
