import type { AuditRecordEntity, Role, UserAccountEntity } from '@guildhall/database';
import {
  ChoiceField,
  EmailField,
  IdField,
  InstantField,
  JsonField,
  ListField,
  PageRequest,
  TextField,
} from '@guildhall/http';

const UUID = '0199c2f4-6d2e-7000-8000-3b1f0c9e5a77';
const ROLES = ['seller', 'buyer', 'operator'] as const;

export class ListAuditRecordsRequest extends PageRequest {
  @IdField({ optional: true, example: UUID, description: 'Who did it.' }) userId?: string;
  @TextField({ optional: true, max: 100, example: 'refund.request', description: 'What was done.' }) action?: string;
  @TextField({ optional: true, max: 255, example: UUID, description: 'Id of what it was done to.' }) subjectId?: string;
  @InstantField({ optional: true, example: '2026-03-01T00:00:00Z' }) from?: Date;
  @InstantField({ optional: true, example: '2026-04-01T00:00:00Z', description: 'Just before this.' }) to?: Date;
}

/** One deed of an operator. */
export class AuditRecordResponse {
  @IdField({ example: UUID }) id!: string;
  @IdField({ example: UUID, description: 'Who did it.' }) userId!: string;
  @TextField({ example: 'refund.request' }) action!: string;
  @TextField({ example: UUID, description: 'Id of what it was done to.' }) subjectId!: string;
  @JsonField({ example: { amountMinor: 10_000, currency: 'usd' } }) detail!: Record<string, unknown>;
  @InstantField({ example: '2026-03-01T12:00:00Z' }) createdAt!: Date;

  static from(record: AuditRecordEntity): AuditRecordResponse {
    return Object.assign(new AuditRecordResponse(), record);
  }
}

export class ListUsersRequest extends PageRequest {
  @TextField({ optional: true, max: 254, example: 'ada@', description: 'How the e-mail address begins.' })
  email?: string;
  @ChoiceField(ROLES, { optional: true, example: 'operator' }) role?: Role;
}

export class UserResponse {
  @IdField({ example: UUID }) id!: string;
  @EmailField({ example: 'ada@example.com' }) email!: string;
  @TextField({ example: 'Ada Lovelace' }) displayName!: string;
  @ListField('string', { choices: [...ROLES], example: ['buyer'] }) roles!: Role[];
  @InstantField({ example: '2026-03-01T12:00:00Z' }) createdAt!: Date;

  static from(account: UserAccountEntity): UserResponse {
    const { id, email, displayName, roles, createdAt } = account;
    return Object.assign(new UserResponse(), { id, email, displayName, roles, createdAt });
  }
}
