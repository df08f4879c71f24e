import { type AppConfig, ConfigModule } from '@guildhall/config';
import { DatabaseModule } from '@guildhall/database';
import { type Logger, ObservabilityModule } from '@guildhall/observability';
import { QueueModule } from '@guildhall/queue';
import type { DynamicModule } from '@nestjs/common';

/** What both processes of this app stand on. */
export function platformModules(config: AppConfig, logger: Logger, name: string): DynamicModule[] {
  return [
    ConfigModule.forRoot(config),
    ObservabilityModule.forRoot({ logger }),
    DatabaseModule.forRoot({ url: config.databaseUrl, poolSize: config.databasePoolSize, applicationName: name }),
    QueueModule.forRoot({ redisUrl: config.redisUrl, databaseUrl: config.databaseUrl }),
  ];
}
