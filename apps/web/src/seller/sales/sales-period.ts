export const SALES_PERIODS = ['days', 'weeks', 'months'] as const;
export type SalesPeriodName = (typeof SALES_PERIODS)[number];

export interface SalesPeriod {
  readonly from: string;
  readonly to: string;
  readonly interval: 'day' | 'week' | 'month';
}

/** Up to and with the present day, week or month of the viewer's zone: 30 days, 12 weeks from Monday, or 12 months. */
export function salesPeriod(name: SalesPeriodName, now: Date): SalesPeriod {
  const day = (months: number, days: number): string =>
    new Date(now.getFullYear(), now.getMonth() + months, days).toISOString();
  const today = now.getDate();
  const to = day(0, today + 1);
  if (name === 'days') return { from: day(0, today - 29), to, interval: 'day' };
  if (name === 'weeks') return { from: day(0, today - ((now.getDay() + 6) % 7) - 77), to, interval: 'week' };
  return { from: day(-11, 1), to, interval: 'month' };
}
