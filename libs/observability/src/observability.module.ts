import { type DynamicModule, Global, Module } from '@nestjs/common';
import { HealthRegistry } from './health-registry.js';
import { createLogger, type Logger, type LoggerOptions } from './logger.js';
import { Metrics } from './metrics.js';

/** Inject with `@Inject(LOGGER) logger: Logger`. */
export const LOGGER = Symbol('guildhall:logger');

/** Logger, figures and readiness checks of the whole process. */
@Global()
@Module({})
export class ObservabilityModule {
  /** @param options what to make a logger of, or the logger that `main.ts` already writes with */
  static forRoot(options: LoggerOptions | { readonly logger: Logger }): DynamicModule {
    const logger = 'logger' in options ? options.logger : createLogger(options);
    return {
      module: ObservabilityModule,
      providers: [{ provide: LOGGER, useValue: logger }, Metrics, HealthRegistry],
      exports: [LOGGER, Metrics, HealthRegistry],
    };
  }
}
