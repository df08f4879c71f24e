import type { ReactNode } from 'react';
import { useMessages } from '../../../i18n/messages.context.js';
import type { Payout } from './use-payout-columns.js';

const NEVER_ARRIVE: readonly Payout['state'][] = ['canceled', 'failed', 'rejected'];

/** The day on which a payout arrives, which Stripe writes as the midnight of UTC; none for one that does not arrive. */
export function PayoutDay({ payout: { state, arrivesAt } }: { payout: Payout }): ReactNode {
  const { locale } = useMessages();
  if (arrivesAt === null || NEVER_ARRIVE.includes(state)) return '–';
  const day = new Date(arrivesAt).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <time className="gh-numbers" dateTime={arrivesAt.slice(0, 10)}>
      {day}
    </time>
  );
}
