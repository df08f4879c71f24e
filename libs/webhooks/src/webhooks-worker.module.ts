import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { type AppConfig, CONFIG } from '@guildhall/config';
import { EventBackfill } from './backfill/event-backfill.js';
import { EventInbox } from './event-inbox.js';
import { EventApplier } from './worker/event-applier.js';
import { EventClaims } from './worker/event-claims.js';
import { EventDispatcher } from './worker/event-dispatcher.js';
import { ObjectLocks } from './worker/object-locks.js';
import { WebhookFigures } from './worker/webhook-figures.js';
import { WebhookHandlers } from './worker/webhook-handlers.js';
import { WebhookWorker } from './worker/webhook-worker.js';
import { DEFAULT_WORKER_OPTIONS, WEBHOOK_WORKER_OPTIONS, type WebhookWorkerOptions } from './worker/worker-options.js';

/**
 * Acts on the inbox with every `@StripeWebhookHandler` that the process's modules provide. Needs config, database, queue,
 * stripe and observability modules in the process.
 */
@Module({})
export class WebhooksWorkerModule {
  static forRoot(options: Partial<WebhookWorkerOptions> = {}): DynamicModule {
    return {
      module: WebhooksWorkerModule,
      imports: [DiscoveryModule],
      providers: [
        {
          provide: WEBHOOK_WORKER_OPTIONS,
          inject: [CONFIG],
          useFactory: ({ workLeaseMs: leaseMs }: AppConfig): WebhookWorkerOptions => ({
            ...DEFAULT_WORKER_OPTIONS,
            leaseMs,
            ...options,
          }),
        },
        EventApplier,
        EventBackfill,
        EventClaims,
        EventDispatcher,
        EventInbox,
        ObjectLocks,
        WebhookFigures,
        WebhookHandlers,
        WebhookWorker,
      ],
      exports: [EventBackfill, EventDispatcher],
    };
  }
}
