import { OverviewPeriodInvalid } from './overview.errors.js';

export const INTERVALS = ['hour', 'day', 'week'] as const;
export type Interval = (typeof INTERVALS)[number];

/** More points than this are no chart any more. */
const MOST_POINTS = 1_000;
const INTERVAL_MS: Record<Interval, number> = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/** From an instant until just before another, cut into hours, days or weeks (from Monday) of a time zone. */
export class OverviewPeriod {
  private constructor(
    readonly from: Date,
    readonly to: Date,
    readonly interval: Interval,
    /** IANA name. */
    readonly timeZone: string,
  ) {}

  /** @throws OverviewPeriodInvalid */
  static of(wanted: { from: Date; to: Date; interval: Interval; timeZone: string }): OverviewPeriod {
    const { from, to, interval, timeZone } = wanted;
    if (from >= to) throw new OverviewPeriodInvalid('The period ends before it begins.');
    if ((to.getTime() - from.getTime()) / INTERVAL_MS[interval] > MOST_POINTS)
      throw new OverviewPeriodInvalid(`The period has more than ${MOST_POINTS} points: take a longer interval.`);
    if (!isTimeZone(timeZone)) throw new OverviewPeriodInvalid(`"${timeZone}" is not a time zone: use an IANA name.`);
    return new OverviewPeriod(from, to, interval, timeZone);
  }

  /** Where the period of the same length begins that ends where this one begins. */
  get previousFrom(): Date {
    return new Date(2 * this.from.getTime() - this.to.getTime());
  }
}

/** Names only, no offsets: PostgreSQL reads the sign of an offset the other way round. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
