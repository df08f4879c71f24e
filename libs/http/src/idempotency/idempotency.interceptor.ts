import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../auth/auth.decorators.js';
import { PROBLEM_CONTENT_TYPE } from '../problems/problem.filter.js';
import { problemOf } from '../problems/problem-of.js';
import { keyOf, requireKey } from './idempotency-key.js';
import { KEY_REQUIRED, REPLAY_MODE, type ReplayMode } from './idempotency.decorators.js';
import { type Claim, IdempotencyStore, sha256, type StoredAnswer } from './idempotency.store.js';

const MUTATING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** Not an answer to the request itself: who asks, how often, or a failure of ours. */
const NOT_STORED = new Set([401, 403, 429]);

/** A retry with the same Idempotency-Key gets the answer of the first try (invariant I1). */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger('idempotency');

  constructor(
    private readonly reflector: Reflector,
    private readonly store: IdempotencyStore,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (!MUTATING.has(request.method)) return next.handle();
    const required = this.reflector.get<boolean | undefined>(KEY_REQUIRED, context.getHandler()) === true;
    const key = required ? requireKey(request) : keyOf(request);
    const mode = this.reflector.get<ReplayMode | undefined>(REPLAY_MODE, context.getHandler()) ?? 'answer';
    if (key === undefined || mode === 'nothing') return next.handle();
    return from(this.run(request, context.switchToHttp().getResponse<FastifyReply>(), key, mode, next));
  }

  private async run(
    request: AuthenticatedRequest,
    reply: FastifyReply,
    key: string,
    mode: ReplayMode,
    next: CallHandler,
  ) {
    const begun = await this.store.begin(scopeOf(request), key, hashOf(request));
    if (!('fence' in begun)) return replay(begun, request, reply);
    try {
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.store.finish(begun, mode === 'rerun' ? null : { status: reply.statusCode, body: answer });
      return answer;
    } catch (error) {
      await this.settleFailure(begun, mode, error);
      throw error;
    }
  }

  /** The caller learns the failure itself, whatever becomes of the record: its lock runs out. */
  private async settleFailure(claim: Claim, mode: ReplayMode, error: unknown): Promise<void> {
    const problem = problemOf(error);
    try {
      if (mode === 'rerun' || problem.status >= 500 || NOT_STORED.has(problem.status)) await this.store.release(claim);
      else await this.store.finish(claim, { status: problem.status, body: problem });
    } catch (cause) {
      this.logger.error(`an idempotency record could not be settled: ${cause instanceof Error ? cause.message : ''}`);
    }
  }
}

function replay({ status, body }: StoredAnswer, request: AuthenticatedRequest, reply: FastifyReply): unknown {
  void reply.status(status).header('idempotent-replayed', 'true');
  if (status < 400) return body ?? undefined;
  void reply.header('content-type', PROBLEM_CONTENT_TYPE);
  return { ...(body as Record<string, unknown>), requestId: request.id };
}

/** A guest is known by their address alone, of which only a hash is kept. */
function scopeOf(request: AuthenticatedRequest): string {
  const who = request.principal === undefined ? `guest:${sha256(request.ip).slice(0, 32)}` : request.principal.userId;
  return `${who} ${request.method} ${pathOf(request)}`;
}

function hashOf(request: AuthenticatedRequest): string {
  return sha256(request.method, request.url, JSON.stringify(request.body ?? null));
}

function pathOf({ url }: AuthenticatedRequest): string {
  return url.split('?', 1)[0] ?? url;
}
