import { Entity, PrimaryColumn } from 'typeorm';
import { MinorUnits, Reference, RowNumber, Text } from '../columns.js';

/** One leg of a journal entry. The postings of an entry sum to zero per currency (invariant I3). */
@Entity('posting')
export class PostingEntity {
  @PrimaryColumn({ type: 'bigint', generated: 'increment' }) id!: string;
  @Reference() entryId!: string;
  /** For example `stripe_balance:platform`, `seller_payable:acct_1`. */
  @Text() account!: string;
  @Text() currency!: string;
  @Text() direction!: 'debit' | 'credit';
  /** Positive. */
  @MinorUnits() amountMinor!: bigint;
  /** On `stripe_balance:*` accounts: the balance transaction whose net this posting is (part of). */
  @Text({ nullable: true }) balanceTransactionId!: string | null;
  /** The PostgreSQL transaction that recorded it, written by the database: checkpoints tell by it what has ended. */
  @RowNumber() recordedXid!: bigint;
}
