import { type AppConfig, CONFIG } from '@guildhall/config';
import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CommitWatcher } from './commit-watcher.js';
import { DomainEventRelay } from './domain-event.relay.js';
import { OperationRelay } from './operation.relay.js';
import { OperationStore } from './operation.store.js';
import { OperationRegistry } from './operation-registry.js';
import { OperationRunner } from './operation-runner.js';
import { Outbox } from './outbox.js';
import { DEFAULT_OUTBOX_SETTINGS, OUTBOX_SETTINGS, type OutboxSettings } from './outbox.settings.js';

/** Gives the process its `Outbox`. Needs the config, database, stripe and queue modules. */
@Global()
@Module({})
export class OutboxModule {
  /** A process that records operations and runs those whose answer a request waits for. */
  static forHttp(settings: Partial<OutboxSettings> = {}): DynamicModule {
    return assemble(settings, []);
  }

  /** Also sends what the others have left, and hands domain events to their subscribers. */
  static forWorker(settings: Partial<OutboxSettings> = {}): DynamicModule {
    return assemble(settings, [OperationRelay, DomainEventRelay]);
  }
}

function assemble(settings: Partial<OutboxSettings>, relays: Provider[]): DynamicModule {
  return {
    module: OutboxModule,
    imports: [DiscoveryModule],
    providers: [
      {
        provide: OUTBOX_SETTINGS,
        inject: [CONFIG],
        useFactory: ({ workLeaseMs: leaseMs }: AppConfig): OutboxSettings => ({
          ...DEFAULT_OUTBOX_SETTINGS,
          leaseMs,
          ...settings,
        }),
      },
      CommitWatcher,
      OperationRegistry,
      OperationStore,
      OperationRunner,
      Outbox,
      ...relays,
    ],
    exports: [Outbox, CommitWatcher],
  };
}
