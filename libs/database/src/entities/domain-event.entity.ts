import { Entity } from 'typeorm';
import { Count, CreatedAt, Id, Instant, Json, Text } from '../columns.js';

/** What one slice tells the others: written with the change it reports, handled exactly once per subscriber. */
@Entity('domain_event')
export class DomainEventEntity {
  @Id() id!: string;
  /** For example `order.paid`. */
  @Text() type!: string;
  /** The class that handles this copy: one row per subscriber. */
  @Text() subscriber!: string;
  @Json() payload!: Record<string, unknown>;
  @Text() state!: 'pending' | 'done' | 'dead';
  @Count() attempts!: number;
  @Instant() nextAttemptAt!: Date;
  @Text({ nullable: true }) lastError!: string | null;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) doneAt!: Date | null;
}
