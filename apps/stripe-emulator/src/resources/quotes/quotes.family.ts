import type { Context, RequestContext } from '../../core/context.js';
import { noParams } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { lineItems, linesOf } from '../checkout/line-item.resource.js';
import { pageOf, type PageParams } from '../prices/page-of.js';
import { prices } from '../prices/price.resource.js';
import { madeUpPayer, madeUpPrice } from '../subscriptions/subscription-triggers.js';
import { createQuote, updateQuote } from './quote-create.js';
import { quotePdf } from './quote-pdf.js';
import { acceptQuote, cancelQuote, expireQuote, finalizeQuote } from './quote-steps.js';
import {
  createQuoteParams,
  finalizeQuoteParams,
  listLinesParams,
  listQuotesParams,
  updateQuoteParams,
} from './quote.params.js';
import { quotes, type Quote } from './quote.resource.js';

const PATH = '/v1/quotes';
const permission = 'quote';

function listLines(ctx: RequestContext<PageParams>, isUpfront: boolean): object {
  const quote = ctx.require(quotes, ctx.pathId('quote'));
  const isFree = (quote.subscription_data.trial_period_days ?? 0) > 0;
  const lines = linesOf(ctx.view, quote.id)
    .map(({ item }) => item)
    .filter(({ price }) => !isUpfront || !isFree || priceOf(ctx, price as unknown as string)?.recurring === null);
  return pageOf(lines, ctx.params, ctx.url);
}

const priceOf = (ctx: Context, id: string) => ctx.find(prices, id);

function madeUpQuote(ctx: Context): Quote {
  return createQuote(ctx, { customer: madeUpPayer(ctx), line_items: [{ price: madeUpPrice(ctx).id, quantity: 1 }] });
}

const openQuote = (ctx: Context): Quote => finalizeQuote(ctx, madeUpQuote(ctx).id, undefined);

const onQuote = (verb: string): string => `${PATH}/:quote${verb}`;

export const quotesFamily = defineFamily({
  name: 'quotes',
  resources: [quotes, lineItems],
  actions: [expireQuote],
  events: ['quote.created', 'quote.finalized', 'quote.accepted', 'quote.canceled'],
  triggers: {
    'quote.created': madeUpQuote,
    'quote.finalized': openQuote,
    'quote.accepted': (ctx) => {
      acceptQuote(ctx, openQuote(ctx).id);
    },
    'quote.canceled': (ctx) => {
      cancelQuote(ctx, openQuote(ctx).id);
    },
  },
  routes: [
    route({
      method: 'POST',
      path: PATH,
      permission,
      params: createQuoteParams,
      handle: (ctx) => createQuote(ctx, ctx.params),
    }),
    route({ method: 'GET', path: PATH, permission, params: listQuotesParams, handle: (ctx) => ctx.list(quotes) }),
    route({
      method: 'GET',
      path: onQuote(''),
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(quotes, ctx.pathId('quote')),
    }),
    route({
      method: 'POST',
      path: onQuote(''),
      permission,
      params: updateQuoteParams,
      handle: (ctx) => updateQuote(ctx, ctx.pathId('quote'), ctx.params),
    }),
    route({
      method: 'POST',
      path: onQuote('/finalize'),
      permission,
      params: finalizeQuoteParams,
      handle: (ctx) => finalizeQuote(ctx, ctx.pathId('quote'), ctx.params.expires_at),
    }),
    route({
      method: 'POST',
      path: onQuote('/accept'),
      permission,
      params: noParams,
      handle: (ctx) => acceptQuote(ctx, ctx.pathId('quote')),
    }),
    route({
      method: 'POST',
      path: onQuote('/cancel'),
      permission,
      params: noParams,
      handle: (ctx) => cancelQuote(ctx, ctx.pathId('quote')),
    }),
    route({
      method: 'GET',
      path: onQuote('/line_items'),
      permission,
      params: listLinesParams,
      handle: (ctx) => listLines(ctx, false),
    }),
    route({
      method: 'GET',
      path: onQuote('/computed_upfront_line_items'),
      permission,
      params: listLinesParams,
      handle: (ctx) => listLines(ctx, true),
    }),
    route({
      method: 'GET',
      path: onQuote('/pdf'),
      permission,
      params: noParams,
      handle: (ctx) => quotePdf(ctx, ctx.require(quotes, ctx.pathId('quote'))),
    }),
  ],
});
