import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Queue, Worker } from 'bullmq';
import { DrainLoop, type DrainOptions } from './drain-loop.js';
import { closeAll, QUEUE_BACKEND, type QueueBackend } from './queue-backend.js';

/** What may be waiting in PostgreSQL. */
export type DoorbellName = 'operations' | 'domain-events' | 'webhooks';

/**
 * Tells whoever works on `name` that there is work in PostgreSQL. Never the record of anything: a ring may be lost,
 * doubled or early, and the loops find the work without it.
 */
@Injectable()
export class Doorbell implements OnModuleDestroy {
  private readonly logger = new Logger(Doorbell.name);
  private readonly queues = new Map<DoorbellName, Queue>();
  private readonly ringing = new Map<DoorbellName, 'once' | 'again'>();
  private readonly loops = new Map<DoorbellName, DrainLoop>();
  private readonly workers: Worker[] = [];
  private readonly inFlight = new Set<Promise<void>>();
  private closed = false;
  private lastWarnedAt = 0;

  constructor(@Inject(QUEUE_BACKEND) private readonly backend: QueueBackend) {}

  /** Returns at once and never throws. Rings that come while one is on its way are put together. */
  ring(name: DoorbellName): void {
    if (this.closed) return;
    const here = this.loops.get(name);
    if (here !== undefined) {
      here.wake(); // whoever is to be woken lives in this process
      return;
    }
    if (this.ringing.has(name)) {
      this.ringing.set(name, 'again');
      return;
    }
    this.ringing.set(name, 'once');
    const sending = this.send(name).finally(() => {
      this.inFlight.delete(sending);
      const again = this.ringing.get(name) === 'again';
      this.ringing.delete(name);
      if (again) this.ring(name);
    });
    this.inFlight.add(sending);
  }

  /**
   * Starts a loop that makes passes over the work of `name` when somebody rings and, rung or not, every
   * `sweepEveryMs`. Stop it before the pool closes.
   */
  drainOn(name: DoorbellName, options: Omit<DrainOptions, 'name' | 'onError'>): DrainLoop {
    const loop = new DrainLoop({
      ...options,
      name,
      onError: (error) => {
        this.logger.error(`a pass over ${name} failed: ${messageOf(error)}`);
      },
    });
    this.loops.set(name, loop);
    loop.start();
    const answer = () => {
      loop.wake();
      return Promise.resolve();
    };
    this.workers.push(this.backend.worker(queueName(name), answer, 1));
    return loop;
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.loops.values()].map((loop) => loop.stop()));
    await closeAll([...this.workers, ...this.queues.values()], this.inFlight);
  }

  private async send(name: DoorbellName): Promise<void> {
    try {
      // At most one ring waits; one that comes while another is being answered is answered after it.
      await this.queueOf(name).add('ring', {}, { deduplication: { id: 'ring', keepLastIfActive: true } });
    } catch (error) {
      this.warn(`the doorbell of ${name} did not ring (the sweep will find the work): ${messageOf(error)}`);
    }
  }

  private queueOf(name: DoorbellName): Queue {
    const known = this.queues.get(name);
    if (known !== undefined) return known;
    const queue = this.backend.queue(queueName(name));
    this.queues.set(name, queue);
    return queue;
  }

  private warn(message: string): void {
    if (Date.now() - this.lastWarnedAt < 10_000) return;
    this.lastWarnedAt = Date.now();
    this.logger.warn(message);
  }
}

const queueName = (name: DoorbellName) => `doorbell-${name}`;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
