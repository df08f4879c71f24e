import type { Context } from '../../core/context.js';
import { defineFamily } from '../../core/resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { customerSourceRoutes } from './customer-source.routes.js';
import { removeSource, updateSource } from './customer-sources.js';

/** A customer with a card of the older kind. */
function customerWithCard(ctx: Context): { customer: string; card: string } {
  const { id, default_source: card } = createCustomer(ctx, {
    description: '(created by the emulator)',
    source: 'tok_visa',
  });
  return { customer: id, card: card as string };
}

export const sourcesFamily = defineFamily({
  name: 'sources',
  resources: [],
  routes: customerSourceRoutes,
  events: ['customer.source.created', 'customer.source.deleted', 'customer.source.updated'],
  triggers: {
    'customer.source.created': (ctx) => {
      customerWithCard(ctx);
    },
    'customer.source.updated': (ctx) => {
      const { customer, card } = customerWithCard(ctx);
      updateSource(ctx, customer, card, { metadata: { updated: 'true' } });
    },
    'customer.source.deleted': (ctx) => {
      const { customer, card } = customerWithCard(ctx);
      removeSource(ctx, customer, card);
    },
  },
});
