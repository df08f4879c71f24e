import { Pool } from 'pg';

/** One connection for many small questions: making one for each would cost more than the answers. Closes itself. */
export function questions(databaseUrl: string): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 1,
    idleTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  });
  pool.on('error', () => undefined); // idle while its server was stopped
  return pool;
}
