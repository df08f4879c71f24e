import { intervalOf, nextPayoutDay, type PayoutSchedule } from './payout-schedule.js';

describe('the next payout by schedule', () => {
  const FRIDAY = new Date('2026-01-30T15:00:00Z');
  const of = (schedule: Partial<PayoutSchedule>) =>
    nextPayoutDay({ delay_days: 2, interval: 'manual', ...schedule }, FRIDAY)
      ?.toISOString()
      .slice(0, 10) ?? null;

  it.each<[string, Partial<PayoutSchedule>, string | null]>([
    ['on request only: never by itself', { interval: 'manual' }, null],
    ['daily, but not at the weekend', { interval: 'daily' }, '2026-02-02'],
    ['weekly, not today even on its day', { interval: 'weekly', weekly_anchor: 'friday' }, '2026-02-06'],
    ['weekly on several days', { interval: 'weekly', weekly_payout_days: ['thursday', 'tuesday'] }, '2026-02-03'],
    ['monthly', { interval: 'monthly', monthly_anchor: 15 }, '2026-02-15'],
    ['monthly on a day that this month ends with', { interval: 'monthly', monthly_anchor: 31 }, '2026-01-31'],
    ['monthly on the last day of a short month', { interval: 'monthly', monthly_payout_days: [30] }, '2026-02-28'],
  ])('%s', (_name, schedule, day) => {
    expect(of(schedule)).toBe(day);
  });

  it('takes an interval that it does not know for one on request', () => {
    expect(intervalOf({ delay_days: 2, interval: 'hourly' })).toBe('manual');
  });
});
