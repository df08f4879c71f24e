import { Client, DatabaseError } from 'pg';

const DEADLOCK = '40P01';

/** Empties every table of the queue that lives in PostgreSQL, under whoever is using it: nothing may be lost by that. */
export async function loseQueue(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq'`,
    );
    if (rows.length === 0) throw new Error('there is no queue in this database');
    await truncate(client, rows.map(({ name }) => name).join(', '));
  } finally {
    await client.end();
  }
}

/** Takes every table at once, so it may be the one that PostgreSQL gives up to end a deadlock: then it is tried again. */
async function truncate(client: Client, tables: string): Promise<void> {
  for (;;) {
    try {
      await client.query(`TRUNCATE ${tables}`);
      return;
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== DEADLOCK) throw error;
    }
  }
}
