import type { StripeOperationEntity } from '@guildhall/database';
import { failpoint } from '@guildhall/observability';
import { classify, OPERATION_CALL, StripeClient, toProblem, wasReplayed } from '@guildhall/stripe';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { DataSource, QueryFailedError } from 'typeorm';
import { afterFailure, type Failure, mayUseFreshKey, mustLookUpFirst, nextKey } from './operation.states.js';
import { LeaseLost, type LeasedOperation, OperationStore } from './operation.store.js';
import { type AnyOperation, OperationRegistry } from './operation-registry.js';
import type { StripeRejection } from './operation.js';
import { OUTBOX_SETTINGS, type OutboxSettings } from './outbox.settings.js';

/** The operation after an attempt, and Stripe's answer when this very attempt got it. Never store the answer: it may hold secrets. */
export interface Attempt<Result = { id: string }> {
  readonly operation: StripeOperationEntity;
  readonly result: Result | null;
}

/** PostgreSQL gave up one of two transactions, or this one lost a race: the same again will do. */
const TRANSIENT_DATABASE_ERRORS = ['40001', '40P01', '55P03'];
const APPLY_TRIES = 3;

/** One attempt at one leased operation: look up or send, then apply the answer in one transaction with the state. */
@Injectable()
export class OperationRunner {
  private readonly logger = new Logger(OperationRunner.name);

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    private readonly store: OperationStore,
    private readonly registry: OperationRegistry,
    private readonly stripe: StripeClient,
    @Inject(OUTBOX_SETTINGS) private readonly settings: OutboxSettings,
  ) {}

  async attempt(leased: LeasedOperation): Promise<Attempt> {
    const renewal = setInterval(() => {
      this.store.renew(leased).catch(() => undefined); // the fence notices when it was lost
    }, this.settings.leaseMs / 3);
    try {
      failpoint('outbox:after-claim', leased.operation.kind, leased.operation.id);
      return await this.settle(leased);
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      this.logger.warn(error.message);
      return { operation: await this.store.find(leased.operation.id), result: null };
    } finally {
      clearInterval(renewal);
    }
  }

  private async settle(leased: LeasedOperation): Promise<Attempt> {
    const { operation } = leased;
    const handler = this.registry.operation(operation.kind);
    const resolution = resolutionOf(operation);
    if (handler === undefined) {
      if (resolution !== null) return this.reject(leased, undefined, resolution);
      const reason = `no class in this process is the operation ${operation.kind}`;
      return this.fail(leased, 'unknown_kind', new Error(reason));
    }
    if (resolution === null && !mustLookUpFirst(leased, this.settings)) return this.send(leased, handler);
    return this.lookUp(leased, handler, resolution);
  }

  /** The answer was lost for good: what does Stripe have? */
  private async lookUp(
    leased: LeasedOperation,
    handler: AnyOperation,
    resolution: StripeRejection | null,
  ): Promise<Attempt> {
    const { operation } = leased;
    let found: { id: string } | null;
    try {
      found = await this.stripe.withPriority(operation.priority, () => handler.find(this.stripe.sdk, operation));
    } catch (error) {
      // Reading changes nothing: whatever is wrong, what is known of the operation stays as it is.
      const verdict = classify(error);
      return this.fail(leased, verdict === 'rejected' ? 'misconfigured' : verdict, error);
    }
    failpoint('outbox:after-look-up', operation.kind, operation.id);
    if (found !== null) return this.succeed(leased, handler, found);
    if (resolution !== null) return this.reject(leased, handler, resolution);
    if (!mayUseFreshKey(leased, this.settings)) {
      return this.fail(leased, 'ambiguous', new Error('Stripe has nothing yet; waiting before a fresh key is used'));
    }
    const fresh = await this.store.useKey(leased, nextKey(operation.idempotencyKey));
    this.logger.warn(
      `operation ${operation.id} is sent again as ${fresh.operation.idempotencyKey}: Stripe has nothing of it`,
    );
    failpoint('outbox:after-fresh-key', operation.kind, operation.id);
    return this.send(fresh, handler);
  }

  private async send(leased: LeasedOperation, handler: AnyOperation): Promise<Attempt> {
    const { operation } = leased;
    const options: Stripe.RequestOptions = {
      ...OPERATION_CALL,
      idempotencyKey: operation.idempotencyKey,
      apiVersion: operation.apiVersion,
      ...(operation.stripeAccount !== null && { stripeAccount: operation.stripeAccount }),
    };
    let result: { id: string };
    failpoint('outbox:before-call', operation.kind, operation.id);
    try {
      result = await this.stripe.operate(operation.priority, () =>
        handler.send(this.stripe.sdk, operation.params, options, operation),
      );
    } catch (error) {
      failpoint('outbox:after-call', operation.kind, operation.id);
      const verdict = classify(error);
      return verdict === 'rejected'
        ? this.reject(leased, handler, toProblem(error))
        : this.fail(leased, verdict, error);
    }
    failpoint('outbox:after-call', operation.kind, operation.id);
    return this.succeed(leased, handler, result);
  }

  private succeed(leased: LeasedOperation, handler: AnyOperation, result: { id: string }): Promise<Attempt> {
    return this.apply(leased, result, async (manager) => {
      const operation = await this.store.succeed(manager, leased, result.id, requestIdOf(result));
      await handler.succeeded(result, operation, manager);
      return operation;
    });
  }

  private reject(
    leased: LeasedOperation,
    handler: AnyOperation | undefined,
    problem: StripeRejection,
  ): Promise<Attempt> {
    return this.apply(leased, null, async (manager) => {
      const operation = await this.store.reject(manager, leased, problem);
      await handler?.rejected(problem, operation, manager);
      return operation;
    });
  }

  /** The answer is known; only writing it down can fail now, and then the same key gets the same answer again. */
  private async apply(
    leased: LeasedOperation,
    result: { id: string } | null,
    change: (manager: DataSource['manager']) => Promise<StripeOperationEntity>,
  ): Promise<Attempt> {
    for (let tried = 1; ; tried += 1) {
      try {
        const operation = await this.dataSource.transaction(async (manager) => {
          const changed = await change(manager);
          failpoint('outbox:before-result-commit', changed.kind, changed.id);
          return changed;
        });
        failpoint('outbox:after-result-commit', operation.kind, operation.id);
        return { operation, result };
      } catch (error) {
        if (error instanceof LeaseLost) throw error;
        if (isTransient(error) && tried < APPLY_TRIES) continue;
        return await this.fail(leased, 'apply_failed', error);
      }
    }
  }

  private async fail(leased: LeasedOperation, failure: Failure, error: unknown): Promise<Attempt> {
    const { operation, wasAmbiguous, replayedFailure } = leased;
    const problem = toProblem(error);
    const before = operation.lastError;
    const inARow = (before?.failure === failure ? Number(before.inARow) : 0) + 1;
    const next = afterFailure(
      failure,
      { wasAmbiguous, inARow, attempts: operation.attempts },
      this.settings,
      Math.random(),
    );
    const lastError = {
      ...problem,
      failure,
      inARow,
      ...((replayedFailure || (failure === 'ambiguous' && wasReplayed(error))) && { replayed: true }),
      ...(before?.resolution !== undefined && { resolution: before.resolution }),
    };
    const message = `operation ${operation.id} (${operation.kind}) is ${next.state}: ${failure}: ${problem.message}`;
    if (next.state === 'stuck') this.logger.error(message);
    else this.logger.warn(message);
    return { operation: await this.store.release(leased, next, lastError), result: null };
  }
}

/** What an operator decided about an operation that nobody could settle. */
function resolutionOf({ lastError }: StripeOperationEntity): StripeRejection | null {
  const resolution = lastError?.resolution as { note: string } | undefined;
  if (resolution === undefined) return null;
  const nothing = { declineCode: null, param: null, statusCode: null, requestId: null };
  return { ...nothing, type: 'resolved_by_operator', code: 'resolved_by_operator', message: resolution.note };
}

function requestIdOf(result: { id: string; lastResponse?: { requestId?: string } }): string | null {
  return result.lastResponse?.requestId ?? null;
}

function isTransient(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as { code?: string };
  return code !== undefined && TRANSIENT_DATABASE_ERRORS.includes(code);
}
