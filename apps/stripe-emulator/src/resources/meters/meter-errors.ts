import type { Context } from '../../core/context.js';
import type { Meter, StoredMeterEvent } from './meter.resource.js';

/** What is reported of usage that could not be counted. */
export interface UsageProblem {
  /** Null when the event names no meter. */
  readonly meter: string | null;
  readonly code: string;
  readonly event: StoredMeterEvent;
}

const MESSAGES: Readonly<Record<string, string>> = {
  archived_meter: 'The meter is archived.',
  meter_event_customer_not_found: 'The customer of the event does not exist.',
  meter_event_no_customer_defined: 'The event names no customer.',
  no_meter: 'There is no meter with this event name.',
};

type Reporter = (ctx: Context, problem: UsageProblem, message: string) => void;
const reporters: Reporter[] = [];

/**
 * Registers who announces such problems: they are thin events of `/v2`
 * (`v1.billing.meter.error_report_triggered`, `v1.billing.meter.no_meter_found`).
 */
export function onUsageProblem(reporter: Reporter): void {
  reporters.push(reporter);
}

export function reportMeterError(ctx: Context, meter: Meter, event: StoredMeterEvent, code: string): void {
  report(ctx, { meter: meter.id, code, event });
}

export function reportNoMeter(ctx: Context, event: StoredMeterEvent): void {
  report(ctx, { meter: null, code: 'no_meter', event });
}

function report(ctx: Context, problem: UsageProblem): void {
  for (const reporter of reporters) reporter(ctx, problem, MESSAGES[problem.code] ?? problem.code);
}
