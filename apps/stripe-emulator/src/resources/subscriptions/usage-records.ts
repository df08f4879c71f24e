import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { listParamsOf, p, paramsOf } from '../../core/params.js';
import { defineResource, route, type Resource } from '../../core/resource.js';
import { announceUsage } from '../meters/meter-usage.js';
import { prices } from '../prices/price.resource.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import type { Period } from './cycle.js';
import { isMetered } from './subscription-state.js';
import { subscriptionItems, subscriptions, type SubscriptionItem } from './subscription.resource.js';

/** Usage as versions before 2025-03-31.basil recorded it, item by item. */
interface UsageRecord {
  readonly id: string;
  readonly object: 'usage_record';
  readonly livemode: false;
  readonly quantity: number;
  readonly subscription_item: string;
  readonly timestamp: number;
}

export const usageRecords: Resource<UsageRecord, undefined> = defineResource<UsageRecord>({
  object: 'usage_record',
  idPrefix: 'mbur',
  filters: { subscription_item: ({ subscription_item: item }) => item },
});

const REMOVED_IN = '2025-03-31.basil';
const createParams = paramsOf<object>()({
  action: p.enum(['increment', 'set']),
  quantity: p.integer({ min: 0 }).required(),
  timestamp: p.oneOf(p.enum(['now']), p.timestamp()),
});

function recordsIn(ctx: Context, item: string, { start, end }: Period): UsageRecord[] {
  return ctx
    .all(usageRecords, { subscription_item: item })
    .filter(({ timestamp }) => timestamp >= start && timestamp < end)
    .toSorted((left, right) => left.timestamp - right.timestamp);
}

/** The records of a period taken together as the price says (`aggregate_usage`). */
export function recordedQuantity(ctx: Context, item: SubscriptionItem, period: Period): number {
  const formula =
    ctx.find(prices, item.price.id) === undefined ? null : ctx.hidden(prices, item.price.id).aggregateUsage;
  const from = formula === 'last_ever' ? { ...period, start: 0 } : period;
  const quantities = recordsIn(ctx, item.id, from).map(({ quantity }) => quantity);
  if (formula === 'max') return Math.max(0, ...quantities);
  if (formula === 'last_ever' || formula === 'last_during_period') return quantities.at(-1) ?? 0;
  return quantities.reduce((sum, quantity) => sum + quantity, 0);
}

interface NewRecord {
  readonly quantity: number;
  readonly action?: 'increment' | 'set';
  readonly timestamp?: 'now' | number;
}

function recordQuantity(anyTime: Context, id: string, { quantity, action = 'increment', timestamp }: NewRecord) {
  const item = anyTime.require(subscriptionItems, id);
  if (!isMetered(item))
    throw invalidRequest(
      `Cannot create the usage record because the subscription item ${id} belongs to a licensed plan.`,
    );
  const { customer } = anyTime.require(subscriptions, item.subscription);
  const ctx = atCustomersTime(anyTime, customer as string);
  const at = timestamp === undefined || timestamp === 'now' ? ctx.now : timestamp;
  if (at < item.current_period_start || at > ctx.now + 300)
    throw invalidRequest(
      `Cannot create the usage record with this timestamp because timestamps must be after the subscription's last invoice period (or current period start time).`,
      { param: 'timestamp' },
    );
  const known = ctx.all(usageRecords, { subscription_item: id }).find((record) => record.timestamp === at);
  if (known !== undefined)
    return ctx.update(usageRecords, known.id, { quantity: action === 'set' ? quantity : known.quantity + quantity });
  const record = ctx.insert(usageRecords, {
    id: ctx.id(usageRecords.idPrefix),
    object: 'usage_record',
    livemode: false,
    quantity,
    subscription_item: id,
    timestamp: at,
  });
  announceUsage(ctx, customer as string);
  return record;
}

export const usageRecordRoutes = [
  route({
    method: 'POST',
    path: '/v1/subscription_items/:item/usage_records',
    permission: 'usage_record',
    params: createParams,
    removedIn: REMOVED_IN,
    handle: (ctx) => recordQuantity(ctx, ctx.pathId('item'), ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/subscription_items/:item/usage_record_summaries',
    permission: 'usage_record',
    params: listParamsOf<object>()({}),
    removedIn: REMOVED_IN,
    handle: (ctx) => {
      const item = ctx.require(subscriptionItems, ctx.pathId('item'));
      const period = { start: item.current_period_start, end: item.current_period_end };
      const summary = {
        id: `sis_${item.id.slice(3)}`,
        object: 'usage_record_summary',
        invoice: null,
        livemode: false,
        period: { end: null, start: null },
        subscription_item: item.id,
        total_usage: recordedQuantity(ctx, item, period),
      };
      return { object: 'list', data: [summary], has_more: false, url: ctx.url };
    },
  }),
];
