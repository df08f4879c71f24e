import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { listParamsOf, mergeMetadata, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { EVENT_TYPES } from '../../webhooks/event-types.js';
import { webhookEndpoints } from '../../webhooks/webhook-endpoint.resource.js';

/** Connected accounts get it and the SDK does not type it. */
const UNTYPED = 'payment.created';
const eventType = p.string({ max: 100, what: 'event type' }).check((type, param) => {
  if (type === '*' || type === UNTYPED || EVENT_TYPES.has(type)) return;
  const known = 'The types of events are listed at https://stripe.com/docs/api/events/types.';
  throw invalidRequest(`Invalid ${param}: \`${type}\` is not a type of event. ${known}`, { param });
});
const enabledEvents = p.array(eventType);
const createParams = paramsOf<Stripe.WebhookEndpointCreateParams>()({
  url: p.url().required(),
  enabled_events: enabledEvents.required(),
  api_version: p.string({ pattern: /^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/, what: 'API version' }),
  connect: p.boolean(),
  description: p.string().emptyable(),
  metadata: p.metadata(),
});
const updateParams = paramsOf<Stripe.WebhookEndpointUpdateParams>()({
  url: p.url(),
  enabled_events: enabledEvents,
  description: p.string().emptyable(),
  disabled: p.boolean(),
  metadata: p.metadata(),
});
const listParams = listParamsOf<Stripe.WebhookEndpointListParams>()({});

/** The secret is in this answer only, as at Stripe. */
function create(ctx: Context, params: Infer<typeof createParams>): Stripe.WebhookEndpoint {
  const secret = ctx.id('whsec');
  const endpoint = ctx.insert(
    webhookEndpoints,
    {
      id: ctx.id(webhookEndpoints.idPrefix),
      object: 'webhook_endpoint',
      api_version: params.api_version ?? null,
      application: null,
      created: ctx.now,
      description: params.description ?? null,
      enabled_events: params.enabled_events,
      livemode: false,
      metadata: mergeMetadata({}, params.metadata),
      status: 'enabled',
      url: params.url,
    },
    { secret, isConnect: params.connect ?? false },
  );
  return { ...endpoint, secret };
}

function update(ctx: Context, id: string, params: Infer<typeof updateParams>): Stripe.WebhookEndpoint {
  const { disabled, metadata, ...plain } = params;
  const before = ctx.require(webhookEndpoints, id);
  return ctx.update(webhookEndpoints, id, {
    ...plain,
    ...(disabled === undefined ? {} : { status: disabled ? 'disabled' : 'enabled' }),
    metadata: mergeMetadata(before.metadata, metadata),
  });
}

const permission = 'webhook';
const path = '/v1/webhook_endpoints';
const one = `${path}/:id`;

export const webhookEndpointsFamily = defineFamily({
  name: 'webhook endpoints',
  resources: [webhookEndpoints],
  routes: [
    route({ method: 'POST', path, permission, params: createParams, handle: (ctx) => create(ctx, ctx.params) }),
    route({
      method: 'GET',
      path,
      permission,
      params: listParams,
      handle: (ctx) => ctx.list(webhookEndpoints, { kind: 'endpoint' }),
    }),
    route({
      method: 'GET',
      path: one,
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(webhookEndpoints, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: one,
      permission,
      params: updateParams,
      handle: (ctx) => update(ctx, ctx.pathId(), ctx.params),
    }),
    route({
      method: 'DELETE',
      path: one,
      permission,
      params: noParams,
      handle: (ctx) => ctx.delete(webhookEndpoints, ctx.pathId()),
    }),
  ],
});
