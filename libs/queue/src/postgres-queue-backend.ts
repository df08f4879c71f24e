import {
  assertSchemaCompatibility,
  createPostgresBackend,
  DEFAULT_SCHEMA,
  type PgPool,
  type PostgresConnectionOptions,
  type PostgresQueueBackend as BullBackend,
  type Processor,
  Queue,
  runMigrations,
  SchemaMigrationRequiredError,
  setDefaultBackendFactory,
  Worker,
} from 'bullmq';
import { Pool, type PoolClient } from 'pg';
import { KEEP_NO_JOBS, type QueueBackend } from './queue-backend.js';

const MIGRATION_LOCK = 7_240_002;
/** duplicate_object, duplicate_table, duplicate_function */
const ALREADY_THERE: readonly string[] = ['42710', '42P07', '42723'];

/** The queue's tables are missing or too old, and this process was told not to make them. */
export class QueueNotMigrated extends Error {
  constructor(cause: Error) {
    super(
      `the queue's tables are not in PostgreSQL (schema "${DEFAULT_SCHEMA}"): run the migrations, or let a process with the right to create a schema start first`,
      { cause },
    );
    this.name = 'QueueNotMigrated';
  }
}

/** Makes or updates the queue's tables, in a schema of their own. Safe from several processes at once. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1, application_name: 'guildhall-migrate' });
  try {
    const client = await pool.connect();
    try {
      await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await migrateOrRebuild(client);
    } finally {
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}

/** Tables without their ledger: somebody truncated them all. They hold nothing that is not elsewhere, so make them anew. */
async function migrateOrRebuild(client: PoolClient): Promise<void> {
  try {
    await runMigrations(client);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined || !ALREADY_THERE.includes(code)) throw error;
    await client.query(`DROP SCHEMA ${DEFAULT_SCHEMA} CASCADE`);
    await runMigrations(client);
  }
}

/** BullMQ on the house's own PostgreSQL: one pool for all queues and workers of this process. */
export class PostgresQueueBackend implements QueueBackend {
  readonly name = 'postgresql';
  private readonly pool: Pool;

  constructor(
    private readonly databaseUrl: string,
    private readonly options: { readonly migrate: boolean; readonly onError: (error: Error) => void },
  ) {
    this.pool = new Pool({
      connectionString: databaseUrl,
      max: 1, // for rings; each worker adds its own
      keepAlive: true,
      application_name: 'guildhall-queue',
      options: `-c search_path=${DEFAULT_SCHEMA}`,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 1_000, // rings come in bursts, and each connection costs 20 MB
    });
    this.pool.on('error', options.onError);
    setDefaultBackendFactory<BullBackend, PostgresConnectionOptions>(createPostgresBackend);
  }

  /** Without this check BullMQ would retry for ever against tables that are not there. */
  async ready(): Promise<void> {
    if (this.options.migrate) await migrateQueue(this.databaseUrl);
    const client = await this.pool.connect();
    try {
      await assertSchemaCompatibility(client);
    } catch (error) {
      throw error instanceof SchemaMigrationRequiredError ? new QueueNotMigrated(error) : error;
    } finally {
      client.release();
    }
  }

  queue(name: string): Queue {
    const queue = new Queue(
      name,
      { connection: this.pool as unknown as PgPool, defaultJobOptions: KEEP_NO_JOBS },
      createPostgresBackend,
    ) as unknown as Queue;
    queue.on('error', this.options.onError);
    return queue;
  }

  worker(name: string, processor: Processor, concurrency: number): Worker {
    this.pool.options.max += 1; // it keeps one to LISTEN on; BullMQ never asks for a second one while it holds one
    const worker = new Worker(
      name,
      processor,
      { connection: this.pool as unknown as PgPool, concurrency },
      createPostgresBackend,
    ) as unknown as Worker;
    worker.on('error', this.options.onError);
    return worker;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
