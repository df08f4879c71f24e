import { DataSource, type DataSourceOptions } from 'typeorm';
import { ENTITIES } from './entities/index.js';
import { MIGRATIONS } from './migrations/index.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

export interface DatabaseOptions {
  readonly url: string;
  /** Connections of this process. */
  readonly poolSize: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
}

/** @returns the options of this process's pool; the same for Nest, scripts and tests */
export function dataSourceOptions({ url, poolSize, applicationName }: DatabaseOptions): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    poolSize,
    applicationName,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    extra: {
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 3_000, // what a burst opened goes soon: each costs 20 MB
      min: 1,
      idle_in_transaction_session_timeout: 60_000,
      statement_timeout: 60_000,
    },
  };
}

const MIGRATION_LOCK = 7_240_001;

/** Brings the schema up to date. Safe to run from several processes at once: an advisory lock lets one do it. */
export async function migrate(url: string): Promise<number> {
  const source = new DataSource(dataSourceOptions({ url, poolSize: 2, applicationName: 'guildhall-migrate' }));
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return (await source.runMigrations()).length;
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await lock.release();
    await source.destroy();
  }
}
