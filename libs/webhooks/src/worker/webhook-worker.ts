import { LOGGER, type Logger } from '@guildhall/observability';
import { Doorbell } from '@guildhall/queue';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { EventDispatcher } from './event-dispatcher.js';
import { ObjectLocks } from './object-locks.js';
import { WEBHOOK_WORKER_OPTIONS, type WebhookWorkerOptions } from './worker-options.js';

/** Starts and stops the work on the inbox with the process. */
@Injectable()
export class WebhookWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private stopLoop: (() => Promise<void>) | undefined;
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(
    @Inject(WEBHOOK_WORKER_OPTIONS) private readonly options: WebhookWorkerOptions,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly doorbell: Doorbell,
    private readonly dispatcher: EventDispatcher,
    private readonly locks: ObjectLocks,
  ) {}

  onApplicationBootstrap(): void {
    const loop = this.doorbell.drainOn('webhooks', {
      pass: () => this.dispatcher.pass(),
      sweepEveryMs: this.options.sweepEveryMs,
    });
    this.stopLoop = () => loop.stop();
    this.dispatcher.onDelay = (delayMs) => {
      if (delayMs < this.options.sweepEveryMs)
        setTimeout(() => {
          loop.wake();
        }, delayMs).unref();
    };
    this.heartbeat = setInterval(() => {
      this.dispatcher.renewLeases().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'leases could not be renewed');
      });
    }, this.options.leaseMs / 3);
  }

  /** Claims nothing more, finishes what is at hand. */
  async onModuleDestroy(): Promise<void> {
    await this.stopLoop?.();
    await this.dispatcher.settle();
    clearInterval(this.heartbeat);
    await this.locks.close();
  }
}
