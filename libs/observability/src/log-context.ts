import { AsyncLocalStorage } from 'node:async_hooks';

/** What a log line is about. Ids only: no names, no amounts, nothing personal. */
export interface LogContext {
  requestId?: string;
  userId?: string;
  orderId?: string;
  operationId?: string;
  sellerId?: string;
  /** Ids of Stripe: evt_, pi_, acct_ ... */
  stripeEventId?: string;
  stripeObjectId?: string;
  stripeAccount?: string;
  stripeRequestId?: string;
}

const storage = new AsyncLocalStorage<LogContext>();

/** Runs `work`; every line logged in it, however deep, carries the ids (added to those of the caller). */
export function withLogContext<Result>(ids: LogContext, work: () => Result): Result {
  return storage.run({ ...storage.getStore(), ...ids }, work);
}

/** Adds ids that became known on the way (the order just created) to the running context; without one, does nothing. */
export function addLogContext(ids: LogContext): void {
  const running = storage.getStore();
  if (running !== undefined) Object.assign(running, ids);
}

export function currentLogContext(): Readonly<LogContext> {
  return storage.getStore() ?? {};
}
