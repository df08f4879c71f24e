import { type AppConfig, CONFIG } from '@guildhall/config';
import type { Role } from '@guildhall/database';
import { addLogContext } from '@guildhall/observability';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { type AuthenticatedRequest, OPTIONAL_USER, PUBLIC, ROLES } from './auth.decorators.js';
import { RoleRequired, Unauthenticated } from './auth.errors.js';
import { Authenticator } from './authenticator.js';
import { clearCookie, readCookie, SESSION_COOKIE, setCookie } from './cookies.js';
import { CsrfCheck } from './csrf-check.js';
import type { Principal } from './principal.js';

/** Secure by default: a handler that says nothing needs a signed-in user. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly secure: boolean;

  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly csrf: CsrfCheck,
    @Inject(CONFIG) { environment }: AppConfig,
  ) {
    this.secure = environment === 'production';
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, places) === true;
    this.csrf.check(request, isPublic);
    if (isPublic) return true;
    const principal = await this.principalOf(request, context.switchToHttp().getResponse<FastifyReply>());
    if (principal === null) {
      if (this.reflector.get<boolean | undefined>(OPTIONAL_USER, context.getHandler()) === true) return true;
      throw new Unauthenticated();
    }
    const roles = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES, places);
    if (roles !== undefined && !roles.some((role) => principal.roles.includes(role))) throw new RoleRequired(roles);
    request.principal = principal;
    addLogContext({ userId: principal.userId });
    return true;
  }

  /** @returns null when no credential was sent @throws Unauthenticated when one was that is not good */
  private async principalOf(request: AuthenticatedRequest, reply: FastifyReply): Promise<Principal | null> {
    const header = request.headers.authorization;
    if (header !== undefined) return this.authenticate(/^Bearer ([\w-]{1,200})$/i.exec(header)?.[1]);
    const session = readCookie(request, SESSION_COOKIE);
    if (session === undefined) return null;
    try {
      const principal = await this.authenticate(session);
      const { isProlonged = false, sessionExpiresAt: expiresAt } = principal;
      if (isProlonged && expiresAt) setCookie(reply, SESSION_COOKIE, session, { expiresAt, secure: this.secure });
      return principal;
    } catch (error) {
      // No script can take a dead cookie away; without it the next request is a guest's.
      if (error instanceof Unauthenticated) clearCookie(reply, SESSION_COOKIE, this.secure);
      throw error;
    }
  }

  private async authenticate(token: string | undefined): Promise<Principal> {
    const principal = token === undefined ? null : await this.authenticator.authenticate(token);
    if (principal === null) throw new Unauthenticated();
    return principal;
  }
}
