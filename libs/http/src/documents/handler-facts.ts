import type { Type } from '@nestjs/common';
import { MetadataScanner, type NestContainer } from '@nestjs/core';
import type { Role } from '@guildhall/database';
import { OPTIONAL_USER, PUBLIC, ROLES } from '../auth/auth.decorators.js';
import { KEY_REQUIRED, REPLAY_MODE, type ReplayMode } from '../idempotency/idempotency.decorators.js';
import { API_PROBLEMS, type DomainErrorClass } from '../problems/api-problems.decorator.js';

/** What the decorators of one handler say, for its operation in the document. */
export interface HandlerFacts {
  /**
   * `public`; or `signed-in`; or the roles of which a signed-in user needs one. With `optional` before them guests may
   * call it too: a token that is sent must still be good, and its user have one of the roles.
   */
  readonly access: readonly (Role | 'public' | 'optional' | 'signed-in')[];
  readonly keyRequired: boolean;
  /** Repeated requests are compared with the first one. */
  readonly recorded: boolean;
  readonly problems: readonly DomainErrorClass[];
}

/** `OrdersController.create` is the operation `Orders_create`. */
export function operationIdOf(controller: string, method: string): string {
  return `${controller.replace(/Controller$/, '')}_${method}`;
}

/** @returns what is known about every handler, by operation id */
export function handlerFacts(container: NestContainer): Map<string, HandlerFacts> {
  const scanner = new MetadataScanner();
  const facts = new Map<string, HandlerFacts>();
  const seen = new Set<unknown>();
  for (const module of container.getModules().values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function' || seen.has(metatype)) continue;
      seen.add(metatype);
      const controller = metatype as Type;
      const prototype = controller.prototype as Record<string, object>;
      for (const method of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[method];
        if (handler === undefined || Reflect.getMetadata('path', handler) === undefined) continue;
        const id = operationIdOf(controller.name, method);
        if (facts.has(id)) throw new Error(`two handlers would both be the operation ${id}: rename a controller`);
        facts.set(id, factsOf(controller, handler));
      }
    }
  }
  return facts;
}

function factsOf(controller: Type, handler: object): HandlerFacts {
  const either = <Value>(key: string) =>
    (Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller)) as Value | undefined;
  const all = <Value>(key: string) =>
    [Reflect.getMetadata(key, controller), Reflect.getMetadata(key, handler)].flatMap(
      (list) => (list as Value[] | undefined) ?? [],
    );
  const isOptional = Reflect.getMetadata(OPTIONAL_USER, handler) === true;
  const roles = either<Role[]>(ROLES) ?? [];
  const signedIn = roles.length > 0 || isOptional ? roles : (['signed-in'] as const);
  return {
    access: either<boolean>(PUBLIC) === true ? ['public'] : isOptional ? ['optional', ...roles] : signedIn,
    recorded: Reflect.getMetadata(REPLAY_MODE, handler) !== ('nothing' satisfies ReplayMode),
    keyRequired: Reflect.getMetadata(KEY_REQUIRED, handler) === true,
    problems: all<DomainErrorClass>(API_PROBLEMS),
  };
}
