import type { ReactNode } from 'react';
import { UtcDay } from '../../../ui/utc-day.js';
import type { Payout } from './use-payout-columns.js';

const NEVER_ARRIVE: readonly Payout['state'][] = ['canceled', 'failed', 'rejected'];

/** The day on which a payout arrives; none for one that does not. */
export function PayoutDay({ payout: { state, arrivesAt } }: { payout: Payout }): ReactNode {
  return arrivesAt === null || NEVER_ARRIVE.includes(state) ? '–' : <UtcDay at={arrivesAt} />;
}
