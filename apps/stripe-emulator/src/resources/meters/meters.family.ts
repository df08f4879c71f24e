import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { noParams, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { pageOf } from '../prices/page-of.js';
import { adjustUsage, recordUsage } from './meter-events.js';
import { summariesOf } from './meter-summaries.js';
import {
  createAdjustmentParams,
  createMeterEventParams,
  createMeterParams,
  listMetersParams,
  listSummariesParams,
  updateMeterParams,
} from './meter.params.js';
import { meterEvents, meters, type Meter } from './meter.resource.js';
import { v2MeterRoutes } from './v2-meter-events.js';

/** Creates a meter of the context's account. */
export function createMeter(ctx: Context, params: Infer<typeof createMeterParams>): Meter {
  assertNameIsFree(ctx, params.event_name);
  const meter = ctx.insert(meters, {
    id: ctx.id(meters.idPrefix),
    object: 'billing.meter',
    created: ctx.now,
    customer_mapping: params.customer_mapping ?? { event_payload_key: 'stripe_customer_id', type: 'by_id' },
    default_aggregation: params.default_aggregation,
    display_name: params.display_name,
    event_name: params.event_name,
    event_time_window: params.event_time_window ?? null,
    livemode: false,
    status: 'active',
    status_transitions: { deactivated_at: null },
    updated: ctx.now,
    value_settings: params.value_settings ?? { event_payload_key: 'value' },
  });
  ctx.emit('billing.meter.created', meter);
  return meter;
}

function assertNameIsFree(ctx: Context, name: string): void {
  const other = ctx.all(meters, { event_name: name, status: 'active' })[0];
  if (other !== undefined)
    throw invalidRequest(`An active meter (${other.id}) already exists with event name ${name}.`, {
      code: 'resource_already_exists',
      param: 'event_name',
    });
}

function setActive(ctx: Context, id: string, isActive: boolean): Meter {
  const before = ctx.require(meters, id);
  if ((before.status === 'active') === isActive)
    throw invalidRequest(`The meter is already ${isActive ? 'active' : 'inactive'}.`, {
      code: isActive ? 'billing_meter_active' : 'billing_meter_inactive',
    });
  if (isActive) assertNameIsFree(ctx, before.event_name);
  const meter = ctx.update(meters, id, {
    status: isActive ? 'active' : 'inactive',
    status_transitions: { deactivated_at: isActive ? null : ctx.now },
    updated: ctx.now,
  });
  ctx.emit(isActive ? 'billing.meter.reactivated' : 'billing.meter.deactivated', meter, before);
  return meter;
}

function updateMeter(ctx: Context, id: string, params: Infer<typeof updateMeterParams>): Meter {
  const before = ctx.require(meters, id);
  const meter = ctx.update(meters, id, { ...params, updated: ctx.now });
  ctx.emit('billing.meter.updated', meter, before);
  return meter;
}

const triggerMeter = (ctx: Context): Meter =>
  createMeter(ctx, {
    default_aggregation: { formula: 'sum' },
    display_name: '(created by the emulator)',
    event_name: `emulator_${ctx.secret(8)}`,
  });

const PATH = '/v1/billing/meters';
const permission = 'billing_meter';

export const metersFamily = defineFamily({
  name: 'meters',
  resources: [meters, meterEvents],
  events: ['billing.meter.created', 'billing.meter.updated', 'billing.meter.deactivated', 'billing.meter.reactivated'],
  triggers: {
    'billing.meter.created': triggerMeter,
    'billing.meter.updated': (ctx) => {
      updateMeter(ctx, triggerMeter(ctx).id, { display_name: '(changed by the emulator)' });
    },
    'billing.meter.deactivated': (ctx) => {
      setActive(ctx, triggerMeter(ctx).id, false);
    },
    'billing.meter.reactivated': (ctx) => {
      setActive(ctx, setActive(ctx, triggerMeter(ctx).id, false).id, true);
    },
    'v1.billing.meter.error_report_triggered': (ctx) => {
      recordUsage(ctx, { event_name: triggerMeter(ctx).event_name, payload: { value: '1' } });
    },
    'v1.billing.meter.no_meter_found': (ctx) => {
      recordUsage(ctx, { event_name: `emulator_${ctx.secret(8)}`, payload: { value: '1' } });
    },
  },
  routes: [
    ...v2MeterRoutes,
    route({
      method: 'POST',
      path: PATH,
      permission,
      params: createMeterParams,
      handle: (ctx) => createMeter(ctx, ctx.params),
    }),
    route({ method: 'GET', path: PATH, permission, params: listMetersParams, handle: (ctx) => ctx.list(meters) }),
    route({
      method: 'GET',
      path: `${PATH}/:id`,
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(meters, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: `${PATH}/:id`,
      permission,
      params: updateMeterParams,
      handle: (ctx) => updateMeter(ctx, ctx.pathId(), ctx.params),
    }),
    ...(['deactivate', 'reactivate'] as const).map((verb) =>
      route({
        method: 'POST',
        path: `${PATH}/:id/${verb}`,
        permission,
        params: noParams,
        handle: (ctx) => setActive(ctx, ctx.pathId(), verb === 'reactivate'),
      }),
    ),
    route({
      method: 'GET',
      path: `${PATH}/:id/event_summaries`,
      permission,
      params: listSummariesParams,
      handle: (ctx) => pageOf(summariesOf(ctx, ctx.require(meters, ctx.pathId()), ctx.params), ctx.params, ctx.url),
    }),
    route({
      method: 'POST',
      path: '/v1/billing/meter_events',
      permission: 'billing_meter_event',
      params: createMeterEventParams,
      handle: (ctx) => recordUsage(ctx, ctx.params),
    }),
    route({
      method: 'POST',
      path: '/v1/billing/meter_event_adjustments',
      permission: 'billing_meter_event_adjustment',
      params: createAdjustmentParams,
      handle: (ctx) => adjustUsage(ctx, ctx.params),
    }),
  ],
});
