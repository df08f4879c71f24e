import { Doorbell, type DrainLoop } from '@guildhall/queue';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { OperationStore } from './operation.store.js';
import { OperationRunner } from './operation-runner.js';
import { OUTBOX_SETTINGS, type OutboxSettings } from './outbox.settings.js';

/** Sends what nobody has sent: operations recorded for later, to be tried again, or left behind by a dead process. */
@Injectable()
export class OperationRelay implements OnApplicationBootstrap, OnModuleDestroy {
  private loop: DrainLoop | undefined;

  constructor(
    private readonly store: OperationStore,
    private readonly runner: OperationRunner,
    private readonly doorbell: Doorbell,
    @Inject(OUTBOX_SETTINGS) private readonly settings: OutboxSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = this.doorbell.drainOn('operations', {
      pass: () => this.pass(),
      sweepEveryMs: this.settings.sweepEveryMs,
      concurrency: this.settings.relayConcurrency,
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop?.stop();
  }

  /** One operation. @returns whether there was one */
  private async pass(): Promise<boolean> {
    const leased = await this.store.claimNext();
    if (leased === null) return false;
    await this.runner.attempt(leased);
    return true;
  }
}
