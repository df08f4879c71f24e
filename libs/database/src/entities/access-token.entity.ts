import { Entity } from 'typeorm';
import { CreatedAt, Id, Instant, Reference, Text } from '../columns.js';
import type { Role } from './user-account.entity.js';

/** A personal access token for scripts: shown once, kept as a hash, limited to some of its owner's roles. */
@Entity('access_token')
export class AccessTokenEntity {
  @Id() id!: string;
  @Reference() userId!: string;
  @Text() name!: string;
  /** SHA-256 of the token, hex. */
  @Text() tokenHash!: string;
  @Text({ array: true }) roles!: Role[];
  @Instant({ nullable: true }) expiresAt!: Date | null;
  @Instant({ nullable: true }) revokedAt!: Date | null;
  @Instant({ nullable: true }) lastUsedAt!: Date | null;
  /** The Idempotency-Key it was asked for with; null for tokens made otherwise. */
  @Text({ nullable: true }) requestKey!: string | null;
  @CreatedAt() createdAt!: Date;
}
