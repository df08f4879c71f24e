import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProblem } from '@guildhall/api-client';
import Stripe from 'stripe';

const LONGEST_PAUSE_MS = 1_000;
/** A failure of the server itself may be its own death; one that stays is a bug and should be seen. */
const MOST_SERVER_ERRORS = 6;

/** Repeats calls until the process that answers them is there again. What is repeated must carry its own key. */
export class Patience {
  constructor(
    private readonly signal: AbortSignal,
    private readonly deadlineMs = 180_000,
  ) {}

  /** @throws what the call throws when repeating it cannot help, or did not for long */
  async with<T>(call: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + this.deadlineMs;
    let serverErrors = 0;
    for (let attempt = 0; ; attempt += 1) {
      this.signal.throwIfAborted();
      try {
        return await call();
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 500) serverErrors += 1;
        if (!mayPass(error) || serverErrors > MOST_SERVER_ERRORS || Date.now() > deadline) throw error;
        await sleep(Math.min(100 * 2 ** attempt, LONGEST_PAUSE_MS), undefined, { signal: this.signal });
      }
    }
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof ApiProblem) {
    return error.status >= 500 || error.status === 429 || error.is('idempotency_key_in_use');
  }
  if (error instanceof Stripe.errors.StripeConnectionError) return true;
  // What `fetch` throws when the connection is refused, or cut before or in the middle of the answer. Known by its name:
  // under Jest it is a TypeError of another realm.
  const { name, message } = error as Partial<Error>;
  return name === 'TypeError' && /fetch failed|terminated/.test(message ?? '');
}
