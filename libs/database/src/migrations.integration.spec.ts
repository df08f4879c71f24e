import { testDatabase, type TestDatabase } from '@guildhall/testing';
import { migrate } from './data-source.js';

describe('migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it('give every entity a table whose columns it can read', async () => {
    for (const { target } of database.source.entityMetadatas) {
      await expect(database.source.getRepository(target).find({ take: 1 })).resolves.toEqual(expect.any(Array));
    }
  });

  it('leave no column without an entity property', async () => {
    const columns: { name: string }[] = await database.source.query(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> 'schema_migration' AND is_generated = 'NEVER' ORDER BY 1`,
    );
    const known = new Set(
      database.source.entityMetadatas.flatMap((entity) =>
        entity.columns.map((column) => `${entity.tableName}.${column.databaseName}`),
      ),
    );
    expect(columns.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  it('run once, also when several processes start at the same time', async () => {
    await expect(Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)])).resolves.toEqual([
      0, 0, 0,
    ]);
  });
});
