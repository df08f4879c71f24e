import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';

const payloadKey = p.string({ max: 100 }).required();

export const createMeterParams = paramsOf<Stripe.Billing.MeterCreateParams>()({
  customer_mapping: p.hash({ event_payload_key: payloadKey, type: p.enum(['by_id']).required() }),
  default_aggregation: p.hash({ formula: p.enum(['count', 'last', 'sum']).required() }).required(),
  display_name: p.string({ max: 250 }).required(),
  event_name: p.string({ max: 100 }).required(),
  event_time_window: p.enum(['day', 'hour']),
  value_settings: p.hash({ event_payload_key: payloadKey }),
});

export const updateMeterParams = paramsOf<Stripe.Billing.MeterUpdateParams>()({ display_name: p.string({ max: 250 }) });

export const listMetersParams = listParamsOf<Stripe.Billing.MeterListParams>()({
  status: p.enum(['active', 'inactive']),
});

export const listSummariesParams = listParamsOf<Stripe.Billing.MeterListEventSummariesParams>()({
  customer: p.id().required(),
  end_time: p.timestamp().required(),
  start_time: p.timestamp().required(),
  value_grouping_window: p.enum(['day', 'hour']),
});

export const createMeterEventParams = paramsOf<Stripe.Billing.MeterEventCreateParams>()({
  event_name: p.string({ max: 100 }).required(),
  identifier: p.string({ max: 100 }),
  payload: p.mapOf(p.string({ max: 100 })).required(),
  timestamp: p.timestamp(),
});

export const createAdjustmentParams = paramsOf<Stripe.Billing.MeterEventAdjustmentCreateParams>()({
  cancel: p.hash({ identifier: p.string({ max: 100 }) }),
  event_name: p.string({ max: 100 }).required(),
  type: p.enum(['cancel']).required(),
});
