import { DomainEventEntity, StripeOperationEntity, type StripeOperationState } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { AuditLog } from '@guildhall/identity';
import { Doorbell } from '@guildhall/queue';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CommitWatcher } from './commit-watcher.js';
import { DomainEventNotDead, DomainEventNotFound, OperationNotFound, OperationNotOpen } from './operations.errors.js';

export interface OperationFilter {
  readonly state?: StripeOperationState | undefined;
  readonly kind?: string | undefined;
  readonly subjectId?: string | undefined;
}

export interface DomainEventFilter {
  readonly state?: DomainEventEntity['state'] | undefined;
  readonly type?: string | undefined;
}

/** What an operator sees of the outbox, and does about what is stuck in it. */
@Injectable()
export class OperationsService {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
    private readonly watcher: CommitWatcher,
    private readonly doorbell: Doorbell,
  ) {}

  /** Newest first. */
  async list(filter: OperationFilter, page: PageRequest): Promise<Page<StripeOperationEntity>> {
    const query = this.dataSource.manager.createQueryBuilder(StripeOperationEntity, 'operation');
    for (const [name, value] of Object.entries<string | undefined>({ ...filter })) {
      if (value !== undefined) query.andWhere(`operation.${name} = :${name}`, { [name]: value });
    }
    const rows = await keyset(query, page, [{ column: 'operation.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }

  /** @throws OperationNotFound */
  async get(id: string): Promise<StripeOperationEntity> {
    const operation = await this.dataSource.manager.findOneBy(StripeOperationEntity, { id });
    if (operation === null) throw new OperationNotFound(id);
    return operation;
  }

  /** The cause was mended: try again now, under the same rules as ever. @throws OperationNotOpen */
  retry(id: string, userId: string): Promise<StripeOperationEntity> {
    return this.reopen(id, 'operation.retry', { userId }, null);
  }

  /**
   * Nobody wants it any more. Stripe is asked first: what it did after all counts as succeeded; otherwise the
   * operation is rejected with this note, and its slice is told as if Stripe had refused.
   * @throws OperationNotOpen
   */
  resolve(id: string, userId: string, note: string): Promise<StripeOperationEntity> {
    return this.reopen(id, 'operation.resolve', { userId, note }, { note, userId });
  }

  /** Newest first. */
  async listDomainEvents(filter: DomainEventFilter, page: PageRequest): Promise<Page<DomainEventEntity>> {
    const query = this.dataSource.manager.createQueryBuilder(DomainEventEntity, 'event');
    if (filter.state !== undefined) query.andWhere('event.state = :state', { state: filter.state });
    if (filter.type !== undefined) query.andWhere('event.type = :type', { type: filter.type });
    const rows = await keyset(query, page, [{ column: 'event.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }

  /** @throws DomainEventNotFound */
  async getDomainEvent(id: string): Promise<DomainEventEntity> {
    const event = await this.dataSource.manager.findOneBy(DomainEventEntity, { id });
    if (event === null) throw new DomainEventNotFound(id);
    return event;
  }

  /** Hands a dead domain event to its subscriber again. @throws DomainEventNotDead */
  replayDomainEvent(id: string, userId: string): Promise<DomainEventEntity> {
    return this.dataSource.transaction(async (manager) => {
      const { affected } = await manager
        .createQueryBuilder()
        .update(DomainEventEntity)
        .set({ state: 'pending', attempts: 0, nextAttemptAt: () => 'now()' })
        .where({ id, state: 'dead' })
        .execute();
      if (affected !== 1) throw new DomainEventNotDead(id);
      await this.audit.record(manager, { userId, action: 'domain_event.replay', subjectId: id });
      this.watcher.afterCommit(manager, () => {
        this.doorbell.ring('domain-events');
      });
      return manager.findOneByOrFail(DomainEventEntity, { id });
    });
  }

  private reopen(
    id: string,
    action: string,
    { userId, note }: { userId: string; note?: string },
    resolution: { note: string; userId: string } | null,
  ): Promise<StripeOperationEntity> {
    return this.dataSource.transaction(async (manager) => {
      const operation = await this.lockOpen(manager, id);
      const lastError = { ...operation.lastError, inARow: 0, ...(resolution !== null && { resolution }) };
      await manager.query(
        `UPDATE stripe_operation SET state = $2, next_attempt_at = now(), last_error = $3 WHERE id = $1`,
        [id, operation.firstSentAt === null ? 'pending' : 'ambiguous', JSON.stringify(lastError)],
      );
      const detail = { kind: operation.kind, state: operation.state, ...(note !== undefined && { note }) };
      await this.audit.record(manager, { userId, action, subjectId: id, detail });
      this.watcher.afterCommit(manager, () => {
        this.doorbell.ring('operations');
      });
      return manager.findOneByOrFail(StripeOperationEntity, { id });
    });
  }

  private async lockOpen(manager: EntityManager, id: string): Promise<StripeOperationEntity> {
    const lock = { mode: 'pessimistic_write' } as const;
    const operation = await manager.findOne(StripeOperationEntity, { where: { id }, lock });
    if (operation === null) throw new OperationNotFound(id);
    if (operation.state !== 'stuck' && operation.state !== 'ambiguous') throw new OperationNotOpen(id, operation.state);
    return operation;
  }
}
