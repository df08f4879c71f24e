import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { resourceMissing } from '../../core/errors.js';
import { noParams } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { createCoupon } from '../coupons/coupons.family.js';
import { customers } from '../customers/customer.resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { applyCustomerDiscount } from '../customers/customer-discount.js';
import { removeDiscount } from './discount.create.js';
import { discounts } from './discount.resource.js';

function deleteCustomerDiscount(ctx: Context, id: string): Stripe.DeletedDiscount {
  const customer = ctx.require(customers, id);
  if (customer.discount == null) throw resourceMissing('discount', `customer ${id}`);
  const answer = removeDiscount(ctx, customer.discount.id);
  ctx.update(customers, id, { discount: null });
  return answer;
}

function example(ctx: Context): string {
  const { id } = createCustomer(ctx, { description: '(created by the emulator)' });
  applyCustomerDiscount(ctx, id, [{ coupon: createCoupon(ctx, { duration: 'forever', percent_off: 10 }).id }]);
  return id;
}

export const discountsFamily = defineFamily({
  name: 'discounts',
  resources: [discounts],
  routes: [
    route({
      method: 'DELETE',
      path: '/v1/customers/:customer/discount',
      permission: 'customer',
      params: noParams,
      handle: (ctx) => deleteCustomerDiscount(ctx, ctx.pathId('customer')),
    }),
  ],
  events: ['customer.discount.created', 'customer.discount.deleted', 'customer.discount.updated'],
  triggers: {
    'customer.discount.created': (ctx) => void example(ctx),
    'customer.discount.deleted': (ctx) => void deleteCustomerDiscount(ctx, example(ctx)),
    'customer.discount.updated': (ctx) => {
      const coupon = createCoupon(ctx, { duration: 'forever', percent_off: 20 }).id;
      applyCustomerDiscount(ctx, example(ctx), [{ coupon }]);
    },
  },
});
