import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Queue, Worker } from 'bullmq';
import { DrainLoop, type DrainOptions } from './drain-loop.js';
import { closeAll, QUEUE_BACKEND, type QueueBackend } from './queue-backend.js';

/** What may be waiting in PostgreSQL. */
export type DoorbellName = 'operations' | 'domain-events' | 'webhooks';

/** One queue for all rings, a job's name says whose: every BullMQ worker is one more connection that listens all day. */
const QUEUE_NAME = 'doorbell';

/**
 * Tells whoever works on `name` that there is work in PostgreSQL. Never the record of anything: a ring may be lost,
 * doubled or early, and the loops find the work without it.
 */
@Injectable()
export class Doorbell implements OnModuleDestroy {
  private readonly logger = new Logger(Doorbell.name);
  private queue: Queue | undefined;
  private worker: Worker | undefined;
  private readonly ringing = new Map<DoorbellName, 'once' | 'again'>();
  private readonly loops = new Map<DoorbellName, DrainLoop>();
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
   * `sweepEveryMs`. Stop it before the pool closes. Every process that drains one name drains all: a ring wakes one process.
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
    this.worker ??= this.backend.worker(QUEUE_NAME, (ring) => this.answer(ring.name), 1);
    return loop;
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.loops.values()].map((loop) => loop.stop()));
    await closeAll([this.worker, this.queue], this.inFlight);
  }

  private async send(name: DoorbellName): Promise<void> {
    try {
      this.queue ??= this.backend.queue(QUEUE_NAME);
      // At most one ring waits; one that comes while another is being answered is answered after it.
      await this.queue.add(name, {}, { deduplication: { id: name, keepLastIfActive: true } });
    } catch (error) {
      this.warn(`the doorbell of ${name} did not ring (the sweep will find the work): ${messageOf(error)}`);
    }
  }

  /** Also of work that is not done here: only the sweep of whoever does it finds it then. */
  private answer(name: string): Promise<void> {
    this.loops.get(name as DoorbellName)?.wake();
    return Promise.resolve();
  }

  private warn(message: string): void {
    if (Date.now() - this.lastWarnedAt < 10_000) return;
    this.lastWarnedAt = Date.now();
    this.logger.warn(message);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
