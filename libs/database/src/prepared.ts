import type { PoolClient, QueryResultRow } from 'pg';
import { type EntityManager, QueryFailedError } from 'typeorm';

/**
 * Runs a statement that each connection parses and plans only once: for statements that every order runs, that is
 * most of what they cost. A pooler between here and PostgreSQL must support prepared statements (PgBouncer 1.21 does).
 * @param name unique for the text
 */
export async function prepared<Row extends QueryResultRow>(
  manager: EntityManager,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const runner = manager.queryRunner ?? manager.dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    return (await client.query<Row>({ name, text, values })).rows;
  } catch (error) {
    throw error instanceof Error && 'code' in error ? new QueryFailedError(text, values, error) : error;
  } finally {
    if (runner !== manager.queryRunner) await runner.release();
  }
}
