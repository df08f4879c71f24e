import type { ReactNode } from 'react';
import { type Mood, StateBadge } from '../../ui/state-badge.js';
import { useT } from '../messages.js';
import type { Order } from './use-order.js';

const MOODS = { to_ship: 'attention', shipped: 'good', going_back: 'over' } as const satisfies Record<string, Mood>;

export type Progress = keyof typeof MOODS;

/** What a seller has to do about an order. Only what is paid is shipped; what goes back to the buyer is not, or was. */
export function progressOf({ state, shippedAt }: Pick<Order, 'state' | 'shippedAt'>): Progress {
  if (state !== 'paid') return 'going_back';
  return shippedAt === null ? 'to_ship' : 'shipped';
}

export function OrderBadge({ order }: { order: Order }): ReactNode {
  const t = useT();
  const progress = progressOf(order);
  return <StateBadge mood={MOODS[progress]}>{t(`order.progress.${progress}`)}</StateBadge>;
}
