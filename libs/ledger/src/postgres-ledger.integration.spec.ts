import { randomUUID } from 'node:crypto';
import { Money } from '@guildhall/money';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import { InvalidJournalEntry } from './check-entry.js';
import { CheckpointJob } from './checkpoint.job.js';
import { account, credit, debit, type JournalEntry } from './journal.js';
import { LedgerBooks } from './ledger-books.js';
import { PostgresLedger } from './postgres-ledger.js';

const usd = (amountMinor: bigint | number) => Money.of(amountMinor, 'usd');
const platform = account.stripeBalance('platform');

function charge(key: string, amountMinor: number, orderId: string = randomUUID()): JournalEntry {
  const fee = Math.min(amountMinor, 3);
  return {
    key,
    occurredAt: new Date(),
    description: 'charge',
    orderId,
    stripeObjectId: `ch_${key}`,
    postings: [
      debit(platform, usd(amountMinor - fee), key),
      debit(account.stripeFees, usd(fee)),
      credit(account.orderClearing(orderId), usd(amountMinor)),
    ],
  };
}

describe('PostgresLedger', () => {
  let database: TestDatabase;
  let ledger: PostgresLedger;
  let books: LedgerBooks;
  const post = (entries: JournalEntry | JournalEntry[]) =>
    database.source.transaction((manager) => ledger.post(manager, entries));

  beforeAll(async () => {
    database = await testDatabase(25);
    ledger = new PostgresLedger(database.source);
    books = new LedgerBooks(database.source);
  });
  afterAll(() => database.close());
  afterEach(async () => {
    const trial = await books.trialBalance();
    expect(trial.balanced).toBe(true);
  });

  it('books an entry once, however many post it at the same time', async () => {
    const before = await ledger.balanceOf(platform, 'usd');
    const entry = charge('txn_once', 100);
    const counts = await Promise.all(Array.from({ length: 20 }, () => post(entry)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await ledger.balanceOf(platform, 'usd')).toEqual(before.plus(usd(97)));
  });

  it('books again what a rolled back transaction had booked', async () => {
    const entry = charge('txn_rolled_back', 50);
    const failed = database.source.transaction(async (manager) => {
      expect(await ledger.post(manager, entry)).toBe(1);
      throw new Error('the caller changed its mind');
    });
    await expect(failed).rejects.toThrow('changed its mind');
    expect(await post(entry)).toBe(1);
    expect(await post([entry, entry, charge('txn_other', 10)])).toBe(1);
  });

  it('does not deadlock when batches with the same keys arrive in different orders', async () => {
    const entries = Array.from({ length: 30 }, (_, index) => charge(`txn_batch_${index}`, 10));
    const shuffled = Array.from({ length: 10 }, () => [...entries].sort(() => Math.random() - 0.5));
    const counts = await Promise.all(shuffled.map(post));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30);
  });

  it('speaks of balances as people do: what is owed and earned is positive', async () => {
    await post({
      key: 'txn_sign',
      occurredAt: new Date(),
      description: 'transfer',
      postings: [
        debit(account.stripeBalance('acct_sign'), usd(90), 'txn_sign'),
        credit(account.sellerPayable('acct_sign'), usd(90)),
      ],
    });
    expect(await ledger.balanceOf(account.stripeBalance('acct_sign'), 'usd')).toEqual(usd(90));
    expect(await ledger.balanceOf(account.sellerPayable('acct_sign'), 'usd')).toEqual(usd(90));
    expect(await ledger.balanceOf(account.sellerPayable('acct_sign'), 'eur')).toEqual(Money.zero('eur'));
  });

  it('refuses what does not balance before it reaches the database', async () => {
    const entry = charge('txn_wrong', 100);
    await expect(post({ ...entry, postings: entry.postings.slice(0, 2) })).rejects.toThrow(InvalidJournalEntry);
    expect(await books.entries({ stripeId: 'txn_wrong' }, { limit: 5 })).toEqual({ data: [], nextCursor: null });
  });

  it('finds entries by order and by any Stripe id, and pages accounts, entries and lines', async () => {
    const orderId = randomUUID();
    const entries = Array.from({ length: 5 }, (_, index) => charge(`txn_page_${index}`, 20, orderId));
    for (const entry of entries) await post(entry);
    await new CheckpointJob(database.source).run();
    await post(charge('txn_page_5', 20, orderId));

    const first = await books.entries({ orderId }, { limit: 4 });
    const second = await books.entries({ orderId }, { limit: 4, cursor: first.nextCursor ?? '' });
    expect([...first.data, ...second.data].map(({ entry }) => entry.key)).toEqual(
      [5, 4, 3, 2, 1, 0].map((index) => `txn_page_${index}`),
    );
    expect(second.nextCursor).toBeNull();
    expect(first.data[0]?.postings).toHaveLength(3);
    for (const stripeId of ['txn_page_2', 'ch_txn_page_2']) {
      const found = await books.entries({ stripeId }, { limit: 10 });
      expect(found.data.map(({ entry }) => entry.key)).toEqual(['txn_page_2']);
    }

    const clearing = account.orderClearing(orderId);
    const lines = await books.lines(clearing, { limit: 4 });
    const rest = await books.lines(clearing, { limit: 4, cursor: lines.nextCursor ?? '' });
    expect([...lines.data, ...rest.data].map(({ entry }) => entry.key)).toEqual(
      [5, 4, 3, 2, 1, 0].map((index) => `txn_page_${index}`),
    );
    const accounts = await books.accounts(clearing, { limit: 10 });
    expect(accounts.data).toEqual([{ account: clearing, kind: 'liability', balances: [usd(120)] }]);
  });

  it('lists every account once, page by page, with the balance that balanceOf gives', async () => {
    const names: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await books.accounts('', cursor === undefined ? { limit: 7 } : { limit: 7, cursor });
      for (const { account: name, balances } of page.data) {
        names.push(name);
        for (const balance of balances) expect(await ledger.balanceOf(name, balance.currency)).toEqual(balance);
      }
      more = page.nextCursor !== null;
      cursor = page.nextCursor ?? undefined;
    }
    const known: { account: string }[] = await database.source.query('SELECT DISTINCT account FROM posting');
    expect(new Set(names).size).toBe(names.length);
    expect([...names].sort()).toEqual(known.map((row) => row.account).sort());
  });

  it('gives the trial balance of any date', async () => {
    const past = await books.trialBalance(new Date('2020-06-01'));
    expect(past.totals.every(({ debit: left }) => left.isZero())).toBe(true);
    await post({ ...charge('txn_2020', 500), occurredAt: new Date('2020-01-01') });
    const then = await books.trialBalance(new Date('2020-06-01'));
    expect(then.lines.filter(({ debit: left, credit: right }) => !left.isZero() || !right.isZero())).toEqual([
      {
        account: 'order_clearing',
        kind: 'liability',
        accounts: expect.any(Number) as number,
        debit: usd(0),
        credit: usd(500),
      },
      {
        account: 'stripe_balance',
        kind: 'asset',
        accounts: expect.any(Number) as number,
        debit: usd(497),
        credit: usd(0),
      },
      { account: 'stripe_fees', kind: 'expense', accounts: 1, debit: usd(3), credit: usd(0) },
    ]);
  });
});
