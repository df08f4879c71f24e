import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { createDiscounts, type RequestedDiscount } from '../discounts/discount.create.js';
import { discounts } from '../discounts/discount.resource.js';
import { customers } from './customer.resource.js';

/** Puts a discount on a customer, in place of the one before; none takes it off. */
export function applyCustomerDiscount(
  ctx: Context,
  id: string,
  requested: readonly RequestedDiscount[],
  param = 'discounts',
): Stripe.Customer {
  const before = ctx.require(customers, id);
  const [made] = createDiscounts(ctx, requested, { customer: id }, param);
  const discount = made === undefined ? null : ctx.require(discounts, made);
  const old = before.discount ?? null;
  if (old !== null) ctx.delete(discounts, old.id);
  if (old !== null && discount !== null) ctx.emit('customer.discount.updated', discount, { ...old, id: discount.id });
  else if (old !== null) ctx.emit('customer.discount.deleted', old);
  return ctx.update(customers, id, { discount });
}
