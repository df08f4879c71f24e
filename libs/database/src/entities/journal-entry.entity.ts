import { Entity } from 'typeorm';
import { CreatedAt, Id, Instant, Reference, RowNumber, Text } from '../columns.js';

/** One fact in the books. Append-only: PostgreSQL refuses UPDATE and DELETE. */
@Entity('journal_entry')
export class JournalEntryEntity {
  @Id() id!: string;
  /** Makes the fact once-only: a Stripe balance transaction id, or our own id for what Stripe never sees. */
  @Text() key!: string;
  @Instant() occurredAt!: Date;
  @Text() description!: string;
  @Reference({ nullable: true }) orderId!: string | null;
  @Reference({ nullable: true }) sellerId!: string | null;
  @Text({ nullable: true }) stripeObjectId!: string | null;
  /** The PostgreSQL transaction that recorded it, written by the database. */
  @RowNumber() recordedXid!: bigint;
  @CreatedAt() createdAt!: Date;
}
