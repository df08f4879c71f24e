import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../auth/auth.decorators.js';
import { PROBLEM_CONTENT_TYPE } from '../problems/problem.filter.js';
import { problemOf } from '../problems/problem-of.js';
import { keyOf, requireKey } from './idempotency-key.js';
import { KEY_REQUIRED, REPLAY_MODE, type ReplayMode } from './idempotency.decorators.js';
import { IdempotencyStore, sha256, type StoredAnswer } from './idempotency.store.js';

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
    if (mode === 'rerun') return from(this.rerun(request, key, next));
    return from(this.run(request, context.switchToHttp().getResponse<FastifyReply>(), key, next));
  }

  /** Whoever comes again, or at the same time, runs too: the use case sees to it that there is one effect. */
  private async rerun(request: AuthenticatedRequest, key: string, next: CallHandler): Promise<unknown> {
    const first = await this.store.recognise(scopeOf(request), key, hashOf(request));
    try {
      return (await lastValueFrom(next.handle(), { defaultValue: undefined })) as unknown;
    } catch (error) {
      if (first !== null) await this.settle(() => this.store.release(first));
      throw error;
    }
  }

  private async run(request: AuthenticatedRequest, reply: FastifyReply, key: string, next: CallHandler) {
    const begun = await this.store.begin(scopeOf(request), key, hashOf(request));
    if (!('fence' in begun)) return replay(begun, request, reply);
    try {
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.store.finish(begun, { status: reply.statusCode, body: answer });
      return answer;
    } catch (error) {
      const problem = problemOf(error);
      const isKept = problem.status < 500 && !NOT_STORED.has(problem.status);
      await this.settle(() =>
        isKept ? this.store.finish(begun, { status: problem.status, body: problem }) : this.store.release(begun),
      );
      throw error;
    }
  }

  /** The caller learns the failure itself, whatever becomes of the record: its lock runs out. */
  private async settle(change: () => Promise<void>): Promise<void> {
    try {
      await change();
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
