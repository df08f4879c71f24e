import { randomUUID } from 'node:crypto';
import type { AppConfig } from '@guildhall/config';
import { runServer } from '@guildhall/http';
import { HealthRegistry, type Logger, Metrics, NestLoggerService } from '@guildhall/observability';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { keepBodiesRaw } from './raw-body.js';
import { addServiceRoutes } from './service-routes.js';

const BODY_LIMIT_BYTES = 1_048_576;
const REQUEST_TIMEOUT_MS = 10_000;

export interface ProcessOptions {
  /** In logs and in pg_stat_activity. */
  readonly name: string;
  readonly module: (config: AppConfig, logger: Logger) => DynamicModule;
}

/** Runs this process until it is told to stop. */
export function runProcess({ name, module }: ProcessOptions): Promise<void> {
  return runServer({ name, create: (config, logger) => createApp(module(config, logger), logger) });
}

async function createApp(root: DynamicModule, logger: Logger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: 65_000,
    genReqId: () => randomUUID(),
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLoggerService(logger),
  });
  const fastify = app.getHttpAdapter().getInstance();
  keepBodiesRaw(fastify);
  addServiceRoutes(fastify, app.get(HealthRegistry), app.get(Metrics));
  await app.init();
  return app;
}
