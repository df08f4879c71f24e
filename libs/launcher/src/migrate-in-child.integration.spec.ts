import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createDatabase } from './embedded-postgres.js';
import { migrateInChild } from './migrate-in-child.js';

describe('the schema of a house', () => {
  let client: Client;
  let url: string;
  beforeAll(async () => {
    const cluster = process.env.GUILDHALL_TEST_CLUSTER_URL ?? '';
    url = await createDatabase(cluster, `test_${randomBytes(6).toString('hex')}`, 'guildhall_template');
    client = new Client({ connectionString: url });
    await client.connect();
  });
  afterAll(() => client.end());

  it('is left alone when every migration has run, and brought up to date when one has not', async () => {
    expect(await migrateInChild(process.cwd(), url)).toBe('the database schema is up to date');
    await client.query('DELETE FROM schema_migration WHERE id = (SELECT max(id) FROM schema_migration)');
    // It is run, and may fail because this database has what it makes: one that is not remembered is never skipped.
    const again = await migrateInChild(process.cwd(), url).catch((error: unknown) => String(error));
    expect(again).toMatch(/1 migration\(s\) applied|migrate\.main/);
  });
});
