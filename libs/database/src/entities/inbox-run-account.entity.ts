import { Entity, PrimaryColumn } from 'typeorm';
import { Count, Instant, Text } from '../columns.js';

/** One account that a backfill asks for its events. */
@Entity('inbox_run_account')
export class InboxRunAccountEntity {
  @PrimaryColumn({ type: 'uuid' }) runId!: string;
  /** Empty: the platform itself. */
  @PrimaryColumn({ type: 'text' }) stripeAccount!: string;
  @Instant() askedAt!: Date;
  @Instant({ nullable: true }) doneAt!: Date | null;
  /** Events that had been missing. */
  @Count() found!: number;
  @Text({ nullable: true }) error!: string | null;
}
