import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build.mjs';

/**
 * One throw-away PostgreSQL for all integration specs and stories; each spec file and each house clones the migrated
 * template database. Stories run whole processes, from the build.
 */
export default async function setup() {
  await build(); // a global setup is loaded by Node itself, so it sees the built packages
  const { migrate } = await import('@guildhall/database');
  const { createDatabase, freePort, startEmbeddedPostgres } = await import('@guildhall/launcher');
  const { TEST_CLUSTER_VARIABLE } = await import('@guildhall/testing');
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-test-'));
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({
    dataDirectory: join(folder, 'postgres'),
    port: await freePort(),
    durable: false,
  });
  const template = await createDatabase(postgres.url, 'guildhall_template');
  await migrate(template);
  process.env[TEST_CLUSTER_VARIABLE] = postgres.url;
  Object.assign(globalThis, { guildhallTestCluster: { postgres, folder } });
}
