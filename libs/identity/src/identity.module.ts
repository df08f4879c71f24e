import { Global, Logger, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Authenticator } from '@guildhall/http';
import { ChangePasswordUseCase } from './accounts/change-password.use-case.js';
import { LogInUseCase } from './accounts/log-in.use-case.js';
import { RegisterUseCase } from './accounts/register.use-case.js';
import { SetRolesUseCase } from './accounts/set-roles.use-case.js';
import { UserAccountsRepository } from './accounts/user-accounts.repository.js';
import { AuditLog } from './audit/audit-log.js';
import { IdentityService } from './identity.service.js';
import { LoginThrottle } from './passwords/login-throttle.js';
import { BrowserSessions } from './sessions/browser-sessions.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { TokenAuthenticator } from './sessions/token-authenticator.js';
import { AccessTokensRepository } from './tokens/access-tokens.repository.js';

const SWEEP_EVERY_MS = 3_600_000;

/** Who is who, for every API and for the seed. `IdentityHttpModule` adds the endpoints. */
@Global()
@Module({
  providers: [
    AccessTokensRepository,
    AuditLog,
    BrowserSessions,
    ChangePasswordUseCase,
    IdentityService,
    LogInUseCase,
    LoginThrottle,
    RegisterUseCase,
    SessionsRepository,
    SetRolesUseCase,
    UserAccountsRepository,
    { provide: Authenticator, useClass: TokenAuthenticator },
  ],
  exports: [
    AccessTokensRepository,
    AuditLog,
    Authenticator,
    BrowserSessions,
    ChangePasswordUseCase,
    IdentityService,
    LogInUseCase,
    RegisterUseCase,
    SessionsRepository,
    SetRolesUseCase,
    UserAccountsRepository,
  ],
})
export class IdentityModule implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('identity');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly throttle: LoginThrottle,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      Promise.all([this.sessions.sweep(), this.throttle.sweep()]).catch((error: unknown) => {
        this.logger.warn(`old sessions were not swept: ${error instanceof Error ? error.message : ''}`);
      });
    }, SWEEP_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
