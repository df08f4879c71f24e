import { newId, ReconciliationDifferenceEntity, ReconciliationRunEntity, UserAccountEntity } from '@guildhall/database';
import { Money } from '@guildhall/money';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import fc from 'fast-check';
import { account, credit, debit } from '../journal.js';
import { PostgresLedger } from '../postgres-ledger.js';
import { AccountComparison } from './account-comparison.js';
import { ReconciliationService } from './reconciliation.service.js';
import type { StatementLine, StripeStatement } from './stripe-statement.js';

/** A statement as Stripe would give it; `lines` may change while it is read. */
class Statement implements StripeStatement {
  balanceOff = 0n;
  onBalanceRead: () => void = () => undefined;
  constructor(readonly lines: StatementLine[]) {}

  async *pages(): AsyncGenerator<readonly StatementLine[]> {
    const newestFirst = [...this.lines].reverse();
    for (let start = 0; start < newestFirst.length; start += 3) yield newestFirst.slice(start, start + 3);
    await Promise.resolve();
  }

  balances(): Promise<ReadonlyMap<string, bigint>> {
    const totals = new Map<string, bigint>([['usd', this.balanceOff]]);
    for (const { currency, netMinor } of this.lines) totals.set(currency, (totals.get(currency) ?? 0n) + netMinor);
    this.onBalanceRead();
    return Promise.resolve(totals);
  }
}

const line = (id: string, netMinor: number, currency = 'usd'): StatementLine => ({
  id,
  currency,
  netMinor: BigInt(netMinor),
});

describe('AccountComparison', () => {
  let database: TestDatabase;
  let ledger: PostgresLedger;
  let comparison: AccountComparison;
  let service: ReconciliationService;
  let owner: string;
  let runId: string;
  const noBeat = () => Promise.resolve();
  const compare = (statement: StripeStatement) => comparison.run(runId, owner, statement, noBeat);
  const mirror = (id: string, minor: number, currency = 'usd') =>
    ledger.post(database.source.manager, {
      key: `${owner} ${id} ${minor}`,
      occurredAt: new Date(),
      description: 'mirrored',
      postings: [
        debit(account.stripeBalance(owner), Money.of(minor, currency), id),
        credit(account.platformEquity, Money.of(minor, currency)),
      ],
    });
  const open = async () =>
    (
      await database.source.manager.find(ReconciliationDifferenceEntity, {
        where: { stripeAccount: owner },
        order: { id: 'ASC' },
      })
    )
      .filter(({ resolvedAt }) => resolvedAt === null)
      .map(({ kind, balanceTransactionId, stripeMinor, ledgerMinor, currency }) => [
        kind,
        balanceTransactionId,
        currency,
        Number(stripeMinor),
        Number(ledgerMinor),
      ]);

  beforeAll(async () => {
    database = await testDatabase();
    ledger = new PostgresLedger(database.source);
    comparison = new AccountComparison(database.source);
    service = new ReconciliationService(database.source);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    owner = `acct_${newId().replaceAll('-', '')}`;
    runId = (await service.request(null)).id;
  });

  it('finds nothing when every transaction is mirrored, also by several postings', async () => {
    await mirror('txn_a', 100);
    await mirror('txn_a', -10);
    await mirror('txn_b', -50);
    await mirror('txn_yen', 7, 'jpy');
    const lines = [line('txn_a', 90), line('txn_b', -50), line('txn_yen', 7, 'jpy'), line('txn_nothing', 0)];
    expect(await compare(new Statement(lines))).toEqual({ transactions: 4, differences: 0 });
    expect(await open()).toEqual([]);
  });

  it('finds a posting off by one, a missing transaction and a foreign one: three differences, no others', async () => {
    for (let index = 0; index < 10; index += 1) await mirror(`txn_${index}`, 100 + index);
    await mirror('txn_off', 501);
    await mirror('txn_gone', 40);
    const lines = Array.from({ length: 10 }, (_, index) => line(`txn_${index}`, 100 + index));
    const statement = new Statement([...lines, line('txn_off', 500), line('txn_foreign', -7)]);
    expect(await compare(statement)).toEqual({ transactions: 12, differences: 3 });
    expect(await open()).toEqual([
      ['missing_in_ledger', 'txn_foreign', 'usd', -7, 0],
      ['missing_at_stripe', 'txn_gone', 'usd', 0, 40],
      ['amount_differs', 'txn_off', 'usd', 500, 501],
    ]);
    expect(await compare(statement)).toEqual({ transactions: 12, differences: 3 });
    expect(await open()).toHaveLength(3);
  });

  it('finds what Stripe lacks while a transaction that began earlier is open, whatever it does', async () => {
    const elsewhere = database.source.createQueryRunner();
    await elsewhere.startTransaction();
    await elsewhere.query('SELECT pg_current_xact_id()');
    await mirror('txn_invented', 4);
    expect(await compare(new Statement([]))).toEqual({ transactions: 0, differences: 1 });
    await elsewhere.rollbackTransaction();
    await elsewhere.release();
  });

  it('resolves a difference by itself when a later run finds it gone, and follows one that changes', async () => {
    const statement = new Statement([line('txn_late', 100), line('txn_grows', 10)]);
    await compare(statement);
    expect(await open()).toHaveLength(2);
    await mirror('txn_late', 100);
    await mirror('txn_grows', 4);
    await compare(statement);
    expect(await open()).toEqual([['amount_differs', 'txn_grows', 'usd', 10, 4]]);
    const { data } = await service.differences({ state: 'resolved', stripeAccount: owner }, { limit: 10 });
    expect(data).toMatchObject([
      {
        balanceTransactionId: 'txn_late',
        resolvedByUserId: null,
        resolution: expect.stringContaining(runId) as string,
      },
    ]);
  });

  it('leaves what an operator has settled alone until its gap changes', async () => {
    const userId = newId();
    await database.source.manager.insert(UserAccountEntity, {
      id: userId,
      email: `${userId}@example.com`,
      passwordHash: 'none',
      displayName: 'Olga',
      roles: ['operator'],
    });
    const statement = new Statement([line('txn_known', 10)]);
    await compare(statement);
    const found = (await service.differences({ stripeAccount: owner }, { limit: 1 })).data[0];
    await service.resolve(found?.id ?? '', 'a test charge of last year', userId);
    await expect(service.resolve(found?.id ?? '', 'again', userId)).rejects.toThrow('resolved already');
    expect(await compare(statement)).toMatchObject({ differences: 0 });
    await mirror('txn_known', 1);
    expect(await compare(statement)).toMatchObject({ differences: 1 });
  });

  it('names a whole balance only when no transaction explains the gap', async () => {
    const statement = new Statement([line('txn_missing', 100)]);
    statement.balanceOff = 5n;
    await compare(statement);
    expect(await open()).toEqual([
      ['missing_in_ledger', 'txn_missing', 'usd', 100, 0],
      ['balance_differs', null, 'usd', 105, 100],
    ]);
  });

  it('names a posting to the Stripe balance that mirrors no transaction', async () => {
    const entryId = newId();
    await database.source.query(
      `WITH entry AS (INSERT INTO journal_entry (id, key, occurred_at, description) VALUES ($1, $2, now(), 'by hand'))
       INSERT INTO posting (entry_id, account, currency, direction, amount_minor)
       VALUES ($1, $3, 'usd', 'debit', 30), ($1, 'goodwill', 'usd', 'credit', 30)`,
      [entryId, entryId, account.stripeBalance(owner)],
    );
    await compare(new Statement([]));
    expect(await open()).toEqual([['balance_differs', null, 'usd', 0, 30]]);
  });

  it('takes what is booked or comes to Stripe while it reads for what it is: not a difference', async () => {
    const statement = new Statement([line('txn_old', 100)]);
    await mirror('txn_old', 100);
    let came = 0;
    statement.onBalanceRead = () => {
      came += 1;
      if (came < 3) statement.lines.push(line(`txn_new_${came}`, 50));
    };
    const beat = async () => {
      await mirror('txn_after_we_began', 70);
      if (came > 0) await mirror(`txn_new_${Math.min(came, 2)}`, 50);
    };
    expect(await comparison.run(runId, owner, statement, beat)).toEqual({ transactions: 3, differences: 0 });
    expect(await open()).toEqual([]);
  });

  it('finds exactly the damage that was done, whatever it was (property)', async () => {
    const damage = fc.constantFrom('none', 'none', 'off', 'not booked', 'not at Stripe');
    const transactions = fc.array(
      fc.tuple(
        fc.integer({ min: -500, max: 500 }).filter((net) => net !== 0),
        damage,
      ),
      {
        maxLength: 25,
      },
    );
    await fc.assert(
      fc.asyncProperty(transactions, async (list) => {
        owner = `acct_${newId().replaceAll('-', '')}`;
        const lines: StatementLine[] = [];
        for (const [index, [net, kind]] of list.entries()) {
          if (kind !== 'not at Stripe') lines.push(line(`txn_${index}`, net));
          if (kind !== 'not booked') await mirror(`txn_${index}`, kind === 'off' ? net + 1_000 : net);
        }
        await compare(new Statement(lines));
        const expected = list.flatMap(([, kind], index) => (kind === 'none' ? [] : [`txn_${index}`]));
        expect((await open()).map(([, id]) => id).sort()).toEqual(expected.sort());
      }),
      { numRuns: 25 },
    );
  });

  it('keeps no staged statement behind', async () => {
    await compare(new Statement([line('txn_a', 1)]));
    expect(await database.source.query('SELECT FROM reconciliation_transaction')).toEqual([]);
    expect(await database.source.manager.countBy(ReconciliationRunEntity, { state: 'queued' })).toBeGreaterThan(0);
  });
});
