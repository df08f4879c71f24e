import { type DynamicModule, Module } from '@nestjs/common';
import { type AppConfig, ConfigModule } from '@guildhall/config';
import { DatabaseModule } from '@guildhall/database';
import { type Logger, ObservabilityModule } from '@guildhall/observability';
import { type ApiModule, moduleOf } from './api-options.js';
import { HttpModule } from './http.module.js';

/** The slices of an API with all that is around them. */
@Module({})
export class ApiRoot {
  static around(api: ApiModule, config: AppConfig, name: string, logger: Logger): DynamicModule {
    const database = { url: config.databaseUrl, poolSize: config.databasePoolSize, applicationName: name };
    return {
      module: ApiRoot,
      imports: [
        ConfigModule.forRoot(config),
        ObservabilityModule.forRoot({ logger }),
        DatabaseModule.forRoot(database),
        moduleOf(api, config),
        HttpModule,
      ],
    };
  }
}
