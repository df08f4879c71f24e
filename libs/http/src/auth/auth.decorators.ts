import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Role } from '@guildhall/database';
import type { FastifyRequest } from 'fastify';
import { Unauthenticated } from './auth.errors.js';
import type { Principal } from './principal.js';

export const PUBLIC = 'guildhall:public';
export const OPTIONAL_USER = 'guildhall:optional-user';
export const ROLES = 'guildhall:roles';

/** What the guard leaves on the request. */
export interface AuthenticatedRequest extends FastifyRequest {
  principal?: Principal;
}

/** Anyone may call this; credentials are not even looked at. Without it, a route needs a signed-in user. */
export const Public = () => SetMetadata(PUBLIC, true);

/** One of these roles is needed. On a handler it replaces what its controller says. */
export const Roles = (...roles: Role[]) => SetMetadata(ROLES, roles);

const readUser = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (principal === undefined) throw new Unauthenticated();
  return principal;
});

const readOptionalUser = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | undefined =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().principal,
);

/** `@CurrentUser() user: Principal` */
export const CurrentUser = (): ParameterDecorator => readUser();

/** `@OptionalUser() user: Principal | undefined`: guests may call this. A token that is sent must still be good. */
export function OptionalUser(): ParameterDecorator {
  return (target, property, index) => {
    readOptionalUser()(target, property, index);
    const handler = property === undefined ? undefined : (Reflect.get(target, property) as object);
    if (handler !== undefined) Reflect.defineMetadata(OPTIONAL_USER, true, handler);
  };
}
