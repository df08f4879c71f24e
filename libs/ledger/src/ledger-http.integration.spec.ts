import { randomUUID } from 'node:crypto';
import { loadConfig } from '@guildhall/config';
import { newId, ReconciliationDifferenceEntity, type Role, UserAccountEntity } from '@guildhall/database';
import { Authenticator, createApi, type Principal } from '@guildhall/http';
import { Money } from '@guildhall/money';
import { createLogger } from '@guildhall/observability';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { account, credit, debit } from './journal.js';
import { LedgerHttpModule } from './ledger-http.module.js';
import { PostgresLedger } from './postgres-ledger.js';

const OPERATOR = newId();

/** Tokens are role names here: who signs in how is the identity library's business. */
class RoleTokens extends Authenticator {
  authenticate(token: string): Promise<Principal | null> {
    return Promise.resolve({ userId: OPERATOR, roles: [token as Role] });
  }
}

@Global()
@Module({ providers: [{ provide: Authenticator, useClass: RoleTokens }], exports: [Authenticator] })
class TokensModule {}

@Module({ imports: [TokensModule, LedgerHttpModule] })
class TestApi {}

describe('the books over HTTP', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  const orderId = randomUUID();

  const call = async (method: 'GET' | 'POST', url: string, payload?: object, role: Role = 'operator') => {
    const answer = await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${role}`, 'idempotency-key': randomUUID() },
      ...(payload && { payload }),
    });
    return {
      status: answer.statusCode,
      body: answer.json<Record<string, unknown> & { data: Record<string, unknown>[] }>(),
    };
  };
  const get = (url: string) => call('GET', url);

  beforeAll(async () => {
    database = await testDatabase();
    await database.source.manager.insert(UserAccountEntity, {
      id: OPERATOR,
      email: 'operator@example.com',
      passwordHash: 'none',
      displayName: 'Olga',
      roles: ['operator'],
    });
    const usd = (amountMinor: number) => Money.of(amountMinor, 'usd');
    await new PostgresLedger(database.source).post(database.source.manager, {
      key: 'txn_1',
      occurredAt: new Date('2026-11-01T00:00:00Z'),
      description: 'charge',
      orderId,
      stripeObjectId: 'ch_1',
      postings: [
        debit(account.stripeBalance('platform'), usd(9_680), 'txn_1'),
        debit(account.stripeFees, usd(320)),
        credit(account.orderClearing(orderId), usd(10_000)),
      ],
    });
    const config = loadConfig({ DATABASE_URL: database.url, STRIPE_SECRET_KEY: 'sk_test_1', NODE_ENV: 'test' });
    app = await createApi(
      TestApi,
      config,
      { name: 'ledger-test', title: 'Ledger', description: 'Ledger' },
      createLogger({ service: 'ledger-test', level: 'silent' }),
    );
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  it('shows accounts, postings, entries and the trial balance to operators', async () => {
    expect((await get('/v1/ledger/accounts?prefix=stripe_')).body.data).toEqual([
      { account: 'stripe_balance:platform', kind: 'asset', balances: [{ currency: 'usd', amountMinor: 9_680 }] },
      { account: 'stripe_fees', kind: 'expense', balances: [{ currency: 'usd', amountMinor: 320 }] },
    ]);
    expect((await get('/v1/ledger/postings?account=stripe_balance:platform')).body.data).toMatchObject([
      { key: 'txn_1', direction: 'debit', amountMinor: 9_680, balanceTransactionId: 'txn_1', orderId },
    ]);
    const entries = await get(`/v1/ledger/entries?orderId=${orderId}&stripeId=ch_1`);
    expect(entries.body.data).toMatchObject([{ description: 'charge', postings: [{}, {}, {}] }]);
    const one = await get(`/v1/ledger/entries/${String(entries.body.data[0]?.['entryId'])}`);
    expect(one.body).toEqual(entries.body.data[0]);
    expect((await get('/v1/ledger/trial-balance')).body).toMatchObject({
      balanced: true,
      totals: [{ currency: 'usd', debitMinor: 10_000, creditMinor: 10_000 }],
    });
    const before = await get('/v1/ledger/trial-balance?at=2026-10-31T00:00:00Z');
    expect(before.body).toMatchObject({ balanced: true, totals: [{ currency: 'usd', debitMinor: 0, creditMinor: 0 }] });
  });

  it('refuses cursors that are not its own, unknown ids, and everybody but operators', async () => {
    expect((await get('/v1/ledger/entries?cursor=WyJ4Il0')).body).toMatchObject({
      status: 400,
      code: 'invalid_cursor',
    });
    const postings = '/v1/ledger/postings?account=stripe_fees&cursor=WyJ4IiwieSJd';
    expect((await get(postings)).body).toMatchObject({ status: 400, code: 'invalid_cursor' });
    expect((await get(`/v1/ledger/entries/${randomUUID()}`)).body).toMatchObject({ code: 'journal_entry_not_found' });
    for (const path of ['ledger/accounts', 'ledger/entries', 'ledger/trial-balance', 'reconciliation/runs']) {
      expect((await call('GET', `/v1/${path}`, undefined, 'seller')).status).toBe(403);
    }
    expect((await call('POST', '/v1/reconciliation/runs', undefined, 'buyer')).status).toBe(403);
  });

  it('queues a run, lists runs and differences, and settles a difference once, with an audit record', async () => {
    const run = await call('POST', '/v1/reconciliation/runs');
    expect(run).toMatchObject({ status: 202, body: { state: 'queued', requestedByUserId: OPERATOR } });
    const runId = String(run.body['id']);
    expect((await get(`/v1/reconciliation/runs/${runId}`)).body).toEqual(run.body);
    expect((await get('/v1/reconciliation/runs')).body.data).toEqual([run.body]);

    const id = newId();
    await database.source.manager.insert(ReconciliationDifferenceEntity, {
      id,
      runId,
      stripeAccount: 'platform',
      balanceTransactionId: 'txn_1',
      kind: 'amount_differs',
      currency: 'usd',
      stripeMinor: 9_681n,
      ledgerMinor: 9_680n,
    });
    const open = await get(`/v1/reconciliation/differences?state=open&stripeAccount=platform&runId=${runId}`);
    expect(open.body.data).toMatchObject([{ id, kind: 'amount_differs', stripeMinor: 9_681, resolvedAt: null }]);
    const resolve = () => call('POST', `/v1/reconciliation/differences/${id}/resolve`, { note: 'rounded by hand' });
    expect((await resolve()).body).toMatchObject({ resolution: 'rounded by hand', resolvedByUserId: OPERATOR });
    expect((await resolve()).body).toMatchObject({ status: 409, code: 'difference_already_resolved' });
    expect((await get('/v1/reconciliation/differences?state=open')).body.data).toEqual([]);
    const audit: unknown[] = await database.source.query(`SELECT action, subject_id FROM audit_record ORDER BY id`);
    expect(audit).toEqual([
      { action: 'reconciliation.request', subject_id: runId },
      { action: 'reconciliation.resolve', subject_id: id },
    ]);
  });
});
