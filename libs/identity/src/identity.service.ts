import { Injectable } from '@nestjs/common';
import { type Role, UserAccountEntity } from '@guildhall/database';
import { DataSource } from 'typeorm';
import { UserAccountsRepository } from './accounts/user-accounts.repository.js';
import { hashPassword, verifyPassword } from './passwords/password-hash.js';

export interface WantedUser {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
}

/** For the seed, which may run any number of times. Not reachable over HTTP. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: UserAccountsRepository,
  ) {}

  /** @returns the account, which afterwards has this password, name and these roles */
  async ensureUser({ email, password, displayName, roles }: WantedUser): Promise<UserAccountEntity> {
    const known = await this.accounts.byEmail(email);
    const keep = known !== null && (await verifyPassword(known.passwordHash, password));
    const passwordHash = keep ? known.passwordHash : await hashPassword(password);
    const made = known ?? (await this.accounts.insert({ email, passwordHash, displayName, roles }));
    const account = made ?? (await this.accounts.byEmail(email));
    if (account === null) throw new Error('an account that was there a moment ago has gone');
    Object.assign(account, { passwordHash, displayName, roles: [...roles] });
    return this.dataSource.manager.save(account);
  }
}
