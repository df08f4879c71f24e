import { newId } from '@guildhall/database';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import type { EntityManager } from 'typeorm';

type Leg = [direction: 'debit' | 'credit', amountMinor: number, currency?: string];

/** Everything here bypasses our own code: what is refused, PostgreSQL refuses. */
describe('the journal in PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  const insertEntry = async (manager: EntityManager, id = newId()) => {
    await manager.query(
      `INSERT INTO journal_entry (id, key, occurred_at, description) VALUES ($1::uuid, $1::text, now(), 'raw')`,
      [id],
    );
    return id;
  };
  const insertLeg = (manager: EntityManager, entryId: string, [direction, amountMinor, currency = 'usd']: Leg) =>
    manager.query(
      `INSERT INTO posting (entry_id, account, currency, direction, amount_minor) VALUES ($1, 'goodwill', $2, $3, $4)`,
      [entryId, currency, direction, amountMinor],
    );
  const record = (...legs: Leg[]) =>
    database.source.transaction(async (manager) => {
      const id = await insertEntry(manager);
      for (const leg of legs) await insertLeg(manager, id, leg);
      return id;
    });
  const countOf = async (id: string) => {
    const rows: unknown[] = await database.source.query(`SELECT FROM posting WHERE entry_id = $1`, [id]);
    return rows.length;
  };

  it('takes an entry that balances in every currency, posting by posting', async () => {
    expect(await countOf(await record(['debit', 5], ['credit', 2], ['credit', 3]))).toBe(3);
    expect(await countOf(await record(['debit', 5], ['credit', 5], ['debit', 7, 'eur'], ['credit', 7, 'eur']))).toBe(4);
  });

  it.each<[string, Leg[], string]>([
    [
      'debits and credits differ by one',
      [
        ['debit', 100],
        ['credit', 99],
      ],
      'does not balance',
    ],
    [
      'only the sum over two currencies is zero',
      [
        ['debit', 5],
        ['credit', 5, 'eur'],
      ],
      'does not balance',
    ],
    ['there is one posting', [['debit', 5]], 'does not balance'],
    ['there is no posting', [], 'has no postings'],
    [
      'both postings are on one side',
      [
        ['debit', 5],
        ['debit', 5],
      ],
      'does not balance',
    ],
  ])('refuses at commit when %s (I3)', async (_, legs, message) => {
    await expect(record(...legs)).rejects.toThrow(message);
  });

  it('refuses a lopsided posting added after the checks were made to run early', async () => {
    const sneaky = database.source.transaction(async (manager) => {
      const id = await insertEntry(manager);
      await insertLeg(manager, id, ['debit', 5]);
      await insertLeg(manager, id, ['credit', 5]);
      await manager.query('SET CONSTRAINTS ALL IMMEDIATE');
      await manager.query('SET CONSTRAINTS ALL DEFERRED');
      await manager.query(
        `INSERT INTO posting (id, entry_id, account, currency, direction, amount_minor) VALUES (-1, $1, 'goodwill', 'usd', 'debit', 1)`,
        [id],
      );
    });
    await expect(sneaky).rejects.toThrow('does not balance');
  });

  it('refuses more postings to an entry of an earlier transaction, even when they balance or claim its transaction', async () => {
    const id = await record(['debit', 5], ['credit', 5]);
    const late = database.source.transaction(async (manager) => {
      await insertLeg(manager, id, ['debit', 1]);
      await insertLeg(manager, id, ['credit', 1]);
    });
    await expect(late).rejects.toThrow('takes no more postings');
    const forged = database.source.query(
      `INSERT INTO posting (entry_id, account, currency, direction, amount_minor, recorded_xid)
       SELECT id, 'goodwill', 'usd', side, 1, recorded_xid FROM journal_entry, unnest(ARRAY['debit', 'credit']) AS side WHERE id = $1`,
      [id],
    );
    await expect(forged).rejects.toThrow('takes no more postings');
    const early = database.source.query(
      `INSERT INTO journal_entry (id, key, occurred_at, description, recorded_xid) VALUES ($1, 'ahead', now(), 'raw', 9000000000)`,
      [newId()],
    );
    await expect(early).rejects.toThrow('names another transaction');
    expect(await countOf(id)).toBe(2);
  });

  it('refuses a posting without an entry', async () => {
    await expect(insertLeg(database.source.manager, newId(), ['debit', 1])).rejects.toThrow(
      'belongs to no journal entry',
    );
  });

  it.each([
    `UPDATE posting SET amount_minor = amount_minor + 1`,
    `UPDATE journal_entry SET description = 'better'`,
    `DELETE FROM posting`,
    `DELETE FROM journal_entry WHERE false`,
    `TRUNCATE posting`,
    `TRUNCATE journal_entry, posting CASCADE`,
  ])('is append-only: %s', async (statement) => {
    await record(['debit', 5], ['credit', 5]);
    await expect(database.source.query(statement)).rejects.toThrow('append-only');
  });
});
