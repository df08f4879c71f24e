import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { LATENCY_BUCKETS_SECONDS, type LogContext, type Metrics, withLogContext } from '@guildhall/observability';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseJsonBody } from '../validation/json-limits.js';

const API_POLICY = "default-src 'none'; frame-ancestors 'none'";
/** Swagger UI is our own copy, and sets inline styles. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** @returns the caller's x-request-id when it is one that may stand in our logs, or a new one */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[A-Za-z0-9_-]{8,64}$/.test(given) ? given : randomUUID();
}

/** Only JSON bodies are read, by our own parser: a form post from another site gets 415. */
export function acceptJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_, text, done) => {
    try {
      done(null, parseJsonBody(text.toString()));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Every log line of a request carries its id, and the answer does too. */
export function carryRequestId(fastify: FastifyInstance): void {
  const contexts = new WeakMap<FastifyRequest, LogContext>();
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const context = { requestId: request.id };
    contexts.set(request, context);
    void reply.header('x-request-id', request.id);
    void reply.header('cache-control', 'no-store');
    void reply.header('content-security-policy', request.url.startsWith('/docs') ? DOCS_POLICY : API_POLICY);
    withLogContext(context, done);
  });
  // The body's stream events run outside of the first context.
  fastify.addHook('preValidation', (request: FastifyRequest, _: FastifyReply, done: () => void) => {
    withLogContext(contexts.get(request) ?? {}, done);
  });
}

export function measureRequests(fastify: FastifyInstance, metrics: Metrics): void {
  const seconds = metrics.histogram(
    'guildhall_http_request_seconds',
    'Time from the first byte of a request to the last of its answer.',
    LATENCY_BUCKETS_SECONDS,
    ['method', 'route', 'status'],
  );
  fastify.addHook('onResponse', (request, reply, done) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: String(reply.statusCode),
    };
    seconds.observe(labels, reply.elapsedTime / 1_000);
    done();
  });
}

/** While we stop, no connection is kept for another request. */
export function closeConnectionsWhen(fastify: FastifyInstance, draining: () => boolean): void {
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (draining()) void reply.header('connection', 'close');
    done();
  });
}
