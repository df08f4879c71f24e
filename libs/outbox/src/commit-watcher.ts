import { failpoint } from '@guildhall/observability';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager, type EntitySubscriberInterface, type QueryRunner } from 'typeorm';

/** What a transaction has written to the outbox; acted on only once it is committed. */
type AfterCommit = () => void;

/** Runs callbacks after the transaction they belong to has committed, and forgets them when it rolls back. */
@Injectable()
export class CommitWatcher implements EntitySubscriberInterface, OnModuleInit {
  private readonly waiting = new WeakMap<QueryRunner, AfterCommit[]>();

  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    if (!this.dataSource.subscribers.includes(this)) this.dataSource.subscribers.push(this);
  }

  /** @throws when `manager` is not inside a transaction: an outbox row is committed with the change it belongs to */
  requireTransaction({ queryRunner }: EntityManager): QueryRunner {
    if (queryRunner?.isTransactionActive !== true) throw new Error('the outbox is written inside a transaction only');
    return queryRunner;
  }

  afterCommit(manager: EntityManager, callback: AfterCommit): void {
    const queryRunner = this.requireTransaction(manager);
    const callbacks = this.waiting.get(queryRunner);
    if (callbacks === undefined) this.waiting.set(queryRunner, [callback]);
    else callbacks.push(callback);
  }

  beforeTransactionCommit({ queryRunner }: { queryRunner: QueryRunner }): void {
    if (this.waiting.has(queryRunner)) failpoint('outbox:before-commit');
  }

  afterTransactionCommit({ queryRunner }: { queryRunner: QueryRunner }): void {
    const callbacks = this.waiting.get(queryRunner);
    if (callbacks === undefined || queryRunner.isTransactionActive) return; // a savepoint is not a commit
    failpoint('outbox:after-commit');
    this.waiting.delete(queryRunner);
    for (const callback of callbacks) callback();
  }

  /** Of a savepoint too: which rows it took away is not known here, so all are left to the relay. */
  afterTransactionRollback({ queryRunner }: { queryRunner: QueryRunner }): void {
    this.waiting.delete(queryRunner);
  }
}
