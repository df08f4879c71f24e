import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages.context.js';
import { relativeTime } from './relative-time.js';
import styles from './when.module.css';

/** A moment in the viewer's zone: how long ago, and the exact instant on hover, focus and in the markup. */
export function When({ at, exact = false }: WhenProps): ReactNode {
  const { locale } = useMessages();
  const date = new Date(at);
  const instant = date.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'long' });
  const text =
    (exact ? null : relativeTime(date, new Date(), locale)) ??
    date.toLocaleString(locale, exact ? { dateStyle: 'medium', timeStyle: 'short' } : { dateStyle: 'medium' });
  return (
    <time className={`gh-numbers ${styles.when}`} dateTime={date.toISOString()} title={instant}>
      {text}
    </time>
  );
}

interface WhenProps {
  /** ISO 8601, as the APIs write it. */
  readonly at: string;
  /** True: date and time instead of "3 hours ago". */
  readonly exact?: boolean;
}
