import { Entity } from 'typeorm';
import { CreatedAt, Id, Json, Reference, Text } from '../columns.js';

/** Who did what: one row per action of an operator. Append-only. */
@Entity('audit_record')
export class AuditRecordEntity {
  @Id() id!: string;
  @Reference() userId!: string;
  /** For example `refund.request`, `webhook.replay`. */
  @Text() action!: string;
  @Text() subjectId!: string;
  @Json() detail!: Record<string, unknown>;
  @CreatedAt() createdAt!: Date;
}
