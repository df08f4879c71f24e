import type { AppConfig } from '@guildhall/config';
import type { Logger } from '@guildhall/observability';
import { WebhooksIngestModule } from '@guildhall/webhooks';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { DatabaseCheck } from './database-check.js';
import { platformModules } from './platform.modules.js';
import { IngestProblemFilter } from './problem.filter.js';

export const INGEST_NAME = 'webhook-ingest';

/** The endpoint that stores signed events. */
@Module({})
export class IngestModule {
  static forRoot(config: AppConfig, logger: Logger): DynamicModule {
    return {
      module: IngestModule,
      imports: [...platformModules(config, logger, INGEST_NAME), WebhooksIngestModule],
      providers: [DatabaseCheck, { provide: APP_FILTER, useClass: IngestProblemFilter }],
    };
  }
}
