import { Money } from '@guildhall/money';
import { eventually, testDatabase, type TestDatabase } from '@guildhall/testing';
import { CheckpointJob } from './checkpoint.job.js';
import { account, credit, debit, type JournalEntry } from './journal.js';
import { LedgerBooks } from './ledger-books.js';
import { PostgresLedger } from './postgres-ledger.js';

const usd = (amountMinor: number) => Money.of(amountMinor, 'usd');
const sale = (key: string, amountMinor: number): JournalEntry => ({
  key,
  occurredAt: new Date(),
  description: 'sale',
  postings: [
    debit(account.stripeBalance('platform'), usd(amountMinor), key),
    credit(account.commissionIncome, usd(amountMinor)),
  ],
});

describe('checkpoints', () => {
  let database: TestDatabase;
  let ledger: PostgresLedger;
  let job: CheckpointJob;
  const balance = () => ledger.balanceOf(account.commissionIncome, 'usd');

  beforeEach(async () => {
    database = await testDatabase(20);
    ledger = new PostgresLedger(database.source);
    job = new CheckpointJob(database.source);
  });
  afterEach(() => database.close());

  it('count a transaction that took its numbers before them and commits after them', async () => {
    const slow = database.source.createQueryRunner();
    await slow.startTransaction();
    await ledger.post(slow.manager, sale('slow', 1_000));
    await ledger.post(database.source.manager, sale('fast', 10));
    await job.run();
    expect(await balance()).toEqual(usd(10));
    await slow.commitTransaction();
    await slow.release();
    expect(await balance()).toEqual(usd(1_010));
    await job.run();
    expect(await balance()).toEqual(usd(1_010));
  });

  it('count a transaction that had begun earlier and took its numbers later', async () => {
    const early = database.source.createQueryRunner();
    await early.startTransaction();
    await early.query('SELECT pg_current_xact_id()');
    await ledger.post(database.source.manager, sale('first', 10));
    await job.run();
    await ledger.post(early.manager, sale('second', 1_000));
    await early.commitTransaction();
    await early.release();
    await job.run();
    expect(await balance()).toEqual(usd(1_010));
  });

  it('leave every balance right at every moment under concurrent posting, rollbacks and jobs', async () => {
    let done = false;
    let expected = 0;
    const writer = async (name: number) => {
      for (let round = 0; round < 40; round += 1) {
        const amountMinor = name * 1_000 + round + 1;
        const keep = (name + round) % 4 !== 0;
        await database.source
          .transaction(async (manager) => {
            await ledger.post(manager, sale(`w${name}-${round}`, amountMinor));
            await new Promise((resolve) => setTimeout(resolve, (name * round) % 7));
            if (!keep) throw new Error('rolled back');
          })
          .catch((error: unknown) => {
            if (!(error instanceof Error) || error.message !== 'rolled back') throw error;
          });
        if (keep) expected += amountMinor;
      }
    };
    const repeat = async (work: () => Promise<unknown>) => {
      while (!done) await work();
    };
    const compare = async () => {
      const rows: { summed: string; told: string }[] = await database.source.query(COMPARE, [account.commissionIncome]);
      expect(rows[0]?.told).toBe(rows[0]?.summed);
    };
    const background = [repeat(() => job.run()), repeat(() => job.run()), repeat(compare)];
    await Promise.all(Array.from({ length: 8 }, (_, name) => writer(name)));
    done = true;
    await Promise.all(background);

    expect(await balance()).toEqual(usd(expected));
    expect(await ledger.balanceOf(account.stripeBalance('platform'), 'usd')).toEqual(usd(expected));
    // Other databases of the cluster share its transaction numbers: while one of theirs is open, the job waits for it.
    await eventually(
      async () => {
        await job.run();
        const [left]: { postings: number }[] = await database.source.query(UNCOUNTED);
        return left?.postings;
      },
      (postings) => postings === 0,
    );
    expect((await new LedgerBooks(database.source).trialBalance()).balanced).toBe(true);
    expect(await balance()).toEqual(usd(expected));
  });

  it('start over when they come from another, older cluster', async () => {
    await ledger.post(database.source.manager, sale('one', 10));
    await job.run();
    await database.source.query(`UPDATE ledger_checkpoint SET through_xid = 9000000000000, balance_minor = 77`);
    await job.run();
    expect(await balance()).toEqual(usd(10));
  });
});

/** The sum over all postings and the balance from the checkpoint, in one snapshot. */
const COMPARE = `
  SELECT coalesce((SELECT sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END)
      FROM posting WHERE account = $1), 0) AS summed,
    coalesce((SELECT balance_minor FROM ledger_checkpoint WHERE account = $1), 0) + coalesce((
      SELECT sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END) FROM posting
      WHERE account = $1 AND recorded_xid >= coalesce((SELECT through_xid FROM ledger_checkpoint WHERE account = $1), 0)
    ), 0) AS told`;

const UNCOUNTED = `
  SELECT count(*)::int AS postings FROM posting
  WHERE recorded_xid >= (SELECT max(through_xid) FROM ledger_checkpoint)`;
