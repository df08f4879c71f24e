import { type AppConfig, InvalidConfiguration, loadConfig } from '@guildhall/config';
import { createLogger, HealthRegistry, type Logger } from '@guildhall/observability';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const STOP_WITHIN_MS = 15_000;

export interface ServerOptions {
  /** In logs and in pg_stat_activity. */
  readonly name: string;
  /** @param isStopping whether the process has been told to stop */
  readonly create: (config: AppConfig, logger: Logger, isStopping: () => boolean) => Promise<NestFastifyApplication>;
}

/**
 * Runs a server as this process: reads the environment, listens, tells its parent (`{ ready: true, url }`), and on SIGTERM
 * or SIGINT takes nothing new and finishes what it has in hand. Exits with 1, saying why, when it cannot start.
 */
export async function runServer({ name, create }: ServerOptions): Promise<void> {
  const config = configOrExit();
  const logger = createLogger({ service: name, level: config.logLevel });
  let stopping = false;
  try {
    const app = await create(config, logger, () => stopping);
    onStopSignal((signal) => {
      if (stopping) return;
      stopping = true;
      logger.info({ signal }, 'stopping');
      stop(app, logger);
    });
    await app.listen(config.port, config.host);
    const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    logger.info({ url }, 'listening');
    process.send?.({ ready: true, url });
  } catch (error) {
    logger.fatal(error instanceof Error ? error : new Error(String(error)));
    process.exit(1);
  }
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

function onStopSignal(stopFor: (signal: string) => void): void {
  process.on('SIGTERM', stopFor);
  process.on('SIGINT', stopFor);
  process.on('disconnect', () => {
    stopFor('disconnect'); // whoever started this process has died
  });
}

function stop(app: NestFastifyApplication, logger: Logger): void {
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  finish(app).then(
    () => process.exit(0),
    (error: unknown) => {
      logger.error(error instanceof Error ? error : new Error(String(error)));
      process.exit(1);
    },
  );
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
