import type Stripe from 'stripe';
import type { Context, RequestContext } from '../../core/context.js';
import { invalidRequest, missingParam, resourceMissing } from '../../core/errors.js';
import { mergeMetadata, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { isoTime } from '../../core/thin-events.js';
import { webhookEndpoints, type WebhookEndpointHidden } from '../../webhooks/webhook-endpoint.resource.js';
import { v2List, v2Pagination } from './v2-list.js';

type Destination = Stripe.V2.Core.EventDestination;

const include = p.array(p.enum(['webhook_endpoint.signing_secret', 'webhook_endpoint.url']));
const eventTypes = p.array(p.string({ max: 200, pattern: /^(\*|[a-z0-9_.[\]]+)$/, what: 'event type' }));
const endpoint = p.hash({ url: p.url().required() });
const createParams = paramsOf<Stripe.V2.Core.EventDestinationCreateParams>()({
  enabled_events: eventTypes.required(),
  event_payload: p.enum(['snapshot', 'thin']).required(),
  name: p.string().required(),
  type: p.enum(['amazon_eventbridge', 'azure_event_grid', 'webhook_endpoint']).required(),
  amazon_eventbridge: p.hash({ aws_account_id: p.string().required(), aws_region: p.string().required() }),
  azure_event_grid: p.hash({
    azure_region: p.string().required(),
    azure_resource_group_name: p.string().required(),
    azure_subscription_id: p.string().required(),
  }),
  description: p.string().emptyable(),
  events_from: p.array(p.string()),
  include,
  metadata: p.metadata(),
  snapshot_api_version: p.string(),
  webhook_endpoint: endpoint,
});
const updateParams = paramsOf<Stripe.V2.Core.EventDestinationUpdateParams>()({
  description: p.string().emptyable(),
  enabled_events: eventTypes,
  include,
  metadata: p.metadata(),
  name: p.string(),
  webhook_endpoint: endpoint,
});
const listParams = paramsOf<Stripe.V2.Core.EventDestinationListParams>()({ ...v2Pagination, include });
const retrieveParams = paramsOf<Stripe.V2.Core.EventDestinationRetrieveParams>()({ include });
type Include = Infer<typeof retrieveParams>['include'];

function shown(row: Stripe.WebhookEndpoint, hidden: WebhookEndpointHidden, wanted: Include = []): Destination {
  const { id, created, description, enabled_events: events, metadata, status, url } = row;
  const { destination, secret } = hidden;
  const details = {
    ...(wanted.includes('webhook_endpoint.signing_secret') ? { signing_secret: secret } : {}),
    ...(wanted.includes('webhook_endpoint.url') ? { url } : {}),
  };
  const version = destination?.snapshot_api_version;
  return {
    id,
    object: 'v2.core.event_destination',
    created: isoTime(created),
    description: description ?? '',
    enabled_events: [...events],
    event_payload: destination?.event_payload ?? 'snapshot',
    events_from: [...(destination?.events_from ?? ['@self'])],
    livemode: false,
    metadata,
    name: destination?.name ?? '',
    ...(version === undefined ? {} : { snapshot_api_version: version }),
    status: status === 'enabled' ? 'enabled' : 'disabled',
    ...(status === 'enabled' ? {} : { status_details: { disabled: { reason: 'user' } } }),
    type: 'webhook_endpoint',
    updated: isoTime(destination?.updated ?? created),
    webhook_endpoint: details,
  };
}

function create(ctx: Context, params: Infer<typeof createParams>): Destination {
  if (params.type !== 'webhook_endpoint')
    throw invalidRequest(`Destinations of type ${params.type} are not offered by this emulator.`, { param: 'type' });
  if (params.webhook_endpoint === undefined) throw missingParam('webhook_endpoint');
  if (params.event_payload === 'snapshot' && params.snapshot_api_version === undefined)
    throw missingParam('snapshot_api_version');
  const from = params.events_from ?? ['@self'];
  const destination = {
    name: params.name,
    event_payload: params.event_payload,
    events_from: from.map((source) => ({ self: '@self', other_accounts: '@accounts' })[source] ?? source),
    updated: ctx.now,
    ...(params.snapshot_api_version === undefined ? {} : { snapshot_api_version: params.snapshot_api_version }),
  };
  const hidden = { secret: ctx.id('whsec'), isConnect: false, destination };
  const row = ctx.insert(
    webhookEndpoints,
    {
      id: ctx.id('ed_test'),
      object: 'webhook_endpoint',
      api_version: params.snapshot_api_version ?? null,
      application: null,
      created: ctx.now,
      description: params.description ?? null,
      enabled_events: params.enabled_events,
      livemode: false,
      metadata: mergeMetadata({}, params.metadata),
      status: 'enabled',
      url: params.webhook_endpoint.url,
    },
    hidden,
  );
  return shown(row, hidden, params.include);
}

function requireDestination(ctx: RequestContext): [Stripe.WebhookEndpoint, WebhookEndpointHidden] {
  const id = ctx.pathId();
  const row = ctx.find(webhookEndpoints, id);
  const hidden = row === undefined ? undefined : ctx.hidden(webhookEndpoints, id);
  if (row === undefined || hidden?.destination === undefined) throw resourceMissing('event destination', id);
  return [row, hidden];
}

function change(
  ctx: RequestContext,
  patch: Partial<Stripe.WebhookEndpoint>,
  name?: string,
  wanted?: Include,
): Destination {
  const [{ id }, hidden] = requireDestination(ctx);
  const { destination } = hidden;
  if (destination === undefined) throw resourceMissing('event destination', id);
  const next = { ...hidden, destination: { ...destination, updated: ctx.now, name: name ?? destination.name } };
  return shown(ctx.update(webhookEndpoints, id, patch, next), next, wanted);
}

function update(ctx: RequestContext<Infer<typeof updateParams>>): Destination {
  const { name, webhook_endpoint: target, metadata, include: wanted, ...plain } = ctx.params;
  const [before] = requireDestination(ctx);
  const patch = {
    ...plain,
    ...(target === undefined ? {} : { url: target.url }),
    metadata: mergeMetadata(before.metadata, metadata),
  };
  return change(ctx, patch, name, wanted);
}

/** Sends an event of its own to one destination only. */
function ping(ctx: RequestContext): object {
  const [{ id }] = requireDestination(ctx);
  const related = { id, type: 'v2.core.event_destination', url: `/v2/core/event_destinations/${id}` };
  const event = ctx.engine.recordThinEvent(ctx, { type: 'v2.core.event_destination.ping', related_object: related });
  ctx.engine.deliverThinEvent(ctx, event, id);
  return event;
}

const permission = 'webhook';
const path = '/v2/core/event_destinations';
const one = `${path}/:id`;

export const eventDestinationRoutes = [
  route({ method: 'POST', path, permission, params: createParams, handle: (ctx) => create(ctx, ctx.params) }),
  route({
    method: 'GET',
    path,
    permission,
    params: listParams,
    handle: (ctx) =>
      v2List(ctx, webhookEndpoints, { where: { kind: 'destination' } }, (row) =>
        shown(row, ctx.hidden(webhookEndpoints, row.id), ctx.params.include),
      ),
  }),
  route({
    method: 'GET',
    path: one,
    permission,
    params: retrieveParams,
    handle: (ctx) => shown(...requireDestination(ctx), ctx.params.include),
  }),
  route({ method: 'POST', path: one, permission, params: updateParams, handle: update }),
  route({
    method: 'DELETE',
    path: one,
    permission,
    params: noParams,
    handle: (ctx) => {
      const [{ id }] = requireDestination(ctx);
      ctx.delete(webhookEndpoints, id);
      return { id, object: 'v2.core.event_destination' };
    },
  }),
  route({
    method: 'POST',
    path: `${one}/disable`,
    permission,
    params: noParams,
    handle: (ctx) => change(ctx, { status: 'disabled' }),
  }),
  route({
    method: 'POST',
    path: `${one}/enable`,
    permission,
    params: noParams,
    handle: (ctx) => change(ctx, { status: 'enabled' }),
  }),
  route({ method: 'POST', path: `${one}/ping`, permission, params: noParams, handle: ping }),
];
