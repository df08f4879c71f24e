import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { contentSecurityPolicy, SECURITY_HEADERS, stripeSources } from './security-headers.js';

const A_YEAR_S = 31_536_000;
const AREAS = ['seller', 'operator'];

/**
 * Serves the built application: hashed files for a year, pages afresh, and the area's page for every address below it that
 * is no file (the router in the browser knows the rest).
 * @param webRoot what `apps/web` was built into
 * @param stripeApiBase the emulator's address; undefined: Stripe itself
 */
export async function servePages(
  app: FastifyInstance,
  webRoot: string,
  stripeApiBase: string | undefined,
): Promise<void> {
  const paying = JSON.parse(await readFile(join(webRoot, 'paying-pages.json'), 'utf8')) as string[];
  const pays = (path: string): boolean => paying.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
  const policy = contentSecurityPolicy(undefined);
  const payingPolicy = contentSecurityPolicy(stripeSources(stripeApiBase));
  await app.register(fastifyStatic, { root: webRoot, serve: false, preCompressed: true, cacheControl: false });

  const page = (path: string, reply: FastifyReply): FastifyReply => {
    const area = AREAS.find((name) => path === `/${name}` || path.startsWith(`/${name}/`));
    return reply
      .headers({ ...SECURITY_HEADERS, 'cache-control': 'no-cache' })
      .header('content-security-policy', pays(path) ? payingPolicy : policy)
      .sendFile(area === undefined ? 'index.html' : `${area}/index.html`);
  };
  const file = (path: string, reply: FastifyReply): FastifyReply =>
    reply
      .headers(SECURITY_HEADERS)
      .header('content-security-policy', policy)
      .header('cache-control', path.startsWith('/assets/') ? `public, max-age=${A_YEAR_S}, immutable` : 'no-cache')
      .sendFile(path.slice(1));

  app.get('/*', (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const isFile = path.startsWith('/assets/') || (/\.[a-z0-9]+$/.test(path) && !path.endsWith('.html'));
    return isFile ? file(path, reply) : page(path, reply);
  });
}
