import { Injectable } from '@nestjs/common';
import { newId, type Role, UserAccountEntity } from '@guildhall/database';
import { DataSource, type EntityManager } from 'typeorm';

export interface NewAccount {
  readonly email: string;
  readonly passwordHash: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
}

@Injectable()
export class UserAccountsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns null when somebody has this e-mail address, also when they got it this very moment */
  async insert(
    account: NewAccount,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<UserAccountEntity | null> {
    const id = newId();
    const rows: unknown[] = await manager.query(
      `INSERT INTO user_account (id, email, password_hash, display_name, roles) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (email) DO NOTHING RETURNING id`,
      [id, normalEmail(account.email), account.passwordHash, account.displayName, account.roles],
    );
    return rows.length === 0 ? null : manager.findOneByOrFail(UserAccountEntity, { id });
  }

  /** @returns null when there is no such user */
  async rename(id: string, displayName: string): Promise<UserAccountEntity | null> {
    await this.dataSource.manager.update(UserAccountEntity, { id }, { displayName });
    return this.byId(id);
  }

  byEmail(email: string): Promise<UserAccountEntity | null> {
    return this.dataSource.manager.findOneBy(UserAccountEntity, { email: normalEmail(email) });
  }

  byId(id: string): Promise<UserAccountEntity | null> {
    return this.dataSource.manager.findOneBy(UserAccountEntity, { id });
  }
}

/** Addresses that differ only in case are one account. */
export function normalEmail(email: string): string {
  return email.toLowerCase();
}
