import type { Role, UserAccountEntity } from '@guildhall/database';
import { EmailField, IdField, InstantField, ListField, NestedField, type Principal, TextField } from '@guildhall/http';
import type { SignedIn } from './log-in.use-case.js';

export class AccountResponse {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-3b1f0c9e5a77' }) id!: string;
  @EmailField({ example: 'ada@example.com' }) email!: string;
  @TextField({ example: 'Ada Lovelace' }) displayName!: string;
  @ListField('string', { choices: ['seller', 'buyer', 'operator'], example: ['buyer'] }) roles!: Role[];
  @InstantField({ example: '2026-03-01T12:00:00.000Z' }) createdAt!: Date;

  /** @param roles what the credential may act as, when that is less than the account */
  static from(account: UserAccountEntity, roles: readonly Role[] = account.roles): AccountResponse {
    const { id, email, displayName, createdAt } = account;
    return Object.assign(new AccountResponse(), { id, email, displayName, roles: [...roles], createdAt });
  }
}

/** The account of whoever asks, and how long they may go on. */
export class MeResponse extends AccountResponse {
  @InstantField({
    nullable: true,
    example: '2026-03-15T12:00:00.000Z',
    description: 'When this session ends unless it is used again before. Null for an access token.',
  })
  sessionExpiresAt!: Date | null;

  static of(account: UserAccountEntity, { roles, sessionExpiresAt }: Principal): MeResponse {
    const end = { sessionExpiresAt: sessionExpiresAt ?? null };
    return Object.assign(new MeResponse(), AccountResponse.from(account, roles), end);
  }
}

export class SignedInResponse {
  @TextField({
    nullable: true,
    example: 'ghs_...',
    description:
      'Send it as "Authorization: Bearer ...". It is shown this once. Null when the session was asked for as a cookie.',
  })
  token!: string | null;
  @InstantField({ example: '2026-03-15T12:00:00.000Z', description: 'Every day of use moves it on.' }) expiresAt!: Date;
  @NestedField(() => AccountResponse) user!: AccountResponse;

  static from({ expiresAt, account }: SignedIn, token: string | null): SignedInResponse {
    return Object.assign(new SignedInResponse(), { token, expiresAt, user: AccountResponse.from(account) });
  }
}
