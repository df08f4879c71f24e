import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AppConfig, InvalidConfiguration, loadConfig } from '@guildhall/config';
import { createLogger, HealthRegistry, type Logger } from '@guildhall/observability';
import type { ApiModule, ApiOptions } from './api-options.js';
import { createApi } from './create-api.js';
import { closeConnectionsWhen } from './fastify-hooks.js';

const STOP_WITHIN_MS = 15_000;

/**
 * Runs an API as this process: reads the environment, listens, tells its parent (`{ ready: true, url }`), and on SIGTERM
 * or SIGINT finishes what is in flight. Exits with 1, saying why, when it cannot start.
 */
export async function bootstrapApi(api: ApiModule, options: ApiOptions): Promise<void> {
  const config = configOrExit();
  const logger = createLogger({ service: options.name, level: config.logLevel });
  try {
    const app = await createApi(api, config, options, logger);
    stopOnSignal(app, logger);
    await app.listen(config.port, config.host);
    const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    logger.info({ url }, 'listening');
    process.send?.({ ready: true, url });
  } catch (error) {
    logger.fatal(error instanceof Error ? error : new Error(String(error)));
    process.exit(1);
  }
}

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
  closeConnectionsWhen(app.getHttpAdapter().getInstance(), () => stopping);
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
  await new Promise<void>((resolve) => {
    app.getHttpServer().close(() => {
      resolve();
    });
  });
  await app.close();
}
