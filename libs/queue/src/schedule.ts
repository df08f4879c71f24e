import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Queue, Worker } from 'bullmq';
import { closeAll, QUEUE_BACKEND, type QueueBackend } from './queue-backend.js';

interface ScheduledJob {
  readonly everySeconds: number;
  readonly run: () => Promise<unknown>;
  running: Promise<void> | undefined;
}

const QUEUE_NAME = 'schedule';
const LOOK_AFTER_EVERY_MS = 5_000;

/**
 * Jobs every N seconds, once per tick however many worker processes there are. A lost queue is found and refilled.
 * Jobs must bear being run twice or late: a tick is a doorbell too.
 */
@Injectable()
export class Schedule implements OnModuleDestroy {
  private readonly logger = new Logger(Schedule.name);
  private readonly jobs = new Map<string, ScheduledJob>();
  private queue: Queue | undefined;
  private worker: Worker | undefined;
  private lookAfter: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(@Inject(QUEUE_BACKEND) private readonly backend: QueueBackend) {}

  /** Call it when the process starts; every worker process registers the same jobs. @param name unique, for example `orders.expire` */
  every(name: string, everySeconds: number, run: () => Promise<unknown>): void {
    if (this.jobs.has(name)) throw new Error(`two scheduled jobs are called ${name}`);
    this.jobs.set(name, { everySeconds, run, running: undefined });
    this.queue ??= this.backend.queue(QUEUE_NAME);
    this.worker ??= this.backend.worker(QUEUE_NAME, (tick) => this.tick(tick.name), 4);
    this.lookAfter ??= setInterval(() => {
      this.lookAfterAll();
    }, LOOK_AFTER_EVERY_MS);
    setImmediate(() => {
      this.lookAfterAll();
    });
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.lookAfter);
    await this.looking;
    await Promise.all([...this.jobs.values()].map(async (job) => job.running));
    await closeAll([this.worker, this.queue]);
  }

  private async tick(name: string): Promise<void> {
    const job = this.jobs.get(name);
    if (job === undefined || job.running !== undefined) return; // the tick before still runs
    job.running = Promise.resolve(job.run())
      .then(() => undefined)
      .catch((error: unknown) => {
        this.logger.error(`scheduled job ${name} failed: ${error instanceof Error ? error.message : String(error)}`);
      });
    await job.running;
    job.running = undefined;
  }

  private lookAfterAll(): void {
    if (this.looking !== undefined) return;
    this.looking = this.restoreMissing()
      .catch(() => undefined) // the queue is away: asked again in a moment
      .finally(() => {
        this.looking = undefined;
      });
  }

  /** A scheduler that vanished (FLUSHALL, truncated tables) or stopped ticking is written again. */
  private async restoreMissing(): Promise<void> {
    if (this.queue === undefined) return;
    for (const [name, { everySeconds }] of this.jobs) {
      const every = everySeconds * 1_000;
      const known = await this.queue.getJobScheduler(name);
      const alive = known?.every === every && (known.next ?? 0) > Date.now() - every - LOOK_AFTER_EVERY_MS;
      if (!alive) await this.queue.upsertJobScheduler(name, { every }, { name });
    }
  }
}
