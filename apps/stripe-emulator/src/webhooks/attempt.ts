/** What `GET /_emulator/deliveries` shows of an attempt. */
export interface Attempt {
  readonly event: string;
  readonly type: string;
  readonly endpoint: string;
  readonly url: string;
  readonly attempt: number;
  /** Milliseconds on the emulator's clock. */
  readonly atMs: number;
  readonly tookMs: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly outcome: 'delivered' | 'failed' | 'given_up' | 'dropped';
}
export type AttemptResult = Pick<Attempt, 'outcome' | 'status' | 'error' | 'tookMs'>;

/** Pauses before the second, third ... attempt; the last one repeats until three days have passed. */
const RETRY_PAUSES_SECONDS = [5, 30, 120, 600, 3600, 3 * 3600, 6 * 3600, 12 * 3600];
const GIVE_UP_AFTER_SECONDS = 3 * 24 * 3600;

/**
 * When to try again.
 * @param attempts how often it was tried before the attempt that just failed
 * @param created Unix seconds at which the delivery was planned
 * @returns milliseconds on the emulator's clock; undefined when it is given up
 */
export function nextAttemptMs(attempts: number, created: number, nowMs: number): number | undefined {
  const pause = RETRY_PAUSES_SECONDS[Math.min(attempts, RETRY_PAUSES_SECONDS.length - 1)] ?? GIVE_UP_AFTER_SECONDS;
  const next = nowMs + pause * 1000;
  return next <= (created + GIVE_UP_AFTER_SECONDS) * 1000 ? next : undefined;
}
