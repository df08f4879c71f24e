import { Injectable } from '@nestjs/common';
import type { UserAccountEntity } from '@guildhall/database';
import { InvalidCredentials } from '../identity.errors.js';
import { LoginThrottle } from '../passwords/login-throttle.js';
import { verifyPassword } from '../passwords/password-hash.js';
import { type OpenedSession, SessionsRepository } from '../sessions/sessions.repository.js';
import { normalEmail, UserAccountsRepository } from './user-accounts.repository.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Of the network, as the connection says; never from a header that anyone can write. */
  readonly address: string;
}

export interface SignedIn extends OpenedSession {
  readonly account: UserAccountEntity;
}

@Injectable()
export class LogInUseCase {
  constructor(
    private readonly accounts: UserAccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly throttle: LoginThrottle,
  ) {}

  /** @throws InvalidCredentials, TooManyLogins */
  async execute(credentials: Credentials): Promise<SignedIn> {
    const account = await this.verify(credentials);
    return { account, ...(await this.sessions.open(account.id)) };
  }

  /** Checks a password as a login does, throttled, without opening a session. */
  async verify({ email, password, address }: Credentials): Promise<UserAccountEntity> {
    await this.throttle.attempt(normalEmail(email), address);
    const account = await this.accounts.byEmail(email);
    const matches = await verifyPassword(account?.passwordHash ?? null, password);
    if (account === null || !matches) throw new InvalidCredentials();
    await this.throttle.succeeded(normalEmail(email), address);
    return account;
  }
}
