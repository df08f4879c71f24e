import { Injectable } from '@nestjs/common';
import { AuditRecordEntity, newId, ReconciliationDifferenceEntity, ReconciliationRunEntity } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { DataSource } from 'typeorm';
import { DifferenceAlreadyResolved, DifferenceNotFound, ReconciliationRunNotFound } from './reconciliation.errors.js';

type Where = Pick<PageRequest, 'limit' | 'cursor'>;

export interface DifferenceFilter {
  readonly state?: 'open' | 'resolved' | undefined;
  /** Only those that this run saw first. */
  readonly runId?: string | undefined;
  /** `platform` or `acct_...` */
  readonly stripeAccount?: string | undefined;
}

/** Asks for reconciliation runs and reads what they found. The worker does the running (`ReconciliationRunner`). */
@Injectable()
export class ReconciliationService {
  constructor(private readonly dataSource: DataSource) {}

  /** Queues a run; a worker takes it up within a second or two. @param userId null when the schedule asks */
  async request(userId: string | null): Promise<ReconciliationRunEntity> {
    const id = newId();
    const nothing = { accountsTotal: 0, accountsDone: 0, transactionsCompared: 0, differencesFound: 0, attempt: 0 };
    await this.dataSource.transaction(async (manager) => {
      await manager.insert(ReconciliationRunEntity, { id, state: 'queued', ...nothing, requestedByUserId: userId });
      if (userId === null) return;
      const deed = { userId, action: 'reconciliation.request', subjectId: id, detail: {} };
      await manager.insert(AuditRecordEntity, { id: newId(), ...deed });
    });
    return this.run(id);
  }

  /** @throws ReconciliationRunNotFound */
  async run(id: string): Promise<ReconciliationRunEntity> {
    const found = await this.dataSource.manager.findOneBy(ReconciliationRunEntity, { id });
    if (found === null) throw new ReconciliationRunNotFound();
    return found;
  }

  /** Newest first. */
  async runs(page: Where): Promise<Page<ReconciliationRunEntity>> {
    const query = this.dataSource.manager.createQueryBuilder(ReconciliationRunEntity, 'run');
    const rows = await keyset(query, page, [{ column: 'run.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }

  /** Newest first. */
  async differences(filter: DifferenceFilter, page: Where): Promise<Page<ReconciliationDifferenceEntity>> {
    const query = this.dataSource.manager.createQueryBuilder(ReconciliationDifferenceEntity, 'difference');
    if (filter.state !== undefined) {
      query.andWhere(`difference.resolvedAt IS ${filter.state === 'open' ? 'NULL' : 'NOT NULL'}`);
    }
    if (filter.runId !== undefined) query.andWhere('difference.runId = :runId', { runId: filter.runId });
    if (filter.stripeAccount !== undefined) {
      query.andWhere('difference.stripeAccount = :owner', { owner: filter.stripeAccount });
    }
    const rows = await keyset(query, page, [{ column: 'difference.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }

  /**
   * An operator takes responsibility for a difference. It is listed again when its gap changes.
   * @throws DifferenceNotFound, DifferenceAlreadyResolved
   */
  async resolve(id: string, note: string, userId: string): Promise<ReconciliationDifferenceEntity> {
    return this.dataSource.transaction(async (manager) => {
      const difference = await manager.findOne(ReconciliationDifferenceEntity, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (difference === null) throw new DifferenceNotFound();
      if (difference.resolvedAt !== null) throw new DifferenceAlreadyResolved();
      difference.resolvedAt = new Date();
      difference.resolution = note;
      difference.resolvedByUserId = userId;
      await manager.save(difference);
      await manager.insert(AuditRecordEntity, {
        id: newId(),
        userId,
        action: 'reconciliation.resolve',
        subjectId: id,
        detail: { note },
      });
      return difference;
    });
  }
}
