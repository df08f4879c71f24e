import type { Context } from '../../core/context.js';
import { defineFamily } from '../../core/resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { customerSourceRoutes } from './customer-source.routes.js';
import { removeSource, updateSource } from './customer-sources.js';
import { createSource } from './source-create.js';
import { answerRedirect, cancelSource } from './source-state.js';
import { noticeExpiry } from './source-expiry.js';
import { sourcePages, sourceRoutes } from './source.routes.js';

/** A customer with a card of the older kind. @param month the card's last one */
function customerWithCard(ctx: Context, { month }: { month?: Date } = {}): { customer: string; card: string } {
  const number = '4242424242424242';
  const source =
    month === undefined
      ? 'tok_visa'
      : { object: 'card' as const, number, exp_month: month.getUTCMonth() + 1, exp_year: month.getUTCFullYear() };
  const { id, default_source: card } = createCustomer(ctx, { description: '(created by the emulator)', source });
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
  actions: [cancelSource, noticeExpiry],
  events: [
    'source.canceled',
    'source.chargeable',
    'source.failed',
    'customer.source.created',
    'customer.source.deleted',
    'customer.source.expiring',
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
    'customer.source.expiring': (ctx) => {
      const { card } = customerWithCard(ctx, { month: new Date(ctx.now * 1000) });
      noticeExpiry.run(ctx, { source: card });
    },
    'customer.source.deleted': (ctx) => {
      const { customer, card } = customerWithCard(ctx);
      removeSource(ctx, customer, card);
    },
  },
});
