import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import { present, type View } from '../../core/view.js';
import { coupons } from '../coupons/coupon.resource.js';

export interface DiscountHidden {
  /** As it was redeemed: deleting a coupon takes it from nobody. */
  readonly coupon: Stripe.Coupon;
  readonly appliesTo: readonly string[] | null;
  readonly currencyOptions: Record<string, Stripe.Coupon.CurrencyOptions> | null;
  /** A coupon for one invoice that has been on one. */
  readonly isSpent: boolean;
}

export const discounts = defineResource<Stripe.Discount, DiscountHidden>({
  object: 'discount',
  idPrefix: 'di',
  filters: {
    customer: (discount) => (discount.customer as string | null) ?? undefined,
    subscription: (discount) => discount.subscription ?? undefined,
    subscription_item: (discount) => discount.subscription_item ?? undefined,
    invoice: (discount) => discount.invoice ?? undefined,
    coupon: (_discount, { coupon }) => coupon.id,
  },
  expandable: { customer: 'customer', promotion_code: 'promotion_code', 'source.coupon': 'coupon' },
  present: (discount, view) => (view.apiVersion >= '2025-09-30' ? discount : withCoupon(discount, view)),
});

/** Before discounts had sources, the whole coupon stood in each. */
function withCoupon(discount: Stripe.Discount, view: View): Stripe.Discount {
  const { source, ...rest } = discount;
  // Presented already, as part of another object.
  if ((source as unknown) === undefined) return discount;
  const known = view.store.row(discounts, view.account, discount.id)?.hidden.coupon;
  const coupon = known === undefined ? source.coupon : present(coupons, known, view);
  return { ...rest, coupon } as unknown as Stripe.Discount;
}
