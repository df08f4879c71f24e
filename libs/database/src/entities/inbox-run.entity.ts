import { Entity } from 'typeorm';
import { Count, CreatedAt, Id, Json, Reference, Text } from '../columns.js';

/** Many events replayed, or Stripe asked for missing ones, because an operator said so. */
@Entity('inbox_run')
export class InboxRunEntity {
  @Id() id!: string;
  @Text() kind!: 'replay' | 'backfill';
  /** What was asked for. */
  @Json() filter!: Record<string, string>;
  /** Events of a replay, accounts of a backfill. */
  @Count() total!: number;
  @Reference() requestedByUserId!: string;
  @CreatedAt() createdAt!: Date;
}
