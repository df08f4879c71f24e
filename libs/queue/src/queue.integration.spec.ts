import 'reflect-metadata';
import {
  hasRedisServer,
  loseQueue,
  type RedisServer,
  startRedisServer,
  testDatabase,
  type TestDatabase,
} from '@guildhall/testing';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Doorbell } from './doorbell.js';
import { QueueNotMigrated } from './postgres-queue-backend.js';
import { QueueModule, type QueueOptions } from './queue.module.js';
import { Schedule } from './schedule.js';

const redisIsHere = hasRedisServer();
if (!redisIsHere) console.warn('redis-server is not installed: the queue is not tested on Redis');

async function start(options: QueueOptions): Promise<INestApplicationContext> {
  @Module({ imports: [QueueModule.forRoot(options)] })
  class QueueApp {}
  return NestFactory.createApplicationContext(QueueApp, { logger: false, abortOnError: false });
}

async function until(isTrue: () => boolean, withinMs = 5_000): Promise<number> {
  const started = performance.now();
  while (!isTrue()) {
    if (performance.now() - started > withinMs) throw new Error(`not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - started;
}

const NEVER_MS = 3_600_000;

describe.each([['PostgreSQL'], ...(redisIsHere ? [['Redis']] : [])])('the queue on %s', (kind) => {
  let database: TestDatabase;
  let redis: RedisServer | undefined;
  const apps: INestApplicationContext[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    if (kind === 'Redis') redis = await startRedisServer();
  });
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
  });
  afterAll(async () => {
    await redis?.stop();
    await database.close();
  });

  async function open(): Promise<INestApplicationContext> {
    const app = await start({ databaseUrl: database.url, redisUrl: redis?.url });
    apps.push(app);
    return app;
  }

  /** A worker whose passes are counted; a sweep that never comes shows what the doorbell alone does. */
  async function openWorker(sweepEveryMs = NEVER_MS) {
    const app = await open();
    const seen = { passes: 0 };
    const pass = () => {
      seen.passes += 1;
      return Promise.resolve(false);
    };
    app.get(Doorbell).drainOn('webhooks', { pass, sweepEveryMs });
    await until(() => seen.passes === 1); // one at the start: work may be waiting
    return seen;
  }

  /** Of the queue, at PostgreSQL. */
  async function connections(): Promise<number> {
    const rows = await database.source.query<unknown[]>(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name <> 'guildhall-test'`,
    );
    return rows.length;
  }

  async function lose(): Promise<void> {
    if (redis !== undefined) return redis.flush();
    await loseQueue(database.url);
  }

  it('carries a ring from one process to another', async () => {
    const [worker, api] = [await openWorker(), await open()];
    api.get(Doorbell).ring('webhooks');
    await until(() => worker.passes >= 2);
  });

  it('wakes whoever was rung for, and nobody else', async () => {
    const [worker, api] = [await open(), await open()];
    const passes = { operations: 0, 'domain-events': 0, webhooks: 0 };
    for (const name of ['operations', 'domain-events', 'webhooks'] as const) {
      const pass = () => Promise.resolve((passes[name] += 1) === 0);
      worker.get(Doorbell).drainOn(name, { pass, sweepEveryMs: NEVER_MS });
    }
    await until(() => Object.values(passes).every((count) => count === 1));
    api.get(Doorbell).ring('domain-events');
    await until(() => passes['domain-events'] === 2);
    api.get(Doorbell).ring('operations');
    api.get(Doorbell).ring('webhooks');
    await until(() => passes.operations === 2 && passes.webhooks === 2);
    expect(passes['domain-events']).toBe(2);
    expect(await connections()).toBeLessThanOrEqual(3); // the worker's two and the API's one, for all three names
  });

  it('puts a thousand rings together into a few', async () => {
    const [worker, api] = [await openWorker(), await open()];
    for (let rings = 0; rings < 1_000; rings += 1) api.get(Doorbell).ring('webhooks');
    await until(() => worker.passes >= 2);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(worker.passes).toBeLessThan(20);
  });

  it('answers a ring that comes during a pass with another pass', async () => {
    const app = await open();
    const doorbell = app.get(Doorbell);
    const [waiting, done] = [['first'], [] as string[]];
    const pass = async () => {
      const found = waiting.splice(0);
      await new Promise((resolve) => setTimeout(resolve, 30));
      done.push(...found);
      return false;
    };
    doorbell.drainOn('operations', { pass, sweepEveryMs: NEVER_MS });
    await new Promise((resolve) => setTimeout(resolve, 10));
    waiting.push('second');
    doorbell.ring('operations');
    await until(() => done.length === 2);
  });

  it('rings nobody after the whole queue was lost, and rings again at the next occasion', async () => {
    const [worker, api] = [await openWorker(), await open()];
    await lose();
    api.get(Doorbell).ring('webhooks');
    await until(() => worker.passes >= 2);
  });

  it('sweeps without any ring', async () => {
    const worker = await openWorker(40);
    await until(() => worker.passes >= 5);
  });

  it('runs a scheduled job once per tick, however many processes there are', async () => {
    let runs = 0;
    for (const app of [await open(), await open(), await open()]) {
      app.get(Schedule).every('spec.tick', 1, () => Promise.resolve((runs += 1)));
    }
    await until(() => runs >= 1);
    await new Promise((resolve) => setTimeout(resolve, 500)); // all three have registered it
    const before = runs;
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(runs - before).toBeGreaterThanOrEqual(2);
    expect(runs - before).toBeLessThanOrEqual(4);
  });

  it('goes on with a scheduled job after the whole queue was lost', async () => {
    let runs = 0;
    const app = await open();
    app.get(Schedule).every('spec.survivor', 1, () => Promise.resolve((runs += 1)));
    await until(() => runs >= 1);
    await lose();
    const before = runs;
    await until(() => runs >= before + 2, 15_000);
  });

  it('lets the process end while it is working', async () => {
    const app = await open();
    let finished = false;
    const pass = async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      finished = true;
      return false;
    };
    app.get(Doorbell).drainOn('operations', { pass, sweepEveryMs: NEVER_MS });
    await app.close();
    apps.splice(apps.indexOf(app), 1);
    expect(finished).toBe(true);
  });
});

describe('a queue that is not there', () => {
  it('stops a process that may not make its tables, and says so', async () => {
    const database = await testDatabase();
    await expect(start({ databaseUrl: database.url, migrate: false })).rejects.toThrow(QueueNotMigrated);
    await database.close();
  });

  (redisIsHere ? it : it.skip)(
    'holds nothing up: rings return, sweeps go on, and Redis is used again when it is back',
    async () => {
      const database = await testDatabase();
      const first = await startRedisServer();
      const port = Number(new URL(first.url).port);
      const [api, worker] = [
        await start({ databaseUrl: database.url, redisUrl: first.url }),
        await start({ databaseUrl: database.url, redisUrl: first.url }),
      ];
      let passes = 0;
      const pass = () => {
        passes += 1;
        return Promise.resolve(false);
      };
      worker.get(Doorbell).drainOn('webhooks', { pass, sweepEveryMs: 100 });
      await first.stop();
      expect(() => {
        api.get(Doorbell).ring('webhooks');
      }).not.toThrow();
      const before = passes;
      await until(() => passes >= before + 3);
      const second = await startRedisServer(port);
      await new Promise((resolve) => setTimeout(resolve, 2_500)); // both have found it again
      await second.stop();
      await Promise.all([api.close(), worker.close()]);
      await database.close();
    },
  );
});
