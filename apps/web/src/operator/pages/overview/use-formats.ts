import { Money as Amount } from '@guildhall/money';
import { useMessages } from '../../../i18n/messages.context.js';
import type { Period } from './overview-period.js';

/** How figures of the overview are written. */
export function useFormats(interval: Period['interval']): Formats {
  const { locale } = useMessages();
  const number = new Intl.NumberFormat(locale);
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const unit = (name: 'second' | 'millisecond'): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 1 });
  const point = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    ...(interval === 'hour' ? { hour: '2-digit' } : {}),
  });
  return {
    money: (minor, currency) => Amount.of(minor, currency).format(locale),
    count: (value) => number.format(value),
    rate: (basisPoints) => (basisPoints === null ? '–' : percent.format(basisPoints / 10_000)),
    change: (value) => signed.format(value),
    points: (basisPoints) => signed.format(basisPoints / 100),
    lag: (ms) => (ms === null ? '–' : ms < 1_000 ? unit('millisecond').format(ms) : unit('second').format(ms / 1_000)),
    point: (instant) => point.format(new Date(instant)),
  };
}

export interface Formats {
  readonly money: (minor: number, currency: string) => string;
  readonly count: (value: number) => string;
  /** Null: there is nothing to divide by. */
  readonly rate: (basisPoints: number | null) => string;
  /** With its sign: "+3". */
  readonly change: (value: number) => string;
  /** A difference of rates, in percentage points, with its sign: "−1.2". */
  readonly points: (basisPoints: number) => string;
  readonly lag: (ms: number | null) => string;
  /** Of a chart: an hour, a day, or the first day of a week. */
  readonly point: (instant: string) => string;
}
