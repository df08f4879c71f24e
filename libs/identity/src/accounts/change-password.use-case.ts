import { Injectable } from '@nestjs/common';
import { UserAccountEntity } from '@guildhall/database';
import { DataSource } from 'typeorm';
import { InvalidCredentials, UserNotFound } from '../identity.errors.js';
import { hashPassword, verifyPassword } from '../passwords/password-hash.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { LogInUseCase } from './log-in.use-case.js';
import { UserAccountsRepository } from './user-accounts.repository.js';

export interface ChangePassword {
  readonly userId: string;
  /** The one that asks: it goes on, all others end. */
  readonly sessionId: string;
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly address: string;
}

@Injectable()
export class ChangePasswordUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: UserAccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly logIn: LogInUseCase,
  ) {}

  /**
   * A repetition of a change that was already made changes nothing.
   * @throws InvalidCredentials, TooManyLogins
   */
  async execute({ userId, sessionId, currentPassword, newPassword, address }: ChangePassword): Promise<void> {
    const account = await this.accounts.byId(userId);
    if (account === null) throw new UserNotFound();
    try {
      await this.logIn.verify({ email: account.email, password: currentPassword, address });
    } catch (error) {
      if (error instanceof InvalidCredentials && (await verifyPassword(account.passwordHash, newPassword))) return;
      throw error;
    }
    const passwordHash = await hashPassword(newPassword);
    await this.dataSource.transaction(async (manager) => {
      await manager.update(UserAccountEntity, { id: userId }, { passwordHash });
      await this.sessions.revokeOthers(manager, userId, sessionId);
    });
  }
}
