import type { FastifyInstance } from 'fastify';

/** Whatever is sent is handed on as the bytes that came: signatures are made over bytes, and parsing can wait. */
export function keepBodiesRaw(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
}
