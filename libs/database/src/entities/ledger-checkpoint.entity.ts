import { Entity, PrimaryColumn } from 'typeorm';
import { CreatedAt, MinorUnits, RowNumber } from '../columns.js';

/** The balance of one account over finished transactions, so that a balance never sums the whole past. */
@Entity('ledger_checkpoint')
export class LedgerCheckpointEntity {
  @PrimaryColumn({ type: 'text' }) account!: string;
  @PrimaryColumn({ type: 'text' }) currency!: string;
  /** Every posting whose `recordedXid` is below this is in; all those transactions had ended. */
  @RowNumber() throughXid!: bigint;
  /** Debits minus credits. */
  @MinorUnits() balanceMinor!: bigint;
  @CreatedAt() createdAt!: Date;
}
