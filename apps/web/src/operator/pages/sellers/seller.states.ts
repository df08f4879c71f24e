import type { AdminSchemas } from '@guildhall/api-client';
import type { Mood } from '../../../ui/state-badge.js';

type Seller = AdminSchemas['SellerResponse'];
export type SellerState = (typeof SELLER_STATES)[number];

/** What the list of sellers can be narrowed to. */
export const SELLER_STATES = ['ready', 'not_ready', 'not_connected', 'disconnected', 'payouts_held'] as const;

/** Words are `seller.state.*`. */
export const SELLER_MOODS: Readonly<Record<SellerState, Mood>> = {
  ready: 'good',
  not_ready: 'attention',
  not_connected: 'waiting',
  disconnected: 'over',
  payouts_held: 'bad',
};

/** The one thing to know about a seller first. */
export function stateOfSeller({ deauthorizedAt, stripeAccountId, payoutHoldReason, readiness }: Seller): SellerState {
  if (deauthorizedAt !== null) return 'disconnected';
  if (stripeAccountId === null) return 'not_connected';
  if (payoutHoldReason !== null) return 'payouts_held';
  return readiness.canSell ? 'ready' : 'not_ready';
}

export const REQUIREMENT_MOODS: Readonly<Record<Seller['readiness']['missing'][number]['state'], Mood>> = {
  due: 'attention',
  past_due: 'bad',
  being_verified: 'waiting',
  rejected: 'bad',
};
