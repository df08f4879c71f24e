import type { AdminSchemas } from '@guildhall/api-client';
import type { Mood } from '../../../ui/state-badge.js';

export type PayoutState = AdminSchemas['PayoutResponse']['state'];

/** Complete by type; words are `payout.state.*`. */
export const PAYOUT_MOODS: Readonly<Record<PayoutState, Mood>> = {
  requested: 'waiting',
  pending: 'waiting',
  in_transit: 'waiting',
  paid: 'good',
  failed: 'bad',
  canceled: 'over',
  rejected: 'bad',
};

export const PAYOUT_STATES = Object.keys(PAYOUT_MOODS) as readonly PayoutState[];
