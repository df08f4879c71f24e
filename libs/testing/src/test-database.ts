import { randomBytes } from 'node:crypto';
import { dataSourceOptions } from '@guildhall/database';
import { createDatabase } from '@guildhall/launcher';
import { DataSource } from 'typeorm';

/** Set by the global setup of integration specs and stories: a cluster whose database `guildhall_template` is migrated. */
export const TEST_CLUSTER_VARIABLE = 'GUILDHALL_TEST_CLUSTER_URL';

export interface TestDatabase {
  readonly url: string;
  readonly source: DataSource;
  close(): Promise<void>;
}

/** Makes a migrated database on the cluster that the global setup has started. @returns its URL */
export async function createTestDatabase(): Promise<string> {
  const cluster = process.env[TEST_CLUSTER_VARIABLE];
  if (cluster === undefined)
    throw new Error(`${TEST_CLUSTER_VARIABLE} is not set: run this in the "integration" or "stories" project`);
  return createDatabase(cluster, `test_${randomBytes(6).toString('hex')}`, 'guildhall_template');
}

/** A migrated database of its own for one test file. */
export async function testDatabase(poolSize = 10): Promise<TestDatabase> {
  const url = await createTestDatabase();
  const source = await new DataSource(
    dataSourceOptions({ url, poolSize, applicationName: 'guildhall-test' }),
  ).initialize();
  return { url, source, close: () => source.destroy() };
}
