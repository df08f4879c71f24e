import type { Context } from '../../core/context.js';
import { defineFamily } from '../../core/resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { customerSourceRoutes } from './customer-source.routes.js';
import { removeSource, updateSource } from './customer-sources.js';
import { answerRedirect, cancelSource, createSource } from './source-create.js';
import { sourcePages, sourceRoutes } from './source.routes.js';

/** A customer with a card of the older kind. */
function customerWithCard(ctx: Context): { customer: string; card: string } {
  const { id, default_source: card } = createCustomer(ctx, {
    description: '(created by the emulator)',
    source: 'tok_visa',
  });
  return { customer: id, card: card as string };
}

/** A source whose payer is on another page. */
function redirecting(ctx: Context): string {
  const redirect = { return_url: 'https://example.com/return' };
  return createSource(ctx, { type: 'ideal', amount: 2000, currency: 'eur', redirect }).id;
}

export const sourcesFamily = defineFamily({
  name: 'sources',
  resources: [],
  routes: [...customerSourceRoutes, ...sourceRoutes],
  pages: sourcePages,
  actions: [cancelSource],
  events: [
    'source.canceled',
    'source.chargeable',
    'source.failed',
    'customer.source.created',
    'customer.source.deleted',
    'customer.source.updated',
  ],
  triggers: {
    'source.chargeable': (ctx) => {
      createSource(ctx, { type: 'card', token: 'tok_visa' });
    },
    'source.failed': (ctx) => {
      answerRedirect(ctx, redirecting(ctx), false);
    },
    'source.canceled': (ctx) => {
      cancelSource.run(ctx, { source: redirecting(ctx) });
    },
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
