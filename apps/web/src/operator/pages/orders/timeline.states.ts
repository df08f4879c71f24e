import type { Mood } from '../../../ui/state-badge.js';

/** The states of everything that a timeline can show; words are `timeline.state.*`. */
const MOODS = {
  ambiguous: 'attention',
  awaiting_payment: 'waiting',
  booked: 'good',
  canceled: 'over',
  created: 'good',
  dead: 'bad',
  done: 'good',
  expired: 'over',
  failed: 'bad',
  ignored: 'over',
  in_transit: 'waiting',
  paid: 'good',
  pending: 'waiting',
  processed: 'good',
  processing: 'waiting',
  refunded: 'over',
  refunding: 'attention',
  rejected: 'bad',
  requested: 'waiting',
  requires_action: 'attention',
  reversed: 'over',
  sending: 'waiting',
  stuck: 'bad',
  succeeded: 'good',
  waiting: 'waiting',
} as const satisfies Readonly<Record<string, Mood>>;

export type TimelineState = keyof typeof MOODS;

/** @returns null for a state that nobody here has words for */
export function knownState(state: string): { name: TimelineState; mood: Mood } | null {
  return isKnown(state) ? { name: state, mood: MOODS[state] } : null;
}

function isKnown(state: string): state is TimelineState {
  return Object.hasOwn(MOODS, state);
}
