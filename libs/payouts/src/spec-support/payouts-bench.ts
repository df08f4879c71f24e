import { ConfigModule, loadConfig } from '@guildhall/config';
import { DatabaseModule, newId, SellerEntity, StripeOperationEntity, UserAccountEntity } from '@guildhall/database';
import { Ledger, LedgerModule } from '@guildhall/ledger';
import { Outbox, OutboxModule } from '@guildhall/outbox';
import { QueueModule } from '@guildhall/queue';
import { StripeModule } from '@guildhall/stripe';
import { STRIPE_WEBHOOK_TYPES, type WebhookHandler } from '@guildhall/webhooks';
import { Test, type TestingModule } from '@nestjs/testing';
import Stripe from 'stripe';
import { DataSource } from 'typeorm';
import { BankAccountWebhookHandler } from '../bank-account.webhook-handler.js';
import { PayoutWebhookHandler } from '../payout.webhook-handler.js';
import { PayoutsAdminHttpModule, PayoutsSellerHttpModule, PayoutsWorkerModule } from '../payouts.modules.js';

const KEY = 'sk_test_payouts';

/** Payouts alone, with sellers at the emulator; the webhooks are brought by hand. */
export class PayoutsBench {
  private constructor(
    private readonly context: TestingModule,
    readonly stripe: Stripe,
  ) {}

  static async open(databaseUrl: string, stripeUrl: string): Promise<PayoutsBench> {
    const config = loadConfig({
      DATABASE_URL: databaseUrl,
      STRIPE_SECRET_KEY: KEY,
      STRIPE_API_BASE: stripeUrl,
      STRIPE_MAX_REQUESTS_PER_SECOND: '5000',
    });
    const context = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot(config),
        DatabaseModule.forRoot({ url: databaseUrl, poolSize: 20, applicationName: 'payouts-spec' }),
        StripeModule.forRoot(),
        QueueModule.forRoot({ databaseUrl }),
        OutboxModule.forHttp({ backoffMs: 20, longestBackoffMs: 50 }),
        LedgerModule,
        PayoutsAdminHttpModule,
        PayoutsSellerHttpModule,
        PayoutsWorkerModule,
      ],
    }).compile();
    await context.init();
    const { hostname: host, port } = new URL(stripeUrl);
    const sdk = new Stripe(KEY, { host, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
    return new PayoutsBench(context, sdk);
  }

  close(): Promise<void> {
    return this.context.close();
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.context.get<T>(type, { strict: false });
  }

  get manager() {
    return this.get(DataSource).manager;
  }

  /** A seller with 90.00 available, none of it in the books. @param accountNumber of the bank account */
  async seller(accountNumber = '000123456789'): Promise<SellerEntity> {
    const user = { id: newId(), passwordHash: '', displayName: 'S', roles: ['seller' as const] };
    await this.manager.insert(UserAccountEntity, { ...user, email: `${user.id}@example.com` });
    const { id } = await this.stripe.accounts.create(customAccount(accountNumber));
    await this.stripe.paymentIntents.create({
      amount: 100_00,
      currency: 'usd',
      payment_method: 'pm_card_bypassPending',
      confirm: true,
      transfer_data: { destination: id },
      application_fee_amount: 10_00,
    });
    const seller = Object.assign(new SellerEntity(), {
      id: newId(),
      userId: user.id,
      displayName: 'Seller',
      country: 'US',
      currency: 'usd',
      accountType: 'custom',
      serviceAgreement: 'full',
      stripeAccountId: id,
      payoutsEnabled: true,
      requirements: {},
    });
    await this.manager.insert(SellerEntity, seller);
    return seller;
  }

  /** Runs what the worker's relay would run. */
  async relay(): Promise<void> {
    const operations = await this.manager.find(StripeOperationEntity, { order: { id: 'ASC' } });
    for (const { id } of [...operations, ...operations]) await this.get(Outbox).run(id);
  }

  /** Brings everything that Stripe has told of an account, twice and in any order. */
  async stripeDelivers({ stripeAccountId }: SellerEntity): Promise<void> {
    const stripeAccount = stripeAccountId ?? '';
    const events: Stripe.Event[] = [];
    for await (const event of this.stripe.events.list({ limit: 100 }, { stripeAccount })) events.push(event);
    for (const event of [...events, ...events].sort(() => Math.random() - 0.5)) {
      await this.deliver(event, stripeAccount);
    }
  }

  async balanceOf(name: string): Promise<string> {
    return (await this.get<Ledger>(Ledger).balanceOf(name, 'usd')).toDecimal();
  }

  async availableMinor({ stripeAccountId }: SellerEntity): Promise<number> {
    const balance = await this.stripe.balance.retrieve({}, { stripeAccount: stripeAccountId ?? '' });
    return balance.available.find(({ currency }) => currency === 'usd')?.amount ?? 0;
  }

  private async deliver(event: Stripe.Event, stripeAccount: string): Promise<void> {
    const { id: eventId, type } = event;
    const context = { eventId, type, stripeAccount, createdAt: new Date(event.created * 1000) };
    for (const handlerClass of [PayoutWebhookHandler, BankAccountWebhookHandler]) {
      const wanted = Reflect.getMetadata(STRIPE_WEBHOOK_TYPES, handlerClass) as string[];
      if (!wanted.includes(type)) continue;
      const handler: WebhookHandler = this.get<WebhookHandler>(handlerClass);
      const prepared = await handler.prepare(event.data.object, context);
      await this.manager.transaction((manager) => handler.apply(prepared, manager, context));
    }
  }
}

/** Enabled at once: Stripe's test values for everything. */
function customAccount(accountNumber: string): Stripe.AccountCreateParams {
  return {
    type: 'custom',
    country: 'US',
    business_type: 'individual',
    business_profile: { mcc: '5734', url: 'https://accessible.stripe.com' },
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    external_account: {
      object: 'bank_account',
      country: 'US',
      currency: 'usd',
      routing_number: '110000000',
      account_number: accountNumber,
    },
    individual: {
      first_name: 'Ada',
      last_name: 'Seller',
      email: 'ada@example.com',
      phone: '0000000000',
      dob: { day: 1, month: 1, year: 1901 },
      id_number: '000000000',
      address: { line1: 'address_full_match', city: 'Columbus', state: 'OH', postal_code: '43214' },
    },
    settings: { payouts: { schedule: { interval: 'manual' } } },
    tos_acceptance: { date: 1_700_000_000, ip: '127.0.0.1' },
  };
}
