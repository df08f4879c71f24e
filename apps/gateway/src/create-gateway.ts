import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { GatewayConfig } from '@guildhall/config';
import type { Logger } from '@guildhall/observability';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import { proxyApi } from './api-proxy.js';
import { servePages } from './pages.js';

/** One origin for people: the built pages, and behind `/api/` the three APIs. It decides nothing and keeps nothing. */
export async function createGateway(config: GatewayConfig, logger: Logger): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = logger;
  const app: FastifyInstance = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }), // the APIs log requests
    trustProxy: config.trustProxy,
    genReqId: () => randomUUID(),
    keepAliveTimeout: 65_000,
    forceCloseConnections: true, // an open event stream must not hold up a stop
  });
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', () => ({ status: 'ok' }));
  for (const [name, upstream] of Object.entries(config.apis)) await proxyApi(app, name, upstream);
  await servePages(app, resolve(config.webRoot), config.stripeApiBase);
  return app;
}
