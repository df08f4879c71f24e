import { newId, StripeOperationEntity } from '@guildhall/database';
import { Doorbell } from '@guildhall/queue';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CommitWatcher } from './commit-watcher.js';
import type { DomainEvents, DomainEventType } from './domain-event.js';
import { FAN_OUT } from './domain-event.relay.js';
import { type LeasedOperation, OperationStore } from './operation.store.js';
import { OperationRegistry } from './operation-registry.js';
import { type Attempt, OperationRunner } from './operation-runner.js';
import type { OperationRequest } from './operation.js';
import { OUTBOX_SETTINGS, type OutboxSettings } from './outbox.settings.js';

/** Time for the caller of `record` to call `run` before anybody else is told. */
const BEFORE_RING_MS = 3;
/** The same for an operation leased to this process: whoever promised to run it seems to have forgotten. */
const BEFORE_RUN_MS = 1_000;

/** Every mutating Stripe call goes through here: first a committed row, then the call, then a committed result. */
@Injectable()
export class Outbox implements OnModuleDestroy {
  private readonly logger = new Logger(Outbox.name);
  /** Recorded and committed here, not yet run. */
  private readonly fresh = new Map<string, { leased: LeasedOperation | null; timer: NodeJS.Timeout }>();
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly store: OperationStore,
    private readonly runner: OperationRunner,
    private readonly registry: OperationRegistry,
    private readonly watcher: CommitWatcher,
    private readonly doorbell: Doorbell,
    @Inject(OUTBOX_SETTINGS) private readonly settings: OutboxSettings,
  ) {}

  /**
   * Writes the operation in the caller's transaction. After the commit the worker sends it, or `run` does.
   * @returns the row as PostgreSQL has it
   */
  async record(manager: EntityManager, request: OperationRequest): Promise<StripeOperationEntity> {
    this.watcher.requireTransaction(manager);
    const runHere = request.runAtOnce === true && this.registry.operation(request.kind) !== undefined;
    const written = await this.store.insert(manager, request, runHere);
    const leased = written instanceof StripeOperationEntity ? null : written;
    const operation = written instanceof StripeOperationEntity ? written : written.operation;
    this.watcher.afterCommit(manager, () => {
      this.expectRun(operation.id, leased);
    });
    return operation;
  }

  /**
   * Sends a committed operation now and waits for Stripe's answer. Safe to call twice and from several processes.
   * @returns the row: settled, or `pending`/`ambiguous` when the worker goes on trying, or `stuck`
   */
  async run(operationId: string): Promise<StripeOperationEntity> {
    return (await this.runForResult(operationId)).operation;
  }

  /**
   * Like `run`, with Stripe's answer for what must not be stored, such as a client secret.
   * @returns `result` null when the call was refused, has no answer yet, or somebody else made it: then retrieve the object by `operation.resultId`
   */
  runForResult<Result extends { id: string }>(operationId: string): Promise<Attempt<Result>> {
    const known = this.fresh.get(operationId);
    if (known !== undefined) {
      clearTimeout(known.timer);
      this.fresh.delete(operationId);
    }
    const run = this.runOrWait(operationId, known?.leased ?? null).finally(() => this.running.delete(run));
    this.running.add(run);
    return run as Promise<Attempt<Result>>;
  }

  /** Tells the other slices, with the change it reports. Every subscriber in the worker handles it exactly once. */
  async publish<Type extends DomainEventType>(
    manager: EntityManager,
    type: Type,
    payload: DomainEvents[Type],
  ): Promise<void> {
    this.watcher.requireTransaction(manager);
    await manager.query(
      `INSERT INTO domain_event (id, type, subscriber, payload, state) VALUES ($1, $2, $3, $4, 'pending')`,
      [newId(), type, FAN_OUT, JSON.stringify(payload)],
    );
    this.watcher.afterCommit(manager, () => {
      this.doorbell.ring('domain-events');
    });
  }

  async onModuleDestroy(): Promise<void> {
    for (const { timer } of this.fresh.values()) clearTimeout(timer);
    await Promise.allSettled(this.running);
  }

  private expectRun(id: string, leased: LeasedOperation | null): void {
    const timer = setTimeout(
      () => {
        this.fresh.delete(id);
        if (leased === null) this.doorbell.ring('operations');
        else this.runForgotten(id, leased);
      },
      leased === null ? BEFORE_RING_MS : BEFORE_RUN_MS,
    );
    this.fresh.set(id, { leased, timer });
  }

  private runForgotten(id: string, leased: LeasedOperation): void {
    const run = this.runner
      .attempt(leased)
      .catch((error: unknown) => {
        this.logger.error(`operation ${id} is left to the relay: ${String(error)}`);
      })
      .finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private async runOrWait(id: string, leased: LeasedOperation | null): Promise<Attempt> {
    if (leased !== null) return this.runner.attempt(leased);
    const giveUpAt = performance.now() + this.settings.longestWaitMs;
    for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 200)) {
      const claimed = await this.store.claimOne(id, this.registry.operationKinds());
      if (claimed !== null) return this.runner.attempt(claimed);
      const operation = await this.store.find(id);
      if (isAtRest(operation) || performance.now() + pauseMs > giveUpAt) return { operation, result: null };
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** Waiting longer in this request changes nothing: it is settled, needs a person, or is to be tried again later. */
function isAtRest({ state, nextAttemptAt, settledAt }: StripeOperationEntity): boolean {
  return settledAt !== null || state === 'stuck' || (state !== 'sending' && nextAttemptAt.getTime() > Date.now());
}
