import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages.context.js';

/** A bank's day, which Stripe writes as the midnight of UTC: the same everywhere, and without an hour. @param at ISO 8601 */
export function UtcDay({ at }: { at: string }): ReactNode {
  const { locale } = useMessages();
  const day = new Date(at).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <time className="gh-numbers" dateTime={at.slice(0, 10)}>
      {day}
    </time>
  );
}
