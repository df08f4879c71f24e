import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { requireKey } from './idempotency-key.js';

export const KEY_REQUIRED = 'guildhall:idempotency-key-required';
export const REPLAY_MODE = 'guildhall:replay-mode';

/** What is kept of an answer: all of it, only that the request was made, or nothing at all. */
export type ReplayMode = 'answer' | 'rerun' | 'nothing';

const readKey = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  requireKey(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** `@IdempotencyKey() idempotencyKey: string`. Makes the header required: 400 `idempotency_key_missing` without it. */
export function IdempotencyKey(): ParameterDecorator {
  return (target, property, index) => {
    readKey()(target, property, index);
    const handler = property === undefined ? undefined : (Reflect.get(target, property) as object);
    if (handler !== undefined) Reflect.defineMetadata(KEY_REQUIRED, true, handler);
  };
}

/**
 * For answers that hold a client secret (invariant I9): nothing of the answer is stored. A repeated request runs the
 * handler again, also while the first one still runs, so its use case must itself be idempotent by the key.
 */
export const ReplayByRerun = (): MethodDecorator => SetMetadata(REPLAY_MODE, 'rerun' satisfies ReplayMode);

/**
 * For requests that hold a password or make a token: not even a fingerprint of the request is stored. A repeated
 * request runs the handler again.
 */
export const NeverRecorded = (): MethodDecorator => SetMetadata(REPLAY_MODE, 'nothing' satisfies ReplayMode);
