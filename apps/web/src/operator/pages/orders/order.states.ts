import type { AdminSchemas } from '@guildhall/api-client';
import type { Mood } from '../../../ui/state-badge.js';

export type OrderState = AdminSchemas['OrderSummaryResponse']['state'];

/** Complete by type: a new state of the API does not compile until it has a mood (and its words, `order.state.*`). */
export const ORDER_MOODS: Readonly<Record<OrderState, Mood>> = {
  awaiting_payment: 'waiting',
  processing: 'waiting',
  paid: 'good',
  refunding: 'attention',
  refunded: 'over',
  canceled: 'over',
  expired: 'over',
};

export const ORDER_STATES = Object.keys(ORDER_MOODS) as readonly OrderState[];
