import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { promotionCodes } from '../promotion-codes/promotion-code.resource.js';

/** A quantity that the payer chose. @throws StripeError outside of the line's limits */
export function allowedQuantity(quantity: number, { minimum, maximum }: Stripe.LineItem.AdjustableQuantity): number {
  if (Number.isInteger(quantity) && quantity >= (minimum ?? 0) && quantity <= (maximum ?? 99)) return quantity;
  throw invalidRequest(`Choose a quantity between ${minimum ?? 0} and ${maximum ?? 99}.`);
}

/** The id of the promotion code that the payer typed. @throws StripeError when the session takes no such code */
export function promotionOf(ctx: Context, session: Stripe.Checkout.Session, code: string): string {
  const known =
    session.allow_promotion_codes === true ? ctx.all(promotionCodes, { folded_code: code.toUpperCase() }) : [];
  const found = known.find(({ active }) => active);
  if (found === undefined) throw invalidRequest('This code is invalid.', { code: 'coupon_expired' });
  return found.id;
}
