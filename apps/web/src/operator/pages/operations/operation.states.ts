import type { AdminSchemas } from '@guildhall/api-client';
import type { Mood } from '../../../ui/state-badge.js';

export type Operation = AdminSchemas['OperationResponse'];
export type OperationState = Operation['state'];

/** In the order in which an operator looks for them. Complete by type; words are `operation.state.*`. */
export const OPERATION_MOODS: Readonly<Record<OperationState, Mood>> = {
  stuck: 'bad',
  ambiguous: 'attention',
  pending: 'waiting',
  sending: 'waiting',
  rejected: 'over',
  succeeded: 'good',
};

export const OPERATION_STATES = Object.keys(OPERATION_MOODS) as readonly OperationState[];

/** Only these wait for a person. */
export function isOpen({ state }: Operation): boolean {
  return state === 'stuck' || state === 'ambiguous';
}
