import { Entity } from 'typeorm';
import { Count, CreatedAt, Id, Instant, Reference, Text } from '../columns.js';

/** One comparison of the ledger with Stripe's balance transactions. */
@Entity('reconciliation_run')
export class ReconciliationRunEntity {
  @Id() id!: string;
  @Text() state!: 'queued' | 'running' | 'finished' | 'failed';
  @Count() accountsTotal!: number;
  @Count() accountsDone!: number;
  @Count() transactionsCompared!: number;
  @Count() differencesFound!: number;
  @Text({ nullable: true }) failureReason!: string | null;
  @Reference({ nullable: true }) requestedByUserId!: string | null;
  /** Counts the workers that took it up; a worker whose attempt is no longer this one has lost the run. */
  @Count() attempt!: number;
  @Instant({ nullable: true }) leaseUntil!: Date | null;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) finishedAt!: Date | null;
}
