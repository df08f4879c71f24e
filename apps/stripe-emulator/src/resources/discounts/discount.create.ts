import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { p } from '../../core/params.js';
import { coupons, isValidCoupon } from '../coupons/coupon.resource.js';
import { customers } from '../customers/customer.resource.js';
import { isRedeemable, promotionCodes } from '../promotion-codes/promotion-code.resource.js';
import { discounts } from './discount.resource.js';

/** An entry of a `discounts` parameter. */
export interface RequestedDiscount {
  readonly coupon?: string;
  readonly discount?: string;
  readonly promotion_code?: string;
}

/** What a discount is on. Objects of these types need not exist yet. */
export interface DiscountOwner {
  readonly customer: string | null;
  readonly subscription?: string;
  readonly subscriptionItem?: string;
  readonly invoice?: string;
  readonly invoiceItem?: string;
  readonly checkoutSession?: string;
}

/** The `discounts` parameter of invoices, items, subscriptions and checkout sessions. */
export const discountsParam = () =>
  p.array(p.hash({ coupon: p.id(), discount: p.id(), promotion_code: p.id() }), { max: 20 });

/** The single `coupon` or `promotion_code` of older versions, as `discounts` say it. */
export function legacyDiscounts(params: {
  readonly coupon?: string | null | undefined;
  readonly promotion_code?: string | null | undefined;
}): RequestedDiscount[] {
  if (params.coupon != null) return [{ coupon: params.coupon }];
  return params.promotion_code == null ? [] : [{ promotion_code: params.promotion_code }];
}

/**
 * Redeems coupons and promotion codes for what they are put on. An entry that names an existing discount keeps it.
 * @returns ids of discounts, in the order in which they apply
 * @throws StripeError about the entry that cannot be redeemed
 */
export function createDiscounts(
  ctx: Context,
  requested: readonly RequestedDiscount[],
  owner: DiscountOwner,
  param = 'discounts',
): string[] {
  return requested.map((entry, index) => {
    const path = `${param}[${index}]`;
    if (entry.discount !== undefined) return ctx.require(discounts, entry.discount, `${path}[discount]`).id;
    if (entry.promotion_code !== undefined)
      return redeemCode(ctx, entry.promotion_code, owner, `${path}[promotion_code]`);
    if (entry.coupon === undefined) throw missingParam(`${path}[coupon]`);
    return redeem(ctx, requireValidCoupon(ctx, entry.coupon, `${path}[coupon]`), null, owner).id;
  });
}

/** @throws StripeError for an unknown, expired or used-up coupon */
export function requireValidCoupon(ctx: Context, id: string, param: string): Stripe.Coupon {
  const coupon = ctx.require(coupons, id, param);
  if (isValidCoupon(coupon, ctx.now)) return coupon;
  const isUsedUp = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
  throw invalidRequest(
    isUsedUp ? `Coupon ${id} is used up and cannot be applied.` : `Coupon ${id} is expired and cannot be applied.`,
    { code: 'coupon_expired', param },
  );
}

function redeemCode(ctx: Context, id: string, owner: DiscountOwner, param: string): string {
  const promotion = ctx.require(promotionCodes, id, param);
  if (!promotion.active || !isRedeemable(promotion, ctx.view))
    throw invalidRequest('This promotion code is not active or has expired and cannot be redeemed.', {
      code: 'coupon_expired',
      param,
    });
  const customer = promotion.customer as string | null;
  if (customer !== null && customer !== owner.customer)
    throw invalidRequest('This promotion code cannot be redeemed because it belongs to another customer.', { param });
  if (promotion.restrictions.first_time_transaction && owner.customer !== null && hasPaid(ctx, owner.customer))
    throw invalidRequest(
      'This promotion code cannot be redeemed because the associated customer has prior transactions.',
      { param },
    );
  const coupon = ctx.require(coupons, promotion.promotion.coupon as string, param);
  ctx.update(promotionCodes, id, { times_redeemed: promotion.times_redeemed + 1 });
  return redeem(ctx, coupon, promotion.id, owner).id;
}

/** Whether a customer has paid before: charges and paid invoices both count. */
function hasPaid(ctx: Context, customer: string): boolean {
  const charges = ctx.engine.resource('charge');
  if (charges === undefined) return false;
  return ctx.all(charges, { customer }).some((charge) => (charge as Partial<Stripe.Charge>).paid === true);
}

function redeem(
  ctx: Context,
  coupon: Stripe.Coupon,
  promotionCode: string | null,
  owner: DiscountOwner,
): Stripe.Discount {
  const { appliesTo, currencyOptions } = ctx.hidden(coupons, coupon.id);
  const redeemed = ctx.update(coupons, coupon.id, { times_redeemed: coupon.times_redeemed + 1 });
  const discount = ctx.insert(
    discounts,
    {
      id: ctx.id(discounts.idPrefix),
      object: 'discount',
      checkout_session: owner.checkoutSession ?? null,
      customer: owner.customer,
      customer_account: null,
      end: endOf(coupon, ctx.now),
      invoice: owner.invoice ?? null,
      invoice_item: owner.invoiceItem ?? null,
      promotion_code: promotionCode,
      source: { coupon: coupon.id, type: 'coupon' },
      start: ctx.now,
      subscription: owner.subscription ?? null,
      subscription_item: owner.subscriptionItem ?? null,
    },
    { coupon: redeemed, appliesTo, currencyOptions, isSpent: false },
  );
  if (isLasting(discount)) ctx.emit('customer.discount.created', discount);
  return discount;
}

/** On a customer or a subscription, not on one invoice. */
function isLasting(discount: Stripe.Discount): boolean {
  return discount.invoice === null && discount.invoice_item === null && discount.checkout_session === null;
}

/** The same day some months on; the last day of shorter months. */
function endOf(coupon: Stripe.Coupon, start: number): number | null {
  if (coupon.duration !== 'repeating' || coupon.duration_in_months === null) return null;
  const from = new Date(start * 1000);
  const month = from.getUTCMonth() + coupon.duration_in_months;
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const day = Math.min(from.getUTCDate(), lastDay);
  const time = (start % 86_400) * 1000;
  return (Date.UTC(from.getUTCFullYear(), month, day) + time) / 1000;
}

/** Takes a discount off its customer or subscription. @returns what Stripe answers to that */
export function removeDiscount(ctx: Context, id: string): Stripe.DeletedDiscount {
  const discount = ctx.require(discounts, id);
  ctx.delete(discounts, id);
  if (isLasting(discount)) ctx.emit('customer.discount.deleted', discount);
  const { end: _, ...rest } = discount;
  return { ...rest, deleted: true };
}

/** Those of some discounts that still apply to an invoice made now. */
export function applicableDiscounts(ctx: Context, ids: readonly string[]): string[] {
  return ids.filter((id) => {
    const discount = ctx.find(discounts, id);
    return (
      discount !== undefined && (discount.end === null || ctx.now < discount.end) && !ctx.hidden(discounts, id).isSpent
    );
  });
}

/** A coupon for one invoice goes from its customer or subscription once an invoice has used it. */
export function spendDiscounts(ctx: Context, ids: readonly string[]): void {
  for (const id of ids) {
    const discount = ctx.find(discounts, id);
    if (discount === undefined || !isLasting(discount)) continue;
    const hidden = ctx.hidden(discounts, id);
    if (hidden.coupon.duration !== 'once' || hidden.isSpent) continue;
    ctx.update(discounts, id, {}, { ...hidden, isSpent: true });
    const customer = discount.customer === null ? undefined : ctx.find(customers, discount.customer as string);
    if (customer?.discount?.id === id) ctx.update(customers, customer.id, { discount: null });
    ctx.emit('customer.discount.deleted', discount);
  }
}
