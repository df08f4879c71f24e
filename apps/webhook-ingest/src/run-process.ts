import { randomUUID } from 'node:crypto';
import { type AppConfig, InvalidConfiguration, loadConfig } from '@guildhall/config';
import { createLogger, HealthRegistry, type Logger, Metrics, NestLoggerService } from '@guildhall/observability';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { keepBodiesRaw } from './raw-body.js';
import { addServiceRoutes } from './service-routes.js';

const BODY_LIMIT_BYTES = 1_048_576;
const REQUEST_TIMEOUT_MS = 10_000;
const STOP_WITHIN_MS = 15_000;

export interface ProcessOptions {
  /** In logs and in pg_stat_activity. */
  readonly name: string;
  readonly module: (config: AppConfig, logger: Logger) => DynamicModule;
}

/**
 * Runs this process until it is told to stop: reads the environment, listens, says where. On SIGTERM and SIGINT it takes
 * nothing new, finishes what it has in hand, and ends.
 */
export async function runProcess({ name, module }: ProcessOptions): Promise<void> {
  const config = configOrExit();
  const logger = createLogger({ service: name, level: config.logLevel });
  try {
    const app = await createApp(module(config, logger), logger);
    stopOnSignal(app, logger);
    await app.listen(config.port, config.host);
    const url = await app.getUrl();
    logger.info({ url }, 'listening');
    process.send?.({ ready: true, url });
  } catch (error) {
    logger.fatal(error instanceof Error ? error : new Error(String(error)));
    process.exit(1);
  }
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

/** All mistakes at once, and no values: they may be secrets. */
function configOrExit(): AppConfig {
  try {
    return loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof InvalidConfiguration)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

function stopOnSignal(app: NestFastifyApplication, logger: Logger): void {
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    finish(app).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error(error instanceof Error ? error : new Error(String(error)));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', () => {
    stop('disconnect'); // whoever started this process has died
  });
}

/** First no new connections and the last answers, only then the modules: a request in flight still needs its pool. */
async function finish(app: NestFastifyApplication): Promise<void> {
  app.get(HealthRegistry).stop();
  const server = app.getHttpServer();
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  // A connection is idle once its last answer is out, which may be after `close` looked.
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, 20);
  await closed;
  clearInterval(idle);
  await app.close();
}
