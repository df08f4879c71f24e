import { type DynamicModule, Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Doorbell } from './doorbell.js';
import { PostgresQueueBackend } from './postgres-queue-backend.js';
import { QUEUE_BACKEND, type QueueBackend } from './queue-backend.js';
import { Schedule } from './schedule.js';

export interface QueueOptions {
  /** BullMQ on Redis; without it BullMQ lives in PostgreSQL. */
  readonly redisUrl?: string | undefined;
  readonly databaseUrl: string;
  /** Make the queue's tables when they are missing. False: fail at boot instead. @default true */
  readonly migrate?: boolean;
}

/** Gives the process its `Doorbell` and its `Schedule`. */
@Global()
@Module({})
export class QueueModule implements OnApplicationShutdown {
  static forRoot(options: QueueOptions): DynamicModule {
    return {
      module: QueueModule,
      providers: [{ provide: QUEUE_BACKEND, useFactory: () => openBackend(options) }, Doorbell, Schedule],
      exports: [Doorbell, Schedule],
    };
  }

  constructor(@Inject(QUEUE_BACKEND) private readonly backend: QueueBackend) {}

  async onApplicationShutdown(): Promise<void> {
    await this.backend.close();
  }
}

async function openBackend({ redisUrl, databaseUrl, migrate = true }: QueueOptions): Promise<QueueBackend> {
  const onError = throttledWarning();
  const backend =
    redisUrl === undefined
      ? new PostgresQueueBackend(databaseUrl, { migrate, onError })
      : new (await import('./redis-queue-backend.js')).RedisQueueBackend(redisUrl, onError); // a client of 130 kB
  try {
    await backend.ready();
  } catch (error) {
    await backend.close();
    throw error;
  }
  return backend;
}

/** A queue that is away complains many times a second; once in ten says as much. */
function throttledWarning(): (error: Error) => void {
  const logger = new Logger('Queue');
  let lastAt = 0;
  return (error) => {
    if (Date.now() - lastAt < 10_000) return;
    lastAt = Date.now();
    logger.warn(`the queue is in trouble (work goes on by sweeps): ${error.message}`);
  };
}
