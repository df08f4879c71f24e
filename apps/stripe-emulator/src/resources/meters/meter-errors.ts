import type { Context } from '../../core/context.js';
import { isoTime } from '../../core/thin-events.js';
import type { Meter, StoredMeterEvent } from './meter.resource.js';

const MESSAGES: Readonly<Record<string, string>> = {
  archived_meter: 'The meter is archived.',
  meter_event_customer_not_found: 'The customer of the event does not exist.',
  meter_event_no_customer_defined: 'The event names no customer.',
  no_meter: 'There is no meter with this event name.',
};

/** Announces usage that a meter could not count, as a thin event. @param code Stripe's word for why */
export function reportMeterError(ctx: Context, meter: Meter, event: StoredMeterEvent, code: string): void {
  ctx.engine.recordThinEvent(ctx, {
    type: 'v1.billing.meter.error_report_triggered',
    related_object: { id: meter.id, type: 'billing.meter', url: `/v1/billing/meters/${meter.id}` },
    data: reportOf(ctx, event, code),
  });
}

/** Announces usage that names no meter. */
export function reportNoMeter(ctx: Context, event: StoredMeterEvent): void {
  ctx.engine.recordThinEvent(ctx, {
    type: 'v1.billing.meter.no_meter_found',
    data: reportOf(ctx, event, 'no_meter'),
  });
}

/** Stripe gathers errors for a while; here each report is about one event. */
function reportOf(ctx: Context, event: StoredMeterEvent, code: string): object {
  const message = MESSAGES[code] ?? code;
  const sample = { error_message: message, request: { identifier: event.identifier } };
  return {
    developer_message_summary: `There is 1 invalid event: ${message}`,
    reason: { error_count: 1, error_types: [{ code, error_count: 1, sample_errors: [sample] }] },
    validation_end: isoTime(ctx.now + 1),
    validation_start: isoTime(ctx.now),
  };
}
