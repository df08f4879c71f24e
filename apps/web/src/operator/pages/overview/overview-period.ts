export const PRESETS = ['7', '30', '90'] as const;
export type Choice = (typeof PRESETS)[number] | 'dates';

const DEFAULT: Choice = '30';
const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** Up to here a point is a day, beyond a week. */
const MOST_DAYS_BY_DAY = 120;

/** What the overview is about: whole days of the viewer's time zone. */
export interface Period {
  readonly choice: Choice;
  /** First and last day, as a date input has them. */
  readonly first: string;
  readonly last: string;
  /** As the API takes it: the instant at which the first day begins, and the one at which the last is over. */
  readonly from: string;
  readonly to: string;
  readonly interval: 'hour' | 'day' | 'week';
}

/** Reads the period from the page's address. What is no period is the default one: today and the 29 days before. */
export function periodOf(params: URLSearchParams, now: Date): Period {
  const first = dayOf(params.get('first'));
  const last = dayOf(params.get('last'));
  if (first !== null && last !== null && first <= last) return between('dates', first, last);
  const choice = PRESETS.find((preset) => preset === params.get('days')) ?? DEFAULT;
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  return between(choice, plusDays(today, 1 - Number(choice)), today);
}

function between(choice: Choice, first: Date, last: Date): Period {
  const to = plusDays(last, 1);
  const days = Math.round((to.getTime() - first.getTime()) / DAY_MS);
  const interval = days <= 2 ? 'hour' : days <= MOST_DAYS_BY_DAY ? 'day' : 'week';
  return {
    choice,
    first: dateOf(first),
    last: dateOf(last),
    from: first.toISOString(),
    to: to.toISOString(),
    interval,
  };
}

/** Midnight of a date by the viewer's clock; null for what is no date. */
function dayOf(text: string | null): Date | null {
  if (text === null || !DATE.test(text)) return null;
  const at = new Date(`${text}T00:00:00`);
  return Number.isNaN(at.getTime()) || dateOf(at) !== text ? null : at;
}

/** By the calendar: a day of a clock change has 23 or 25 hours. */
function plusDays(day: Date, days: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
}

function dateOf(day: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
