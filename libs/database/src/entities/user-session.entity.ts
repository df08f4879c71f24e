import { Entity } from 'typeorm';
import { CreatedAt, Id, Instant, Reference, Text } from '../columns.js';

/** A login that can be revoked. Only the hash of its token is kept. */
@Entity('user_session')
export class UserSessionEntity {
  @Id() id!: string;
  @Reference() userId!: string;
  /** SHA-256 of the token, hex. */
  @Text() tokenHash!: string;
  @Instant() expiresAt!: Date;
  @Instant({ nullable: true }) revokedAt!: Date | null;
  @CreatedAt() createdAt!: Date;
}
