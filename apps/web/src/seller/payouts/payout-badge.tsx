import type { SellerSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { type Mood, StateBadge } from '../../ui/state-badge.js';
import { useT } from '../messages.js';

export type Payout = SellerSchemas['PayoutResponse'];

/** Complete by type: a new state of the API does not compile until it has a mood (and its words, `payout.state.*`). */
const MOODS: Readonly<Record<Payout['state'], Mood>> = {
  requested: 'waiting',
  pending: 'waiting',
  in_transit: 'waiting',
  paid: 'good',
  failed: 'bad',
  canceled: 'over',
  rejected: 'bad',
};

export function PayoutBadge({ state }: Pick<Payout, 'state'>): ReactNode {
  const t = useT();
  return <StateBadge mood={MOODS[state]}>{t(`payout.state.${state}`)}</StateBadge>;
}
