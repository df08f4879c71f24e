import type { Context } from '../../core/context.js';
import { defineFamily } from '../../core/resource.js';
import { plans } from './plan.object.js';
import { planRoutes } from './plan.routes.js';
import { createPrice } from './price.create.js';
import { prices } from './price.resource.js';
import { priceRoutes, updatePrice } from './price.routes.js';
import type Stripe from 'stripe';

/** A monthly price to make things happen with. */
export function examplePrice(ctx: Context): Stripe.Price {
  return createPrice(ctx, {
    currency: 'usd',
    unit_amount: 2000,
    recurring: { interval: 'month' },
    product_data: { name: 'myproduct' },
  });
}

export const pricesFamily = defineFamily({
  name: 'prices',
  resources: [prices, plans],
  routes: [...priceRoutes, ...planRoutes],
  events: ['plan.created', 'plan.deleted', 'plan.updated', 'price.created', 'price.deleted', 'price.updated'],
  triggers: {
    'plan.created': (ctx) => void examplePrice(ctx),
    'plan.updated': (ctx) => void updatePrice(ctx, examplePrice(ctx).id, { metadata: { foo: 'bar' } }),
    'price.created': (ctx) => void examplePrice(ctx),
    'price.deleted': deleteExample,
    'price.updated': (ctx) => void updatePrice(ctx, examplePrice(ctx).id, { metadata: { foo: 'bar' } }),
  },
});

function deleteExample(ctx: Context): void {
  const price = examplePrice(ctx);
  ctx.delete(prices, price.id);
  ctx.emit('price.deleted', price);
}
