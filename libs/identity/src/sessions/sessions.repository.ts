import { Injectable } from '@nestjs/common';
import { newId, type Role, UserSessionEntity } from '@guildhall/database';
import { keyset, type Page, type PageRequest, type Principal, toPage } from '@guildhall/http';
import { DataSource, type EntityManager, IsNull, MoreThan } from 'typeorm';
import { SessionNotFound } from '../identity.errors.js';
import { hashOfToken, newToken } from './secret-token.js';

/** A session ends when it was not used this long, and at the latest after `SESSION_MAX_DAYS`. */
export const SESSION_IDLE_DAYS = 14;
export const SESSION_MAX_DAYS = 90;
/** A session is prolonged at most once a day, so that reading does not become writing. */
const PROLONG_BELOW_DAYS = SESSION_IDLE_DAYS - 1;
const DAY_MS = 86_400_000;

export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
}

export type SessionPrincipal = Required<Omit<Principal, 'tokenId'>>;

@Injectable()
export class SessionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns the token, which nobody can be shown again */
  async open(userId: string, manager: EntityManager = this.dataSource.manager): Promise<OpenedSession> {
    const { token, tokenHash } = newToken('ghs_');
    const expiresAt = new Date(Date.now() + SESSION_IDLE_DAYS * DAY_MS);
    await manager.insert(UserSessionEntity, { id: newId(), userId, tokenHash, expiresAt, revokedAt: null });
    return { token, expiresAt };
  }

  /** One indexed lookup on every request: a revoked session is dead at once, in every process. */
  async find(token: string): Promise<SessionPrincipal | null> {
    const rows: { id: string; user_id: string; roles: Role[]; expires_at: Date; stale: boolean }[] =
      await this.dataSource.query(
        `SELECT session.id, session.user_id, account.roles, session.expires_at,
              session.expires_at < least(now() + make_interval(days => $2),
                                         session.created_at + make_interval(days => $3)) AS stale
       FROM user_session session JOIN user_account account ON account.id = session.user_id
       WHERE session.token_hash = $1 AND session.revoked_at IS NULL AND session.expires_at > now()`,
        [hashOfToken(token), PROLONG_BELOW_DAYS, SESSION_MAX_DAYS],
      );
    const [row] = rows;
    if (row === undefined) return null;
    const prolonged = row.stale ? await this.prolong(row.id) : null;
    return {
      sessionId: row.id,
      userId: row.user_id,
      roles: row.roles,
      sessionExpiresAt: prolonged ?? row.expires_at,
      isProlonged: prolonged !== null,
    };
  }

  async list(userId: string, page: PageRequest): Promise<Page<UserSessionEntity>> {
    const query = this.dataSource.manager
      .createQueryBuilder(UserSessionEntity, 'session')
      .where('session.userId = :userId AND session.revokedAt IS NULL AND session.expiresAt > now()', { userId });
    const rows = await keyset(query, page, [{ column: 'session.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }

  /** @throws SessionNotFound when the user has no such live session */
  async revoke(userId: string, sessionId: string): Promise<void> {
    const live = { id: sessionId, userId, revokedAt: IsNull(), expiresAt: MoreThan(new Date()) };
    const { affected } = await this.dataSource.manager.update(UserSessionEntity, live, { revokedAt: new Date() });
    if (affected !== 1) throw new SessionNotFound();
  }

  /** Ends every session of the user but one. */
  async revokeOthers(manager: EntityManager, userId: string, keptSessionId: string): Promise<void> {
    await manager.query(
      'UPDATE user_session SET revoked_at = now() WHERE user_id = $1 AND id <> $2 AND revoked_at IS NULL',
      [userId, keptSessionId],
    );
  }

  /** Forgets sessions that ended a month ago. */
  async sweep(): Promise<void> {
    await this.dataSource.query("DELETE FROM user_session WHERE expires_at < now() - interval '30 days'");
  }

  /** @returns the new end, or null when the session was revoked this very moment */
  private async prolong(id: string): Promise<Date | null> {
    const [rows] = await this.dataSource.query<[{ expires_at: Date }[], number]>(
      `UPDATE user_session
       SET expires_at = least(now() + make_interval(days => $2), created_at + make_interval(days => $3))
       WHERE id = $1 AND revoked_at IS NULL RETURNING expires_at`,
      [id, SESSION_IDLE_DAYS, SESSION_MAX_DAYS],
    );
    return rows[0]?.expires_at ?? null;
  }
}
