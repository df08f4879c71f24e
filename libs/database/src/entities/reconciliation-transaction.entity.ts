import { Entity, PrimaryColumn } from 'typeorm';
import { MinorUnits, Text } from '../columns.js';

/** What Stripe says, staged while a run compares it. Unlogged: it may be lost in a crash, the run fetches it anew. */
@Entity('reconciliation_transaction')
export class ReconciliationTransactionEntity {
  @PrimaryColumn({ type: 'uuid' }) runId!: string;
  @PrimaryColumn({ type: 'text' }) stripeAccount!: string;
  @PrimaryColumn({ type: 'text' }) balanceTransactionId!: string;
  @Text() currency!: string;
  @MinorUnits() netMinor!: bigint;
}
