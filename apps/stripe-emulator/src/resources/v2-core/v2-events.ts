import type Stripe from 'stripe';
import type { RequestContext } from '../../core/context.js';
import { noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { thinEvents } from '../../core/thin-events.js';
import { v2List, v2Pagination } from './v2-list.js';

/** A moment as `/v2` writes it, or in seconds. */
const moment = p.string().check(() => undefined);
const listParams = paramsOf<Stripe.V2.Core.EventListParams>()({
  ...v2Pagination,
  created: p.hash({ gt: moment, gte: moment, lt: moment, lte: moment }),
  object_id: p.id(),
  types: p.array(p.string(), { max: 20 }),
});

function listEvents(ctx: RequestContext<Infer<typeof listParams>>) {
  const { created = {}, object_id: objectId, types } = ctx.params;
  const range = Object.fromEntries(Object.entries(created).map(([bound, text]) => [bound, secondsOf(text)]));
  const [type] = types ?? [];
  const where = { object_id: objectId, ...(types?.length === 1 ? { type } : {}) };
  const page = v2List(ctx, thinEvents, { created: range, where }, (event) => event);
  return types === undefined || types.length < 2
    ? page
    : { ...page, data: page.data.filter((event) => types.includes(event.type)) };
}

function secondsOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Math.floor(Date.parse(text) / 1000) || 0;
}

export const v2EventRoutes = [
  route({ method: 'GET', path: '/v2/core/events', permission: 'event', params: listParams, handle: listEvents }),
  route({
    method: 'GET',
    path: '/v2/core/events/:id',
    permission: 'event',
    params: noParams,
    handle: (ctx) => ctx.require(thinEvents, ctx.pathId()),
  }),
];
