import type Stripe from 'stripe';
import { invalidRequest } from '../../core/errors.js';
import { noParams, p, paramsOf } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { isoTime } from '../../core/thin-events.js';
import { adjustUsage, recordUsage } from './meter-events.js';

/** How long the token of a session opens the stream. */
const SESSION_SECONDS = 15 * 60;

const eventShape = {
  event_name: p.string({ max: 100 }).required(),
  identifier: p.string({ max: 100 }),
  payload: p.mapOf(p.string({ max: 100 })).required(),
  timestamp: p.string({ max: 40 }),
};
const eventParams = paramsOf<Stripe.V2.Billing.MeterEventCreateParams>()(eventShape);
const streamParams = paramsOf<{ events: unknown }>()({
  events: p.array(p.hash(eventShape), { max: 100 }).required(),
});
const adjustmentParams = paramsOf<Stripe.V2.Billing.MeterEventAdjustmentCreateParams>()({
  cancel: p.hash({ identifier: p.string({ max: 100 }).required() }).required(),
  event_name: p.string({ max: 100 }).required(),
  type: p.enum(['cancel']).required(),
});

interface GivenEvent {
  readonly event_name: string;
  readonly payload: Record<string, string>;
  readonly identifier?: string;
  readonly timestamp?: string;
}

/** `/v2` writes moments as text. */
function inSeconds({ timestamp, ...event }: GivenEvent) {
  if (timestamp === undefined) return event;
  const at = Math.floor(Date.parse(timestamp) / 1000);
  if (Number.isNaN(at)) throw invalidRequest(`Invalid timestamp: ${timestamp}`, { param: 'timestamp' });
  return { ...event, timestamp: at };
}

const permission = 'billing_meter_event';

/** Usage by way of `/v2`: the same events, one at a time or as a stream. */
export const v2MeterRoutes = [
  route({
    method: 'POST',
    path: '/v2/billing/meter_events',
    permission,
    params: eventParams,
    handle: (ctx): Stripe.V2.Billing.MeterEvent => {
      const event = recordUsage(ctx, inSeconds(ctx.params));
      return {
        object: 'v2.billing.meter_event',
        created: isoTime(event.created),
        event_name: event.event_name,
        identifier: event.identifier,
        livemode: false,
        payload: event.payload,
        timestamp: isoTime(event.timestamp),
      };
    },
  }),
  route({
    method: 'POST',
    path: '/v2/billing/meter_event_adjustments',
    permission,
    params: adjustmentParams,
    handle: (ctx): Stripe.V2.Billing.MeterEventAdjustment => {
      const { cancel, event_name, status, type } = adjustUsage(ctx, ctx.params);
      return {
        id: ctx.id('mtr_event_adj'),
        object: 'v2.billing.meter_event_adjustment',
        cancel: { identifier: cancel?.identifier ?? '' },
        created: isoTime(ctx.now),
        event_name,
        livemode: false,
        status,
        type,
      };
    },
  }),
  route({
    method: 'POST',
    path: '/v2/billing/meter_event_session',
    permission,
    params: noParams,
    handle: (ctx): Stripe.V2.Billing.MeterEventSession => ({
      id: ctx.id('mes'),
      object: 'v2.billing.meter_event_session',
      // The stream is at the same address here, and takes the key that asked for the session.
      authentication_token: ctx.key.value,
      created: isoTime(ctx.now),
      expires_at: isoTime(ctx.now + SESSION_SECONDS),
      livemode: false,
    }),
  }),
  route({
    method: 'POST',
    path: '/v2/billing/meter_event_stream',
    permission,
    params: streamParams,
    handle: (ctx) => {
      for (const event of ctx.params.events) recordUsage(ctx, inSeconds(event));
      return {};
    },
  }),
];
