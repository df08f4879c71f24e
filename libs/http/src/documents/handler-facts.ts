import type { Type } from '@nestjs/common';
import { MetadataScanner, type NestContainer } from '@nestjs/core';
import type { Role } from '@guildhall/database';
import { OPTIONAL_USER, PUBLIC, ROLES } from '../auth/auth.decorators.js';
import { KEY_REQUIRED, REPLAY_MODE, type ReplayMode } from '../idempotency/idempotency.decorators.js';
import { API_PROBLEMS, type DomainErrorClass } from '../problems/api-problems.decorator.js';

/** What the decorators of one handler say, for its operation in the document. */
export interface HandlerFacts {
  /** `public` and `optional` need no token; an empty list means any signed-in user. */
  readonly access: 'public' | 'optional' | readonly Role[];
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
  const optional = Reflect.getMetadata(OPTIONAL_USER, handler) === true;
  return {
    access: either<boolean>(PUBLIC) === true ? 'public' : optional ? 'optional' : (either<Role[]>(ROLES) ?? []),
    recorded: Reflect.getMetadata(REPLAY_MODE, handler) !== ('nothing' satisfies ReplayMode),
    keyRequired: Reflect.getMetadata(KEY_REQUIRED, handler) === true,
    problems: all<DomainErrorClass>(API_PROBLEMS),
  };
}
