import { Entity, PrimaryColumn } from 'typeorm';
import { Count, CreatedAt, Instant, Json, Text } from '../columns.js';

/** The answer to a mutating request, kept for 24 hours so that a retry gets the same one. */
@Entity('idempotency_record')
export class IdempotencyRecordEntity {
  /** Who asked (user id, or a hash of a guest's address) and which endpoint. */
  @PrimaryColumn({ type: 'text' }) scope!: string;
  @PrimaryColumn({ type: 'text' }) key!: string;
  /** SHA-256 of method, path and body. */
  @Text() requestHash!: string;
  @Text() state!: 'running' | 'finished';
  @Count({ nullable: true }) status!: number | null;
  @Json({ nullable: true }) body!: unknown;
  @Instant() lockedUntil!: Date;
  @CreatedAt() createdAt!: Date;
}
