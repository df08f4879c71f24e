import { randomBytes } from 'node:crypto';
import { ConfigModule, loadConfig } from '@guildhall/config';
import {
  DatabaseModule,
  MarketplaceOrderEntity,
  newId,
  PaymentEntity,
  SellerEntity,
  SellerShareEntity,
  StripeOperationEntity,
  UserAccountEntity,
} from '@guildhall/database';
import { Ledger, LedgerModule } from '@guildhall/ledger';
import { Outbox, OutboxModule } from '@guildhall/outbox';
import { QueueModule } from '@guildhall/queue';
import { StripeModule } from '@guildhall/stripe';
import { STRIPE_WEBHOOK_TYPES, type WebhookHandler } from '@guildhall/webhooks';
import { Test, type TestingModule } from '@nestjs/testing';
import Stripe from 'stripe';
import { DataSource } from 'typeorm';
import { ApplicationFeeWebhookHandler } from '../application-fee.webhook-handler.js';
import { TransferWebhookHandler } from '../transfer.webhook-handler.js';
import { TransfersWorkerModule } from '../transfers-worker.module.js';

export interface ShareOfSale {
  readonly seller: SellerEntity;
  readonly amountMinor: number;
  readonly commissionMinor: number;
}

/** Transfers alone: what checkout would have written is written by hand, the webhooks are brought by hand. */
export class TransfersBench {
  private constructor(
    private readonly context: TestingModule,
    readonly stripe: Stripe,
    private readonly stripeUrl: string,
  ) {}

  static async open(databaseUrl: string, stripeUrl: string): Promise<TransfersBench> {
    const config = loadConfig({
      DATABASE_URL: databaseUrl,
      STRIPE_SECRET_KEY: 'sk_test_transfers',
      STRIPE_API_BASE: stripeUrl,
      STRIPE_MAX_REQUESTS_PER_SECOND: '5000',
    });
    const context = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot(config),
        DatabaseModule.forRoot({ url: databaseUrl, poolSize: 10, applicationName: 'transfers-spec' }),
        StripeModule.forRoot(),
        QueueModule.forRoot({ databaseUrl }),
        OutboxModule.forHttp({ backoffMs: 20, longestBackoffMs: 50 }),
        LedgerModule,
        TransfersWorkerModule,
      ],
    }).compile();
    await context.init();
    const { hostname: host, port } = new URL(stripeUrl);
    const sdk = new Stripe('sk_test_transfers', {
      host,
      port,
      protocol: 'http',
      maxNetworkRetries: 0,
      telemetry: false,
    });
    return new TransfersBench(context, sdk, stripeUrl);
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

  async seller(): Promise<SellerEntity> {
    const userId = newId();
    const email = `${userId}@example.com`;
    await this.manager.insert(UserAccountEntity, {
      id: userId,
      email,
      passwordHash: '',
      displayName: 'S',
      roles: ['seller'],
    });
    const capabilities = { card_payments: { requested: true }, transfers: { requested: true } };
    const account = await this.stripe.accounts.create({ type: 'express', country: 'US', capabilities });
    await this.control(account.id, { action: 'complete_onboarding' });
    const seller = Object.assign(new SellerEntity(), {
      id: newId(),
      userId,
      displayName: 'Seller',
      country: 'US',
      currency: 'usd',
      accountType: 'express',
      serviceAgreement: 'full',
      stripeAccountId: account.id,
      cardPayments: 'active',
      transfers: 'active',
      requirements: {},
    });
    await this.manager.insert(SellerEntity, seller);
    return seller;
  }

  /** Something happens to an account at Stripe. */
  async control(accountId: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    await fetch(`${this.stripeUrl}/_control/accounts/${accountId}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
  }

  /** A paid order and its charge, as checkout leaves them. */
  async sale(shares: readonly ShareOfSale[], transferGroup = `order_${randomBytes(8).toString('hex')}`) {
    const isDestination = shares.length === 1;
    const amount = shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const [first] = shares;
    const intent = await this.stripe.paymentIntents.create({
      amount,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      transfer_group: transferGroup,
      ...(isDestination
        ? {
            transfer_data: { destination: first?.seller.stripeAccountId ?? '' },
            application_fee_amount: first?.commissionMinor ?? 0,
          }
        : {}),
    });
    const { latest_charge: charge } = intent;
    const chargeId = typeof charge === 'string' ? charge : (charge?.id ?? '');
    const order = { id: newId(), currency: 'usd', amountMinor: BigInt(amount) };
    await this.manager.insert(MarketplaceOrderEntity, {
      ...order,
      userId: shares[0]?.seller.userId ?? null,
      requestKey: order.id,
      state: 'paid',
      chargeMode: isDestination ? 'destination' : 'separate',
      shippingMinor: 0n,
      transferGroup,
      expiresAt: new Date(),
      updatedAt: new Date(),
    });
    await this.manager.insert(
      SellerShareEntity,
      shares.map(({ seller, amountMinor, commissionMinor }, position) => ({
        orderId: order.id,
        sellerId: seller.id,
        position,
        stripeAccountId: seller.stripeAccountId ?? '',
        amountMinor: BigInt(amountMinor),
        commissionMinor: BigInt(commissionMinor),
        transferMinor: BigInt(amountMinor - commissionMinor),
      })),
    );
    const payment = { id: newId(), orderId: order.id, currency: 'usd', amountMinor: order.amountMinor };
    await this.manager.insert(PaymentEntity, {
      ...payment,
      stripePaymentIntentId: intent.id,
      stripeChargeId: chargeId,
      status: 'succeeded',
      applicationFeeMinor: 0n,
      capturedMinor: order.amountMinor,
      refundedMinor: 0n,
      updatedAt: new Date(),
    });
    return { orderId: order.id, paymentId: payment.id, chargeId };
  }

  /** Runs what the worker's relay would run, several times over. */
  async relay(): Promise<void> {
    const operations = await this.manager.find(StripeOperationEntity, { order: { id: 'ASC' } });
    for (const { id } of [...operations, ...operations]) await this.get(Outbox).run(id);
  }

  /** Brings everything that Stripe has told the platform, twice and in any order. */
  async stripeDelivers(): Promise<void> {
    const events: Stripe.Event[] = [];
    for await (const event of this.stripe.events.list({ limit: 100 })) events.push(event);
    for (const event of [...events, ...events].sort(() => Math.random() - 0.5)) await this.deliver(event);
  }

  balanceOf(account: string): Promise<string> {
    return this.get<Ledger>(Ledger)
      .balanceOf(account, 'usd')
      .then((balance) => balance.toDecimal());
  }

  /** Pending and available together, as Stripe has it. */
  async balanceAtStripe(stripeAccount: string): Promise<string> {
    const { available, pending } = await this.stripe.balance.retrieve({}, { stripeAccount });
    const minor = [...available, ...pending]
      .filter(({ currency }) => currency === 'usd')
      .reduce((sum, { amount }) => sum + amount, 0);
    return (minor / 100).toFixed(2);
  }

  private async deliver(event: Stripe.Event): Promise<void> {
    const context = {
      eventId: event.id,
      type: event.type,
      stripeAccount: event.account ?? null,
      createdAt: new Date(event.created * 1000),
    };
    for (const type of [TransferWebhookHandler, ApplicationFeeWebhookHandler]) {
      const wanted = Reflect.getMetadata(STRIPE_WEBHOOK_TYPES, type) as string[];
      if (!wanted.includes(event.type)) continue;
      const handler: WebhookHandler = this.get<WebhookHandler>(type);
      const prepared = await handler.prepare(event.data.object, context);
      await this.manager.transaction((manager) => handler.apply(prepared, manager, context));
    }
  }
}
