import type { ReactNode } from 'react';
import { useMessages } from '../../i18n/messages.context.js';

/** A bank's day, which is the same everywhere: payouts have no hour. */
export function PayoutDay({ at }: { at: string }): ReactNode {
  const { locale } = useMessages();
  const text = new Date(at).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return <time dateTime={at.slice(0, 10)}>{text}</time>;
}
