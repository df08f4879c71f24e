import type Stripe from 'stripe';
import type { Context, RequestContext } from '../../core/context.js';
import { events, isExpired } from '../../core/events.js';
import { resourceMissing } from '../../core/errors.js';
import { listParamsOf, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { webhookEndpoints } from '../../webhooks/webhook-endpoint.resource.js';

const listParams = listParamsOf<Stripe.EventListParams>()({
  created: p.range(),
  delivery_success: p.boolean(),
  type: p.string(),
  types: p.array(p.string(), { max: 20 }),
});

/** The Stripe CLI's `events resend` posts this: `for_stripecli` unless it was told an endpoint. */
const retryParams = paramsOf<object>()({ webhook_endpoint: p.id(), account: p.id(), for_stripecli: p.boolean() });

function retry(ctx: RequestContext<Infer<typeof retryParams>>): Stripe.Event {
  const { webhook_endpoint: endpoint, account, for_stripecli: onlyListeners } = ctx.params;
  if (endpoint !== undefined && ctx.find(webhookEndpoints, endpoint) === undefined)
    ctx.as(ctx.platform.id).require(webhookEndpoints, endpoint, 'webhook_endpoint');
  const isOther = account !== undefined && ctx.engine.platformOf(account).id !== ctx.platform.id;
  if (isOther) throw resourceMissing('account', account, 'account');
  const owner = ctx.as(account ?? ctx.account);
  const event = requireEvent(owner, ctx.pathId());
  ctx.engine.resendEvent(owner, event, { endpoint, onlyListeners });
  return requireEvent(owner, event.id);
}

function requireEvent(ctx: Context, id: string): Stripe.Event {
  const event = ctx.require(events, id);
  const row = ctx.store.row(events, ctx.account, id);
  if (row !== undefined && isExpired(row, ctx.now)) throw resourceMissing('event', event.id);
  return event;
}

/** Events of the last 30 days, newest first; several types are merged page by page, so each comes from its index. */
function listEvents(ctx: RequestContext<Infer<typeof listParams>>): Stripe.ApiList<Stripe.Event> {
  const { types, type, delivery_success, limit = 10, created, ...cursor } = ctx.params;
  const query = { ...cursor, limit, ...(created === undefined ? {} : { created }) };
  const wanted = types ?? (type === undefined ? [undefined] : [type]);
  const pages = wanted.map((name) =>
    ctx.store.page(events, ctx.account, { ...query, where: { type: name, delivery_success } }),
  );
  const isUpwards = cursor.ending_before !== undefined;
  const newestFirst = pages
    .flatMap((page) => page.rows)
    .filter((row) => !isExpired(row, ctx.now))
    .sort((left, right) => right.created - left.created || right.seq - left.seq);
  const rows = isUpwards ? newestFirst.slice(-limit) : newestFirst.slice(0, limit);
  return {
    object: 'list',
    data: rows.map((row) => row.object),
    has_more: newestFirst.length > limit || pages.some((page) => page.hasMore),
    url: ctx.url,
  };
}

export const eventsFamily = defineFamily({
  name: 'events',
  resources: [events],
  routes: [
    route({ method: 'GET', path: '/v1/events', permission: 'event', params: listParams, handle: listEvents }),
    route({
      method: 'GET',
      path: '/v1/events/:id',
      permission: 'event',
      params: noParams,
      handle: (ctx) => requireEvent(ctx, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/events/:id/retry',
      permission: 'event',
      params: retryParams,
      handle: retry,
    }),
  ],
});
