import { DomainEventEntity, newId } from '@guildhall/database';
import { failpoint } from '@guildhall/observability';
import { Doorbell, type DrainLoop } from '@guildhall/queue';
import { withoutSecrets } from '@guildhall/stripe';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { OperationRegistry } from './operation-registry.js';
import { OUTBOX_SETTINGS, type OutboxSettings } from './outbox.settings.js';

/** The subscriber of an event as it was published: the worker, which knows the others, writes a copy for each. */
export const FAN_OUT = '*';

const NEXT = `
  SELECT id FROM domain_event WHERE state = 'pending' AND next_attempt_at <= now()
  ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;

/** Hands domain events to their subscribers: one transaction per copy, which is marked done with what it changed. */
@Injectable()
export class DomainEventRelay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DomainEventRelay.name);
  private loop: DrainLoop | undefined;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    private readonly registry: OperationRegistry,
    private readonly doorbell: Doorbell,
    @Inject(OUTBOX_SETTINGS) private readonly settings: OutboxSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = this.doorbell.drainOn('domain-events', {
      pass: () => this.pass(),
      sweepEveryMs: this.settings.sweepEveryMs,
      concurrency: this.settings.eventConcurrency,
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop?.stop();
  }

  private pass(): Promise<boolean> {
    return this.dataSource.transaction((manager) => this.handleNext(manager));
  }

  private async handleNext(manager: EntityManager): Promise<boolean> {
    const [next] = await manager.query<{ id: string }[]>(NEXT);
    if (next === undefined) return false;
    const event = await manager.findOneByOrFail(DomainEventEntity, { id: next.id });
    try {
      // A savepoint: what a failed subscriber wrote goes, the row stays locked until its failure is written.
      await manager.transaction((inner) => this.handle(event, inner));
      await manager.update(DomainEventEntity, event.id, { state: 'done', doneAt: new Date(), lastError: null });
    } catch (error) {
      await this.postpone(event, error, manager);
    }
    failpoint('outbox:before-event-commit');
    return true;
  }

  private async fanOut({ id, type }: DomainEventEntity, manager: EntityManager): Promise<void> {
    const subscribers = this.registry.subscribersOf(type);
    await manager.query(
      `INSERT INTO domain_event (id, type, subscriber, payload, state)
       SELECT copy.id, e.type, copy.subscriber, e.payload, 'pending'
       FROM domain_event e, unnest($2::uuid[], $3::text[]) AS copy (id, subscriber) WHERE e.id = $1`,
      [id, subscribers.map(() => newId()), subscribers],
    );
  }

  private async handle(event: DomainEventEntity, manager: EntityManager): Promise<void> {
    if (event.subscriber === FAN_OUT) return this.fanOut(event, manager);
    const subscriber = this.registry.subscriber(event.subscriber);
    if (subscriber === undefined) throw new Error(`no subscriber in this process is called ${event.subscriber}`);
    await subscriber.handle(event.payload as never, manager);
  }

  private async postpone(event: DomainEventEntity, error: unknown, manager: EntityManager): Promise<void> {
    const message = withoutSecrets(error instanceof Error ? error.message : String(error));
    const attempts = event.attempts + 1;
    const dead = attempts >= this.settings.eventTries;
    const { backoffMs, longestBackoffMs } = this.settings;
    const delayMs = Math.min(longestBackoffMs, backoffMs * 2 ** (attempts - 1)) * (0.5 + Math.random() / 2);
    await manager.query(
      `UPDATE domain_event SET state = $2, attempts = $3, last_error = $4,
         next_attempt_at = clock_timestamp() + $5 * interval '1 millisecond'
       WHERE id = $1`,
      [event.id, dead ? 'dead' : 'pending', attempts, message, Math.round(delayMs)],
    );
    const text = `${event.subscriber} failed on ${event.type} ${event.id}, attempt ${attempts}: ${message}`;
    if (dead) this.logger.error(text);
    else this.logger.warn(text);
  }
}
