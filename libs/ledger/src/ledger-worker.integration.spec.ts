import { ConfigModule, loadConfig } from '@guildhall/config';
import { DatabaseModule } from '@guildhall/database';
import { Money } from '@guildhall/money';
import { QueueModule } from '@guildhall/queue';
import { StripeModule } from '@guildhall/stripe';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import type { TestingModule } from '@nestjs/testing';
import { Test } from '@nestjs/testing';
import { account, credit, debit } from './journal.js';
import { LedgerWorkerModule } from './ledger-worker.module.js';
import { Ledger } from './ledger.js';
import { ReconciliationService } from './reconciliation/reconciliation.service.js';

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 15_000; waited += 100) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not happen within 15 s');
}

describe('LedgerWorkerModule', () => {
  let database: TestDatabase;
  let worker: TestingModule;

  beforeAll(async () => {
    database = await testDatabase();
    const config = loadConfig({
      DATABASE_URL: database.url,
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_API_BASE: 'http://127.0.0.1:9', // the discard port: nobody answers
    });
    worker = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot(config),
        DatabaseModule.forRoot({ url: database.url, poolSize: 6, applicationName: 'ledger-worker-test' }),
        StripeModule.forRoot(),
        QueueModule.forRoot({ databaseUrl: database.url }),
        LedgerWorkerModule,
      ],
    }).compile();
    await worker.init();
  });
  afterAll(async () => {
    await worker.close();
    await database.close();
  });

  it('takes up a run that was asked for, and says why it failed when Stripe cannot be reached', async () => {
    const service = worker.get(ReconciliationService);
    const { id } = await service.request(null);
    await until(async () => (await service.run(id)).state === 'failed');
    expect((await service.run(id)).failureReason).toContain('platform: ');
  });

  it('draws checkpoints by itself', async () => {
    const ledger = worker.get(Ledger);
    await ledger.post(database.source.manager, {
      key: 'one',
      occurredAt: new Date(),
      description: 'goodwill',
      postings: [
        debit(account.goodwill, Money.of(5, 'usd')),
        credit(account.sellerPayable('acct_1'), Money.of(5, 'usd')),
      ],
    });
    await until(async () => {
      const rows: unknown[] = await database.source.query('SELECT FROM ledger_checkpoint');
      return rows.length === 2;
    });
    expect(await ledger.balanceOf(account.goodwill, 'usd')).toEqual(Money.of(5, 'usd'));
  }, 30_000);
});
