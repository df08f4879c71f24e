import type { Context } from '../../core/context.js';
import type { Period } from '../subscriptions/cycle.js';
import { meterEvents, type Meter, type MeterEventHidden, type StoredMeterEvent } from './meter.resource.js';

export interface MeterReading {
  readonly timestamp: number;
  readonly value: number;
}

/** What a customer used of a meter from the start of a period to just before its end, oldest first. */
export function readingsOf(ctx: Context, meter: string, customer: string, { start, end }: Period): MeterReading[] {
  return ctx.store
    .all(meterEvents, ctx.account, { usage: `${meter}|${customer}` })
    .map(({ object, hidden }): [StoredMeterEvent, MeterEventHidden] => [object, hidden])
    .filter(([{ timestamp }, hidden]) => !hidden.isCanceled && timestamp >= start && timestamp < end)
    .map(([{ timestamp }, { value }]) => ({ timestamp, value }))
    .toSorted((left, right) => left.timestamp - right.timestamp);
}

/** Takes readings together as the meter says: their sum, their number, or the last one. */
export function aggregate(meter: Meter, readings: readonly MeterReading[]): number {
  const { formula } = meter.default_aggregation;
  if (formula === 'count') return readings.length;
  if (formula === 'last') return readings.at(-1)?.value ?? 0;
  return readings.reduce((sum, { value }) => sum + value, 0);
}

type UsageListener = (ctx: Context, customer: string) => void;
const listeners: UsageListener[] = [];

/** Registers who wants to know when a customer used something. */
export function onUsage(listener: UsageListener): void {
  listeners.push(listener);
}

export function announceUsage(ctx: Context, customer: string): void {
  for (const listener of listeners) listener(ctx, customer);
}
