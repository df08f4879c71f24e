import type { StripeOperationState } from '@guildhall/database';
import type { Verdict } from '@guildhall/stripe';
import type { OutboxSettings } from './outbox.settings.js';

/** Which state may follow which. */
export const ALLOWED_TRANSITIONS: Record<StripeOperationState, readonly StripeOperationState[]> = {
  pending: ['sending'],
  sending: [
    'sending', // the lease ran out and another process took over
    'pending', // it certainly did not happen
    'ambiguous', // it may have happened
    'succeeded',
    'rejected',
    'stuck',
  ],
  ambiguous: ['sending'],
  stuck: ['pending', 'ambiguous'], // an operator asks for another attempt
  succeeded: [],
  rejected: [],
};

/** Verdicts on a call, and what else can go wrong with an attempt. */
export type Failure = Verdict | 'apply_failed' | 'unknown_kind';

export interface Attempted {
  /** An earlier attempt may have happened. */
  readonly wasAmbiguous: boolean;
  /** Failures of the same sort in a row, this one included. */
  readonly inARow: number;
  readonly attempts: number;
}

export interface NextStep {
  readonly state: 'pending' | 'ambiguous' | 'rejected' | 'stuck';
  readonly delayMs: number;
}

/** Only these end up stuck: waiting does not mend them. */
const NEEDS_A_PERSON: readonly Failure[] = ['misconfigured', 'apply_failed', 'unknown_kind'];

/**
 * What follows a failed attempt. Pure.
 * @param random from 0 to 1: spreads the attempts of operations that failed together
 */
export function afterFailure(
  failure: Failure,
  attempted: Attempted,
  settings: OutboxSettings,
  random: number,
): NextStep {
  if (failure === 'rejected') return { state: 'rejected', delayMs: 0 };
  if (NEEDS_A_PERSON.includes(failure) && attempted.inARow >= settings.triesBeforeStuck) {
    return { state: 'stuck', delayMs: 0 };
  }
  // Having happened once cannot be undone by a later attempt that certainly did not.
  const mayHaveHappened = attempted.wasAmbiguous || failure === 'ambiguous' || failure === 'apply_failed';
  return { state: mayHaveHappened ? 'ambiguous' : 'pending', delayMs: backoff(attempted.attempts, settings, random) };
}

function backoff(attempts: number, { backoffMs, longestBackoffMs }: OutboxSettings, random: number): number {
  const ceiling = Math.min(longestBackoffMs, backoffMs * 2 ** Math.min(attempts - 1, 20));
  return Math.round(ceiling * (0.5 + random / 2));
}

export interface SentBefore {
  /** Since the key was first used; null when it never was. */
  readonly sentAgoMs: number | null;
  /** Stripe answers this key with a stored 5xx for ever. */
  readonly replayedFailure: boolean;
}

/** Whether the next attempt must ask Stripe what the last ones did before it sends anything. */
export function mustLookUpFirst({ sentAgoMs, replayedFailure }: SentBefore, settings: OutboxSettings): boolean {
  if (sentAgoMs === null) return false;
  return replayedFailure || sentAgoMs >= settings.keyLifetimeMs;
}

/** Whether a fresh key may be used after Stripe was asked and has nothing. */
export function mayUseFreshKey({ sentAgoMs }: SentBefore, settings: OutboxSettings): boolean {
  return sentAgoMs !== null && sentAgoMs >= Math.min(settings.freshKeyAfterMs, settings.keyLifetimeMs);
}

/** `key`, `key#2`, `key#3`: visible in Stripe's logs as further tries of one operation. */
export function nextKey(key: string): string {
  const [base = key, count = '1'] = key.split('#');
  return `${base}#${Number(count) + 1}`;
}
