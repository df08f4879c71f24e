import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '@guildhall/database';
import { addLogContext } from '@guildhall/observability';
import { type AuthenticatedRequest, OPTIONAL_USER, PUBLIC, ROLES } from './auth.decorators.js';
import { RoleRequired, Unauthenticated } from './auth.errors.js';
import { Authenticator } from './authenticator.js';

/** Secure by default: a handler that says nothing needs a signed-in user. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, places) === true) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const header = request.headers.authorization;
    if (header === undefined) {
      if (this.reflector.get<boolean | undefined>(OPTIONAL_USER, context.getHandler()) === true) return true;
      throw new Unauthenticated();
    }
    const principal = await this.authenticate(header);
    const roles = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES, places);
    if (roles !== undefined && !roles.some((role) => principal.roles.includes(role))) throw new RoleRequired(roles);
    request.principal = principal;
    addLogContext({ userId: principal.userId });
    return true;
  }

  private async authenticate(header: string) {
    const token = /^Bearer ([\w-]{1,200})$/i.exec(header)?.[1];
    const principal = token === undefined ? null : await this.authenticator.authenticate(token);
    if (principal === null) throw new Unauthenticated();
    return principal;
  }
}
