import { AsyncLocalStorage } from 'node:async_hooks';
import { Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import type { RequestBudget } from './request-budget.js';

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;
type RequestArguments = Parameters<HttpClient['makeRequest']>;

/** What is true of the Stripe calls made inside one piece of work. */
export interface CallScope {
  /** Lower goes first when the rate limit is near. */
  readonly priority: number;
  /** Inside an operation's `send`. */
  readonly mayMutate: boolean;
  /** A request of this scope left and its answer did not come. */
  mayHaveArrived: boolean;
}

/** A POST or DELETE that no committed operation row stands behind. */
export class MutationOutsideOperation extends Error {
  constructor(method: string, path: string) {
    super(`${method} ${path} outside an operation: record it in the outbox instead of calling Stripe`);
    this.name = 'MutationOutsideOperation';
  }
}

const NEVER_SENT_CODES: readonly unknown[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'];

/** Whether the connection failed before anything could be sent over it. */
export function wasNeverSent(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && NEVER_SENT_CODES.includes(error.code);
}

/** They make a short-lived link for a person and nothing that lasts, so a repeat doubles nothing and no row is kept. */
const EPHEMERAL = /^\/v1\/(account_links|account_sessions|accounts\/\w+\/login_links)$/;
const PAUSE_AFTER_429_MS = 250;

/** Stripe's HTTP client behind a rate limit, refusing mutations that did not come through the outbox. */
export class GuardedHttpClient {
  private readonly logger = new Logger(GuardedHttpClient.name);
  readonly scopes = new AsyncLocalStorage<CallScope>();

  constructor(
    private readonly inner: HttpClient,
    private readonly budget: RequestBudget,
    private readonly defaultPriority: number,
  ) {}

  getClientName(): string {
    return this.inner.getClientName();
  }

  async makeRequest(...request: RequestArguments): ReturnType<HttpClient['makeRequest']> {
    const [, , path, method] = request;
    const scope = this.scopes.getStore();
    if (method !== 'GET' && scope?.mayMutate !== true && !EPHEMERAL.test(path)) {
      const refusal = new MutationOutsideOperation(method, path);
      this.logger.error(refusal.message); // the SDK hides what its HTTP client throws
      throw refusal;
    }
    await this.budget.take(scope?.priority ?? this.defaultPriority);
    try {
      const response = await this.inner.makeRequest(...request);
      if (response.getStatusCode() === 429) this.budget.pause(PAUSE_AFTER_429_MS);
      return response;
    } catch (error) {
      throw scope === undefined ? error : asSeenByScope(error, scope);
    }
  }
}

/** The SDK repeats a closed connection once by itself: "refused" after "reset" must not look like "never sent". */
function asSeenByScope(error: unknown, scope: CallScope): unknown {
  const neverSent = wasNeverSent(error);
  if (!neverSent) scope.mayHaveArrived = true;
  return neverSent && scope.mayHaveArrived ? new Error('the connection failed again', { cause: error }) : error;
}
