import { Entity, PrimaryColumn } from 'typeorm';
import { CreatedAt, MinorUnits } from '../columns.js';

/** The balance of one account up to and including a posting, so that a balance never sums the whole past. */
@Entity('ledger_checkpoint')
export class LedgerCheckpointEntity {
  @PrimaryColumn({ type: 'text' }) account!: string;
  @PrimaryColumn({ type: 'text' }) currency!: string;
  @MinorUnits() throughPostingId!: bigint;
  /** Debits minus credits. */
  @MinorUnits() balanceMinor!: bigint;
  @CreatedAt() createdAt!: Date;
}
