import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import type { Infer } from '../../core/params.js';
import { customers } from '../customers/customer.resource.js';
import type { Period } from '../subscriptions/cycle.js';
import { aggregate, readingsOf } from './meter-usage.js';
import type { listSummariesParams } from './meter.params.js';
import type { Meter } from './meter.resource.js';

type Summary = Stripe.Billing.MeterEventSummary;

const WINDOW_SECONDS = { hour: 3600, day: 86_400 } as const;

/** What a customer used between two times, as a whole or by hours or days (those in which something was), newest first. */
export function summariesOf(ctx: Context, meter: Meter, params: Infer<typeof listSummariesParams>): Summary[] {
  const { customer, start_time: start, end_time: end, value_grouping_window: grouping } = params;
  ctx.require(customers, customer, 'customer');
  const step = grouping === undefined ? 60 : WINDOW_SECONDS[grouping];
  for (const [param, value] of [
    ['start_time', start],
    ['end_time', end],
  ] as const)
    if (value % step !== 0)
      throw invalidRequest(`${param} must be aligned with ${grouping ?? 'minute'} boundaries.`, { param });
  if (end <= start) throw invalidRequest('end_time must be after start_time.', { param: 'end_time' });
  if (grouping === undefined) return [summaryOf(ctx, meter, customer, { start, end })];
  const windows = new Set(
    readingsOf(ctx, meter.id, customer, { start, end }).map(({ timestamp }) => Math.floor(timestamp / step) * step),
  );
  return [...windows]
    .toSorted((left, right) => right - left)
    .map((from) => summaryOf(ctx, meter, customer, { start: from, end: from + step }));
}

function summaryOf(ctx: Context, meter: Meter, customer: string, { start, end }: Period): Summary {
  return {
    // The same question gets the same id, so that a list can be paged.
    id: `mtrusg_test_${meter.id.slice(-8)}${customer.slice(-8)}${start.toString(36)}${end.toString(36)}`,
    object: 'billing.meter_event_summary',
    aggregated_value: aggregate(meter, readingsOf(ctx, meter.id, customer, { start, end })),
    end_time: end,
    livemode: false,
    meter: meter.id,
    start_time: start,
  };
}
