import { randomBytes } from 'node:crypto';
import { dataSourceOptions } from '@guildhall/database';
import { createDatabase } from '@guildhall/launcher';
import { DataSource } from 'typeorm';

/** Set by the integration tests' global setup: a cluster whose database `guildhall_template` is migrated. */
export const TEST_CLUSTER_VARIABLE = 'GUILDHALL_TEST_CLUSTER_URL';

export interface TestDatabase {
  readonly url: string;
  readonly source: DataSource;
  close(): Promise<void>;
}

/** A migrated database of its own for one test file, on the cluster that the global setup has started. */
export async function testDatabase(poolSize = 10): Promise<TestDatabase> {
  const cluster = process.env[TEST_CLUSTER_VARIABLE];
  if (cluster === undefined)
    throw new Error(`${TEST_CLUSTER_VARIABLE} is not set: run this in the "integration" project`);
  const url = await createDatabase(cluster, `test_${randomBytes(6).toString('hex')}`, 'guildhall_template');
  const source = await new DataSource(
    dataSourceOptions({ url, poolSize, applicationName: 'guildhall-test' }),
  ).initialize();
  return { url, source, close: () => source.destroy() };
}
