import type Stripe from 'stripe';

export type PayoutSchedule = Stripe.Account.Settings.Payouts.Schedule;

export const SCHEDULE_INTERVALS = ['manual', 'daily', 'weekly', 'monthly'] as const;
export type ScheduleInterval = (typeof SCHEDULE_INTERVALS)[number];

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** Every day of a month comes within this. */
const MOST_DAYS_AHEAD = 62;

export function intervalOf({ interval }: PayoutSchedule): ScheduleInterval {
  return SCHEDULE_INTERVALS.find((each) => each === interval) ?? 'manual';
}

/**
 * The next day on which Stripe makes payouts by the account's schedule: an estimate, because Stripe puts bank holidays off.
 * @returns midnight UTC after `now`; null when payouts are made on request only
 */
export function nextPayoutDay(schedule: PayoutSchedule, now: Date): Date | null {
  if (intervalOf(schedule) === 'manual') return null;
  for (let ahead = 1; ahead <= MOST_DAYS_AHEAD; ahead += 1) {
    const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + ahead));
    if (isPayoutDay(schedule, day)) return day;
  }
  return null;
}

/** Banks carry nothing out at weekends. */
function isPayoutDay(schedule: PayoutSchedule, day: Date): boolean {
  const weekday = WEEKDAYS[day.getUTCDay()] ?? '';
  switch (intervalOf(schedule)) {
    case 'weekly':
      return (schedule.weekly_payout_days ?? [schedule.weekly_anchor ?? 'monday']).includes(weekday);
    case 'monthly': {
      const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
      const anchors = schedule.monthly_payout_days ?? [schedule.monthly_anchor ?? 1];
      return anchors.some((anchor) => Math.min(anchor, last) === day.getUTCDate());
    }
    default:
      return weekday !== 'saturday' && weekday !== 'sunday';
  }
}
