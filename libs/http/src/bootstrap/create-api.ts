import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '@guildhall/config';
import { createLogger, type Logger, Metrics, NestLoggerService } from '@guildhall/observability';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { serveDocuments } from '../documents/serve-documents.js';
import { PROBLEM_CONTENT_TYPE } from '../problems/problem.filter.js';
import { problemOf } from '../problems/problem-of.js';
import type { ApiModule, ApiOptions } from './api-options.js';
import { ApiRoot } from './api-root.module.js';
import { acceptJsonOnly, carryRequestId, measureRequests, requestIdOf } from './fastify-hooks.js';
import { originCheck } from './cors.js';

/**
 * Builds an API that does not listen yet: for `bootstrapApi`, and for tests, which call `inject` on it.
 * @param logger where lines go. Default: standard output, at the configured level
 */
export async function createApi(
  api: ApiModule,
  config: AppConfig,
  options: ApiOptions,
  logger: Logger = createLogger({ service: options.name, level: config.logLevel }),
): Promise<NestFastifyApplication> {
  const settings = {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLoggerService(logger),
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiRoot.around(api, config, options.name, logger),
    adapterOf(options, config),
    settings,
  );
  const fastify = app.getHttpAdapter().getInstance();
  carryRequestId(fastify);
  measureRequests(fastify, app.get(Metrics));
  acceptJsonOnly(fastify);
  await app.register(helmet as never, {
    contentSecurityPolicy: false,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  app.enableCors({
    origin: originCheck(config.returnUrlOrigins),
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'x-order-token', 'x-request-id'],
    exposedHeaders: ['x-request-id', 'idempotent-replayed', 'retry-after'],
    maxAge: 600,
  });
  serveDocuments(app, options);
  await app.init();
  return app;
}

function adapterOf({ bodyLimitBytes = 1_048_576, requestTimeoutMs = 30_000 }: ApiOptions, config: AppConfig) {
  return new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    trustProxy: config.trustedProxies ?? false,
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: Math.min(10_000, requestTimeoutMs), connectionsCheckingInterval: 1_000 },
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 200 },
    genReqId: requestIdOf,
    // For what fails before there is a route: a path that cannot be decoded.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const body = problemOf(error);
      void reply
        .status(body.status)
        .header('content-type', PROBLEM_CONTENT_TYPE)
        .send(JSON.stringify({ ...body, requestId: request.id }));
    },
  });
}
