import { newId, UserAccountEntity } from '@guildhall/database';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import fc from 'fast-check';
import { encodeCursor } from './cursor.js';
import { keyset, type KeysetColumn } from './keyset.js';
import { toPage } from './page.js';

const BY_ID: KeysetColumn[] = [{ column: 'account.id', type: 'id' }];
const BY_NAME: KeysetColumn[] = [{ column: 'account.displayName', type: 'text' }, ...BY_ID];

describe('paging by keyset', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  const add = async (displayName: string) => {
    const id = newId();
    const account = { id, email: `${id}@example.com`, passwordHash: 'none', displayName, roles: [] };
    await database.source.manager.insert(UserAccountEntity, account);
  };
  const read = async (columns: KeysetColumn[], limit: number, direction: 'ASC' | 'DESC', cursor?: string) => {
    const query = database.source.manager.createQueryBuilder(UserAccountEntity, 'account');
    const rows = await keyset(
      query,
      { limit, ...(cursor === undefined ? {} : { cursor }) },
      columns,
      direction,
    ).getMany();
    return toPage(rows, limit, (row) => (columns.length === 1 ? [row.id] : [row.displayName, row.id]));
  };
  const all = async (columns: KeysetColumn[], limit: number, direction: 'ASC' | 'DESC') => {
    const ids: string[] = [];
    let cursor: string | null | undefined;
    for (let pages = 0; cursor !== null && pages < 1_000; pages += 1) {
      const page = await read(columns, limit, direction, cursor);
      expect(page.data.length).toBeLessThanOrEqual(limit);
      ids.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    return ids;
  };

  it('shows every row once, in order, whatever the size of the pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('ann', 'bob', 'Zoe', 'é'), { maxLength: 30 }),
        fc.integer({ min: 1, max: 35 }),
        fc.constantFrom('ASC' as const, 'DESC' as const),
        fc.constantFrom(BY_ID, BY_NAME),
        async (names, limit, direction, columns) => {
          await database.source.query('DELETE FROM user_account');
          for (const name of names) await add(name);
          const order = columns === BY_ID ? 'id' : `display_name ${direction}, id`;
          const rows: { id: string }[] = await database.source.query(
            `SELECT id FROM user_account ORDER BY ${order} ${direction}`,
          );
          expect(await all(columns, limit, direction)).toEqual(rows.map(({ id }) => id));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('shows nothing twice when rows are added between two pages', async () => {
    await database.source.query('DELETE FROM user_account');
    for (let made = 0; made < 6; made += 1) await add('ann');
    const first = await read(BY_ID, 3, 'DESC');
    await add('new');
    const second = await read(BY_ID, 3, 'DESC', first.nextCursor ?? '');
    expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(6);
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    '',
    'x',
    '!!!!',
    encodeCursor([]),
    encodeCursor(['a', 'b']),
    encodeCursor(["' OR 1=1 --"]),
    encodeCursor([5]),
  ])('refuses the cursor %j', async (cursor) => {
    await expect(read(BY_ID, 3, 'DESC', cursor)).rejects.toMatchObject({ code: 'invalid_cursor' });
  });
});
