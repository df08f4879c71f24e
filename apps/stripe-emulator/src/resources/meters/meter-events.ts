import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import type { Infer } from '../../core/params.js';
import { customers } from '../customers/customer.resource.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { announceUsage } from './meter-usage.js';
import { reportMeterError, reportNoMeter } from './meter-errors.js';
import type { createAdjustmentParams, createMeterEventParams } from './meter.params.js';
import { meterEvents, meters, type Meter, type StoredMeterEvent } from './meter.resource.js';

const DAY = 86_400;
const OLDEST_SECONDS = 35 * DAY;
const FUTURE_SECONDS = 300;

/**
 * Records what was used. What cannot be known at once (no such meter, no such customer) is accepted and reported by an
 * event later, as at Stripe.
 */
export function recordUsage(anyTime: Context, params: Infer<typeof createMeterEventParams>): StoredMeterEvent {
  const named = anyTime.all(meters, { event_name: params.event_name });
  const meter = named.find(({ status }) => status === 'active') ?? named[0];
  const customer = meter === undefined ? undefined : params.payload[meter.customer_mapping.event_payload_key];
  const ctx = atCustomersTime(anyTime, customer);
  const timestamp = params.timestamp ?? ctx.now;
  assertRecent(ctx, timestamp);
  const identifier = params.identifier ?? ctx.id('mevt');
  assertNew(ctx, identifier);
  const value = meter === undefined ? 0 : valueOf(meter, params.payload);
  const problem = meter === undefined ? null : problemOf(ctx, meter, customer);
  const isCounted = meter !== undefined && problem === null;
  const event: StoredMeterEvent = {
    id: ctx.id(meterEvents.idPrefix),
    object: 'billing.meter_event',
    created: ctx.now,
    event_name: params.event_name,
    identifier,
    livemode: false,
    payload: params.payload,
    timestamp,
  };
  const usage = isCounted ? `${meter.id}|${customer ?? ''}` : null;
  ctx.insert(meterEvents, event, { usage, value, isCanceled: false });
  if (meter === undefined) reportNoMeter(anyTime, event);
  else if (problem !== null) reportMeterError(anyTime, meter, event, problem);
  else if (customer !== undefined) announceUsage(ctx, customer);
  return event;
}

function assertRecent(ctx: Context, timestamp: number): void {
  if (timestamp < ctx.now - OLDEST_SECONDS)
    throw invalidRequest('The timestamp must be within the past 35 calendar days.', {
      code: 'timestamp_too_far_in_past',
      param: 'timestamp',
    });
  if (timestamp > ctx.now + FUTURE_SECONDS)
    throw invalidRequest('The timestamp must not be more than 5 minutes in the future.', {
      code: 'timestamp_in_future',
      param: 'timestamp',
    });
}

/** Identifiers are unique for a day at least. */
function assertNew(ctx: Context, identifier: string): void {
  const known = ctx.all(meterEvents, { identifier }).some(({ created }) => created > ctx.now - DAY);
  if (known)
    throw invalidRequest(`An event already exists with identifier ${identifier}.`, {
      code: 'duplicate_meter_event',
      param: 'identifier',
    });
}

function valueOf(meter: Meter, payload: Readonly<Record<string, string>>): number {
  if (meter.default_aggregation.formula === 'count') return 1;
  const key = meter.value_settings.event_payload_key;
  const raw = payload[key];
  if (raw === undefined) throw missingParam(`payload[${key}]`);
  if (!/^-?\d{1,15}(\.\d{1,12})?$/.test(raw))
    throw invalidRequest(`Invalid meter event value for payload[${key}]: ${raw}. It must be a number.`, {
      code: 'meter_event_invalid_value',
      param: `payload[${key}]`,
    });
  return Number(raw);
}

/** What Stripe finds out later. */
function problemOf(ctx: Context, meter: Meter, customer: string | undefined): string | null {
  if (meter.status !== 'active') return 'archived_meter';
  if (customer === undefined) return 'meter_event_no_customer_defined';
  return ctx.find(customers, customer) === undefined ? 'meter_event_customer_not_found' : null;
}

/** Takes one event of the last day back. */
export function adjustUsage(
  ctx: Context,
  params: Infer<typeof createAdjustmentParams>,
): Stripe.Billing.MeterEventAdjustment {
  const identifier = params.cancel?.identifier;
  if (identifier === undefined) throw missingParam('cancel[identifier]');
  const found = ctx.all(meterEvents, { identifier }).findLast(({ event_name: name }) => name === params.event_name);
  if (found === undefined)
    throw invalidRequest(`No meter event found with identifier ${identifier}.`, {
      code: 'resource_missing',
      param: 'cancel[identifier]',
    });
  const at = atCustomersTime(ctx, ctx.hidden(meterEvents, found.id).usage?.split('|')[1]);
  if (found.created < at.now - DAY)
    throw invalidRequest('Only meter events of the last 24 hours can be canceled.', { param: 'cancel[identifier]' });
  ctx.update(meterEvents, found.id, {}, { ...ctx.hidden(meterEvents, found.id), isCanceled: true });
  return {
    object: 'billing.meter_event_adjustment',
    cancel: { identifier },
    event_name: params.event_name,
    livemode: false,
    status: 'pending',
    type: 'cancel',
  };
}
