import { Injectable } from '@nestjs/common';
import { AccessTokenEntity, newId, type Role } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { DataSource } from 'typeorm';
import { AccessTokenNotFound, RoleNotHeld } from '../identity.errors.js';
import { hashOfToken, newToken } from '../sessions/secret-token.js';

export interface CreateAccessToken {
  readonly userId: string;
  readonly name: string;
  /** Some of the owner's. */
  readonly roles: readonly Role[];
  /** Null: it does not expire by itself. */
  readonly expiresAt: Date | null;
  /** Asked for twice under one key, there is still one token: the second answer replaces the first. */
  readonly requestKey: string;
}

@Injectable()
export class AccessTokensRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @returns the row and the token, which nobody can be shown again
   * @throws RoleNotHeld when the owner does not have one of the roles
   */
  async create(wanted: CreateAccessToken): Promise<{ token: string; row: AccessTokenEntity }> {
    const { token, tokenHash } = newToken('ghp_');
    const rows: { id: string }[] = await this.dataSource.query(
      `INSERT INTO access_token (id, user_id, name, token_hash, roles, expires_at, request_key)
       SELECT $1, id, $3, $4, $5, $6, $7 FROM user_account WHERE id = $2 AND roles @> $5
       ON CONFLICT (user_id, request_key) DO UPDATE
         SET name = excluded.name, token_hash = excluded.token_hash, roles = excluded.roles,
             expires_at = excluded.expires_at, revoked_at = NULL, last_used_at = NULL
       RETURNING id`,
      [newId(), wanted.userId, wanted.name, tokenHash, wanted.roles, wanted.expiresAt, wanted.requestKey],
    );
    const [made] = rows;
    if (made === undefined) throw new RoleNotHeld();
    return { token, row: await this.dataSource.manager.findOneByOrFail(AccessTokenEntity, { id: made.id }) };
  }

  /** The token's roles as far as its owner still has them. */
  async find(token: string): Promise<{ tokenId: string; userId: string; roles: Role[] } | null> {
    const rows: { id: string; user_id: string; roles: Role[]; owned: Role[]; stale: boolean }[] =
      await this.dataSource.query(
        `SELECT token.id, token.user_id, token.roles, account.roles AS owned,
                token.last_used_at IS NULL OR token.last_used_at < now() - interval '1 minute' AS stale
         FROM access_token token JOIN user_account account ON account.id = token.user_id
         WHERE token.token_hash = $1 AND token.revoked_at IS NULL
           AND (token.expires_at IS NULL OR token.expires_at > now())`,
        [hashOfToken(token)],
      );
    const [row] = rows;
    if (row === undefined) return null;
    if (row.stale) await this.dataSource.query('UPDATE access_token SET last_used_at = now() WHERE id = $1', [row.id]);
    return { tokenId: row.id, userId: row.user_id, roles: row.roles.filter((role) => row.owned.includes(role)) };
  }

  async list(userId: string, page: PageRequest): Promise<Page<AccessTokenEntity>> {
    const query = this.dataSource.manager
      .createQueryBuilder(AccessTokenEntity, 'token')
      .where('token.userId = :userId AND token.revokedAt IS NULL', { userId });
    const rows = await keyset(query, page, [{ column: 'token.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }

  /** @throws AccessTokenNotFound when the user has no such live token */
  async revoke(userId: string, tokenId: string): Promise<void> {
    const { affected } = await this.dataSource
      .createQueryBuilder()
      .update(AccessTokenEntity)
      .set({ revokedAt: new Date() })
      .where('id = :tokenId AND userId = :userId AND revokedAt IS NULL', { tokenId, userId })
      .execute();
    if (affected !== 1) throw new AccessTokenNotFound();
  }
}
