/** How patient the outbox is. The defaults are for production; tests shorten them. */
export interface OutboxSettings {
  /** A process that says nothing for this long has lost its operation to the next one. Renewed while a call lasts. */
  readonly leaseMs: number;
  /** Stripe forgets keys after 24 hours; an answer lost longer ago than this is looked up first. */
  readonly keyLifetimeMs: number;
  /** How long a failure stored under the key must have been final before a fresh key may be used. */
  readonly freshKeyAfterMs: number;
  /** First delay between attempts; doubles each time. */
  readonly backoffMs: number;
  readonly longestBackoffMs: number;
  /** So many failures in a row that only a person can mend, and the operation is stuck. */
  readonly triesBeforeStuck: number;
  /** How long `run` waits for an operation that another process is sending. */
  readonly longestWaitMs: number;
  readonly sweepEveryMs: number;
  /** Calls that the relay makes at the same time. */
  readonly relayConcurrency: number;
  readonly eventConcurrency: number;
  /** A domain event that failed so often is dead: visible, and handled again only when somebody asks. */
  readonly eventTries: number;
}

export const OUTBOX_SETTINGS = Symbol('guildhall:outbox-settings');

export const DEFAULT_OUTBOX_SETTINGS: OutboxSettings = {
  leaseMs: 10_000,
  keyLifetimeMs: 23 * 3_600_000,
  freshKeyAfterMs: 60_000,
  backoffMs: 500,
  longestBackoffMs: 60_000,
  triesBeforeStuck: 6,
  longestWaitMs: 10_000,
  sweepEveryMs: 1_000,
  relayConcurrency: 8,
  eventConcurrency: 4,
  eventTries: 12,
};
