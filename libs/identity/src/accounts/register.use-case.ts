import { Injectable } from '@nestjs/common';
import type { Role, UserAccountEntity } from '@guildhall/database';
import { EmailTaken, InvalidCredentials } from '../identity.errors.js';
import { hashPassword } from '../passwords/password-hash.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { type Credentials, LogInUseCase, type SignedIn } from './log-in.use-case.js';
import { UserAccountsRepository } from './user-accounts.repository.js';

export interface Register extends Credentials {
  readonly displayName: string;
  /** Nobody makes themselves an operator. */
  readonly roles: readonly Exclude<Role, 'operator'>[];
}

@Injectable()
export class RegisterUseCase {
  constructor(
    private readonly accounts: UserAccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly logIn: LogInUseCase,
  ) {}

  /**
   * A repetition of the very same registration (its answer was lost) signs in.
   * @throws EmailTaken when the e-mail address has another account, TooManyLogins
   */
  async execute(wanted: Register): Promise<SignedIn> {
    const passwordHash = await hashPassword(wanted.password);
    const account = (await this.accounts.insert({ ...wanted, passwordHash })) ?? (await this.sameAsBefore(wanted));
    return { account, ...(await this.sessions.open(account.id)) };
  }

  private async sameAsBefore(wanted: Register): Promise<UserAccountEntity> {
    const account = await this.logIn.verify(wanted).catch((error: unknown) => {
      throw error instanceof InvalidCredentials ? new EmailTaken() : error;
    });
    const sameRoles =
      wanted.roles.length === account.roles.length && wanted.roles.every((role) => account.roles.includes(role));
    if (!sameRoles || wanted.displayName !== account.displayName) throw new EmailTaken();
    return account;
  }
}
