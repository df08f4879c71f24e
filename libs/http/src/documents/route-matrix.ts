import type { OpenAPIObject } from '@nestjs/swagger';

/** Everybody an API may be called by. */
export type Caller = 'guest' | 'buyer' | 'seller' | 'operator';

/** One route of an API and who may call it. */
export interface RouteAccess {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in the document: `/v1/orders/{orderId}`. */
  readonly path: string;
  readonly operationId: string;
  /** `x-roles`: `public`, `signed-in`, or roles; with `optional` before them, guests too. */
  readonly roles: readonly string[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/**
 * Every route of an OpenAPI document with its access, for tests that try each route as each caller.
 * @throws Error for a route that does not say who may call it
 */
export function routeMatrix(document: Pick<OpenAPIObject, 'paths'>): RouteAccess[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method): RouteAccess[] => {
      const operation = item[method];
      if (operation === undefined) return [];
      const roles = (operation as unknown as { 'x-roles'?: readonly string[] })['x-roles'];
      if (roles === undefined || roles.length === 0) {
        throw new Error(`${method.toUpperCase()} ${path} does not say who may call it (x-roles)`);
      }
      return [
        {
          method: method.toUpperCase() as RouteAccess['method'],
          path,
          operationId: operation.operationId ?? '',
          roles,
        },
      ];
    }),
  );
}

/** @returns the status that the guard must answer, or null when it must let the caller through */
export function refusalFor({ roles }: RouteAccess, caller: Caller): 401 | 403 | null {
  if (roles.includes('public')) return null;
  if (caller === 'guest') return roles.includes('optional') ? null : 401;
  const wanted = roles.filter((role) => role !== 'optional' && role !== 'signed-in');
  return wanted.length === 0 || wanted.includes(caller) ? null : 403;
}
