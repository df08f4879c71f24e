import type { AdminSchemas } from '@guildhall/api-client';
import type { Mood } from '../../../ui/state-badge.js';

export type Run = AdminSchemas['ReconciliationRunResponse'];
export type Difference = AdminSchemas['DifferenceResponse'];

/** Complete by type; words are `run.state.*`. */
export const RUN_MOODS: Readonly<Record<Run['state'], Mood>> = {
  queued: 'waiting',
  running: 'waiting',
  finished: 'good',
  failed: 'bad',
};

export function isOver({ state }: Run): boolean {
  return state === 'finished' || state === 'failed';
}
