import type { IncomingHttpHeaders } from 'node:http';
import proxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Pictures are the largest thing that anybody sends. The APIs have limits of their own, route by route. */
const BODY_LIMIT_BYTES = 8 * 1_048_576;
/** An API that answers nothing for this long is taken for dead. Streams send a comment more often than that. */
const SILENCE_LIMIT_MS = 120_000;
const MOST_CONNECTIONS_PER_API = 128;

/** `/api/buyer/v1/orders` becomes `/v1/orders` at that API. Bodies and answers (server-sent events too) pass as streams. */
export async function proxyApi(app: FastifyInstance, name: string, upstream: string): Promise<void> {
  await app.register(proxy, {
    prefix: `/api/${name}`,
    rewritePrefix: '',
    upstream,
    disableRequestLogging: true, // of what it sends on
    undici: {
      connections: MOST_CONNECTIONS_PER_API,
      headersTimeout: SILENCE_LIMIT_MS,
      bodyTimeout: SILENCE_LIMIT_MS,
    },
    preHandler: (request, reply, done) => {
      if (Number(request.headers['content-length'] ?? 0) <= BODY_LIMIT_BYTES) {
        done();
        return;
      }
      void problem(reply, request, 413, 'body_too_large', `At most ${BODY_LIMIT_BYTES} bytes are taken.`);
    },
    replyOptions: {
      rewriteRequestHeaders: (request, headers) => forwarded(request as unknown as FastifyRequest, headers),
      onError: (reply, { error }) => {
        reply.request.log.warn({ err: error, api: name }, 'the API did not answer');
        void problem(
          reply,
          reply.request,
          502,
          'api_unavailable',
          'The service is not answering. Try again in a moment.',
        );
      },
    },
  });
}

/** Who asked and for which address, said by us: what a client writes there itself is not believed. */
function forwarded(request: FastifyRequest, headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return {
    ...headers,
    'x-forwarded-for': request.ip,
    'x-forwarded-host': request.host,
    'x-forwarded-proto': request.protocol,
  };
}

interface Answerable {
  code(status: number): { type(type: string): { send(body: string): unknown } };
}

function problem(reply: unknown, request: { id: string }, status: number, code: string, detail: string): unknown {
  const document = { type: `urn:guildhall:problem:${code}`, status, code, detail, requestId: request.id };
  return (reply as Answerable).code(status).type('application/problem+json').send(JSON.stringify(document));
}
