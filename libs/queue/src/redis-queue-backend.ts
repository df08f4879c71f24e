import { createRedisBackend, type Processor, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { KEEP_NO_JOBS, type QueueBackend } from './queue-backend.js';

/** The hash tag keeps all keys on one node of a Redis Cluster. */
const PREFIX = '{guildhall}';

/** BullMQ on Redis, when REDIS_URL is set. Redis may be away at any time, also at boot: the sweeps go on without it. */
export class RedisQueueBackend implements QueueBackend {
  readonly name = 'redis';
  private readonly connections: Redis[] = [];
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly onError: (error: Error) => void,
  ) {}

  ready(): Promise<void> {
    return Promise.resolve();
  }

  queue(name: string): Queue {
    // Gives up soon while Redis is away.
    const connection = this.connect({ maxRetriesPerRequest: 1 });
    const queue = new Queue(name, { connection, prefix: PREFIX, defaultJobOptions: KEEP_NO_JOBS }, createRedisBackend);
    queue.on('error', this.onError);
    return queue;
  }

  worker(name: string, processor: Processor, concurrency: number): Worker {
    const connection = this.connect({ maxRetriesPerRequest: null });
    const worker = new Worker(name, processor, { connection, prefix: PREFIX, concurrency }, createRedisBackend);
    worker.on('error', this.onError);
    return worker;
  }

  close(): Promise<void> {
    this.closed = true;
    for (const connection of this.connections) connection.disconnect();
    return Promise.resolve();
  }

  private connect(options: { maxRetriesPerRequest: number | null }): Redis {
    const connection = new Redis(this.url, {
      ...options,
      // Also of the copies that BullMQ makes: after the end nothing tries to come back.
      retryStrategy: (times) => (this.closed ? null : Math.min(times * 100, 2_000)),
    });
    connection.on('error', this.onError);
    this.connections.push(connection);
    return connection;
  }
}
