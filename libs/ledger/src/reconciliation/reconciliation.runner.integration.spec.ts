import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadConfig } from '@guildhall/config';
import { newId, ReconciliationRunEntity, SellerEntity, UserAccountEntity } from '@guildhall/database';
import { Money } from '@guildhall/money';
import { StripeClient } from '@guildhall/stripe';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import { account, credit, debit } from '../journal.js';
import { PostgresLedger } from '../postgres-ledger.js';
import { AccountComparison } from './account-comparison.js';
import { ReconciliationRunner } from './reconciliation.runner.js';
import { ReconciliationService } from './reconciliation.service.js';
import { RunLease } from './run-lease.js';
import { StripeStatements } from './stripe-statements.js';

interface Transaction {
  id: string;
  net: number;
  balance_type?: string;
}

/** The two reads that reconciliation makes, answered as Stripe's API reference describes them. */
class StripeReads {
  readonly accounts = new Map<string, Transaction[]>();
  readonly refuses = new Set<string>();
  requests = 0;
  private readonly server: Server = createServer((request, response) => {
    this.answer(request, response);
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    this.requests += 1;
    const url = new URL(request.url ?? '', 'http://stripe');
    const owner = String(request.headers['stripe-account'] ?? 'platform');
    const send = (status: number, body: object) => {
      response
        .writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_1' })
        .end(JSON.stringify(body));
    };
    if (this.refuses.has(owner)) {
      send(403, { error: { type: 'invalid_request_error', code: 'account_invalid', message: 'no access' } });
      return;
    }
    const newestFirst = [...(this.accounts.get(owner) ?? [])].reverse();
    if (url.pathname === '/v1/balance') {
      const amount = newestFirst.reduce((sum, { net, balance_type }) => sum + (balance_type ? 0 : net), 0);
      send(200, {
        object: 'balance',
        available: [{ amount, currency: 'usd' }],
        pending: [{ amount: 0, currency: 'usd' }],
      });
      return;
    }
    const after = url.searchParams.get('starting_after');
    const start = after === null ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
    const end = start + Number(url.searchParams.get('limit'));
    const data = newestFirst.slice(start, end).map((transaction) => ({
      object: 'balance_transaction',
      currency: 'usd',
      balance_type: 'payments',
      ...transaction,
    }));
    send(200, { object: 'list', url: url.pathname, has_more: end < newestFirst.length, data });
  }
}

describe('ReconciliationRunner', () => {
  let database: TestDatabase;
  let stripe: StripeReads;
  let client: StripeClient;
  let service: ReconciliationService;
  let lease: RunLease;
  const runnerOf = () =>
    new ReconciliationRunner(
      database.source,
      lease,
      new AccountComparison(database.source),
      new StripeStatements(client),
    );
  const book = (owner: string, transactions: readonly Transaction[]) =>
    new PostgresLedger(database.source).post(
      database.source.manager,
      transactions.map(({ id, net }) => ({
        key: `${owner} ${id}`,
        occurredAt: new Date(),
        description: 'mirrored',
        postings: [
          debit(account.stripeBalance(owner), Money.of(net, 'usd'), id),
          credit(account.platformEquity, Money.of(net, 'usd')),
        ],
      })),
    );

  beforeEach(async () => {
    database = await testDatabase();
    stripe = new StripeReads();
    const base = await stripe.listen();
    const config = loadConfig({
      DATABASE_URL: database.url,
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_API_BASE: base,
      STRIPE_MAX_REQUESTS_PER_SECOND: '1000',
    });
    client = new StripeClient(config);
    service = new ReconciliationService(database.source);
    lease = new RunLease(database.source);
    await addSeller(database, 'acct_a');
    await addSeller(database, 'acct_b');
    await addSeller(database, 'acct_gone', new Date());
    await addSeller(database, null);
  });
  afterEach(async () => {
    client.onApplicationShutdown();
    await stripe.close();
    await database.close();
  });

  it('compares the platform and every connected account, page after page, and finds exactly the damage', async () => {
    const list = (owner: string, count: number) =>
      Array.from({ length: count }, (_, index) => ({ id: `txn_${owner}_${index}`, net: index + 1 }));
    for (const [owner, count] of [
      ['platform', 230],
      ['acct_a', 100],
      ['acct_b', 0],
    ] as const) {
      stripe.accounts.set(owner, list(owner, count));
      await book(
        owner,
        list(owner, count).filter(({ id }) => id !== 'txn_platform_150'),
      );
    }
    stripe.accounts
      .get('acct_a')
      ?.push({ id: 'txn_foreign', net: -9 }, { id: 'txn_card', net: 5, balance_type: 'issuing' });
    await book('acct_b', [{ id: 'txn_invented', net: 4 }]);

    const { id } = await service.request(null);
    expect(await runnerOf().runNext()).toBe(true);
    expect(await runnerOf().runNext()).toBe(false);
    expect(await service.run(id)).toMatchObject({
      state: 'finished',
      accountsTotal: 3,
      accountsDone: 3,
      transactionsCompared: 331,
      differencesFound: 3,
      failureReason: null,
      finishedAt: expect.any(Date) as Date,
    });
    const { data } = await service.differences({ state: 'open' }, { limit: 100 });
    expect(data.map(({ kind, balanceTransactionId }) => `${kind} ${String(balanceTransactionId)}`).sort()).toEqual([
      'missing_at_stripe txn_invented',
      'missing_in_ledger txn_foreign',
      'missing_in_ledger txn_platform_150',
    ]);
  });

  it('compares the others when one account cannot be read, and says which', async () => {
    stripe.refuses.add('acct_a');
    stripe.accounts.set('acct_b', [{ id: 'txn_b', net: 5 }]);
    const { id } = await service.request(null);
    await runnerOf().execute(id);
    expect(await service.run(id)).toMatchObject({ state: 'failed', accountsDone: 3, differencesFound: 1 });
    expect((await service.run(id)).failureReason).toContain('acct_a: no access');
  });

  it('gives a run to one worker, and to another when the first has died', async () => {
    const { id } = await service.request(null);
    const claims = await Promise.all(Array.from({ length: 5 }, () => lease.claimNext()));
    const [first] = claims.filter((claim) => claim !== null);
    expect(claims.filter((claim) => claim !== null)).toEqual([{ id, attempt: 1 }]);
    expect(await runnerOf().runNext()).toBe(false);
    await database.source.query(`UPDATE reconciliation_run SET lease_until = now() - interval '1 second'`);
    expect(await runnerOf().runNext()).toBe(true);
    expect(await service.run(id)).toMatchObject({ state: 'finished', attempt: 2 });
    if (first === undefined) throw new Error('nobody got the run');
    await expect(lease.renew(first)).rejects.toThrow('taken it over');
  });

  it('puts a run back when its worker is told to stop', async () => {
    const { id } = await service.request(null);
    const runner = runnerOf();
    runner.stop();
    await runner.runNext();
    expect(await service.run(id)).toMatchObject({ state: 'queued', accountsDone: 0 });
    await runnerOf().runNext();
    expect(await service.run(id)).toMatchObject({ state: 'finished', accountsDone: 3 });
  });

  it('asks for one run a night, in the hour from 02:00 UTC', async () => {
    const night = new Date('2026-11-23T02:10:00Z');
    const asked = await Promise.all([1, 2, 3].map(() => runnerOf().requestNightly(night)));
    expect(asked.filter(Boolean)).toHaveLength(1);
    expect(await runnerOf().requestNightly(new Date('2026-11-23T14:00:00Z'))).toBe(false);
    expect(await runnerOf().requestNightly(new Date('2026-11-24T02:01:00Z'))).toBe(true);
    expect(await database.source.manager.count(ReconciliationRunEntity)).toBe(2);
  });
});

async function addSeller({ source }: TestDatabase, stripeAccountId: string | null, deauthorizedAt: Date | null = null) {
  const [id, userId] = [newId(), newId()];
  await source.manager.insert(UserAccountEntity, {
    id: userId,
    email: `${userId}@example.com`,
    passwordHash: 'none',
    displayName: 'Seller',
    roles: ['seller'],
  });
  await source.manager.insert(SellerEntity, {
    id,
    userId,
    displayName: 'Seller',
    country: 'US',
    currency: 'usd',
    accountType: 'express',
    serviceAgreement: 'full',
    stripeAccountId,
    detailsSubmitted: true,
    chargesEnabled: true,
    payoutsEnabled: true,
    cardPayments: 'active',
    transfers: 'active',
    requirements: {
      currentlyDue: [],
      pastDue: [],
      eventuallyDue: [],
      pendingVerification: [],
      errors: [],
      currentDeadline: null,
    },
    deauthorizedAt,
    updatedAt: new Date(),
  });
}
