/** How often something is billed, e.g. every three months. */
export interface Interval {
  readonly interval: string;
  readonly interval_count: number;
}

const FIXED_SECONDS: Readonly<Record<string, number>> = { day: 86_400, week: 7 * 86_400 };

/**
 * A moment plus a number of intervals, by UTC. Months keep the day of the month of `from`, or end on the last day of a
 * shorter month; so always count from the anchor, or the 31st would drift to the 28th.
 */
export function addIntervals(from: number, { interval, interval_count: count }: Interval, times: number): number {
  const fixed = FIXED_SECONDS[interval];
  if (fixed !== undefined) return from + fixed * count * times;
  const months = (interval === 'year' ? 12 : 1) * count * times;
  const date = new Date(from * 1000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  date.setUTCDate(Math.min(day, daysInMonth(date.getUTCFullYear(), date.getUTCMonth())));
  return Math.floor(date.getTime() / 1000);
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

export interface Period {
  readonly start: number;
  readonly end: number;
}

/** The whole billing period around a moment: it starts at or before it and ends after it. */
export function periodAround(anchor: number, interval: Interval, at: number): Period {
  let index = Math.floor((at - anchor) / approximateSeconds(interval));
  while (addIntervals(anchor, interval, index) > at) index -= 1;
  while (addIntervals(anchor, interval, index + 1) <= at) index += 1;
  return { start: addIntervals(anchor, interval, index), end: addIntervals(anchor, interval, index + 1) };
}

function approximateSeconds({ interval, interval_count: count }: Interval): number {
  const days = { day: 1, week: 7, month: 30.44, year: 365.25 }[interval] ?? 30.44;
  return days * 86_400 * count;
}

/** True when two prices are billed equally often. */
export function isSameInterval(left: Interval | null, right: Interval | null): boolean {
  return left?.interval === right?.interval && left?.interval_count === right?.interval_count;
}

/** The first moment after `from` that has the day, hour ... asked for (`billing_cycle_anchor_config`). */
export function nextMomentOf(
  from: number,
  config: {
    readonly day_of_month: number;
    readonly month?: number | null;
    readonly hour?: number | null;
    readonly minute?: number | null;
    readonly second?: number | null;
  },
): number {
  const start = new Date(from * 1000);
  const [hour, minute, second] = [
    config.hour ?? start.getUTCHours(),
    config.minute ?? (config.hour == null ? start.getUTCMinutes() : 0),
    config.second ?? (config.hour == null ? start.getUTCSeconds() : 0),
  ];
  for (let ahead = 0; ahead <= 13; ahead += 1) {
    const month = start.getUTCMonth() + ahead;
    if (config.month != null && (month % 12) + 1 !== config.month) continue;
    const day = Math.min(config.day_of_month, daysInMonth(start.getUTCFullYear(), month));
    const moment = Date.UTC(start.getUTCFullYear(), month, day, hour, minute, second) / 1000;
    if (moment > from) return moment;
  }
  return from;
}
