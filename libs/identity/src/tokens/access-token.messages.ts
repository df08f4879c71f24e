import type { AccessTokenEntity, Role } from '@guildhall/database';
import { IdField, InstantField, IntegerField, ListField, TextField } from '@guildhall/http';

const ROLES = ['seller', 'buyer', 'operator'] as const;

export class CreateAccessTokenRequest {
  @TextField({ max: 100, example: 'nightly export' }) name!: string;
  @ListField('string', {
    choices: ROLES,
    min: 1,
    max: 3,
    unique: true,
    example: ['seller'],
    description: 'Some of yours.',
  })
  roles!: Role[];
  @IntegerField({ min: 1, max: 365, default: 90, example: 90 }) expiresInDays!: number;
}

export class AccessTokenResponse {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-3b1f0c9e5a77' }) id!: string;
  @TextField({ example: 'nightly export' }) name!: string;
  @ListField('string', { choices: ROLES, example: ['seller'] }) roles!: Role[];
  @InstantField({ nullable: true, example: '2026-06-01T12:00:00.000Z' }) expiresAt!: Date | null;
  @InstantField({ nullable: true, example: '2026-03-02T12:00:00.000Z', description: 'To the minute.' })
  lastUsedAt!: Date | null;
  @InstantField({ example: '2026-03-01T12:00:00.000Z' }) createdAt!: Date;

  static from({ id, name, roles, expiresAt, lastUsedAt, createdAt }: AccessTokenEntity): AccessTokenResponse {
    return Object.assign(new AccessTokenResponse(), { id, name, roles, expiresAt, lastUsedAt, createdAt });
  }
}

export class NewAccessTokenResponse extends AccessTokenResponse {
  @TextField({ example: 'ghp_...', description: 'Shown this once.' }) token!: string;
}
