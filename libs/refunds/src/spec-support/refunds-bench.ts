import { ConfigModule, loadConfig } from '@guildhall/config';
import {
  DatabaseModule,
  MarketplaceOrderEntity,
  newId,
  PaymentEntity,
  SellerEntity,
  SellerShareEntity,
  StripeOperationEntity,
  TransferEntity,
  UserAccountEntity,
} from '@guildhall/database';
import { account, Ledger, LedgerModule } from '@guildhall/ledger';
import { Outbox, OutboxModule } from '@guildhall/outbox';
import { QueueModule } from '@guildhall/queue';
import { StripeModule } from '@guildhall/stripe';
import { STRIPE_WEBHOOK_TYPES, type WebhookHandler } from '@guildhall/webhooks';
import { Test, type TestingModule } from '@nestjs/testing';
import Stripe from 'stripe';
import { DataSource } from 'typeorm';
import { FeeRefundedWebhookHandler } from '../fee-refunded.webhook-handler.js';
import { RefundWebhookHandler } from '../refund.webhook-handler.js';
import {
  RefundsAdminHttpModule,
  RefundsBuyerHttpModule,
  RefundsSellerHttpModule,
  RefundsWorkerModule,
} from '../refunds.modules.js';
import { TransferMadeWebhookHandler } from '../transfer-made.webhook-handler.js';
import { TransferReversedWebhookHandler } from '../transfer-reversed.webhook-handler.js';

const KEY = 'sk_test_refunds';
const HANDLERS = [
  RefundWebhookHandler,
  TransferMadeWebhookHandler,
  TransferReversedWebhookHandler,
  FeeRefundedWebhookHandler,
];

export interface ShareOfSale {
  readonly seller: SellerEntity;
  readonly amountMinor: number;
  readonly commissionMinor: number;
}

/** Refunds alone: what checkout and transfers would have written is written by hand, the webhooks are brought by hand. */
export class RefundsBench {
  /** Ids of the events that were brought. */
  private readonly told = new Set<string>();

  private constructor(
    private readonly context: TestingModule,
    readonly stripe: Stripe,
    private readonly stripeUrl: string,
  ) {}

  static async open(databaseUrl: string, stripeUrl: string): Promise<RefundsBench> {
    const config = loadConfig({
      DATABASE_URL: databaseUrl,
      STRIPE_SECRET_KEY: KEY,
      STRIPE_API_BASE: stripeUrl,
      STRIPE_MAX_REQUESTS_PER_SECOND: '5000',
    });
    const context = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot(config),
        DatabaseModule.forRoot({ url: databaseUrl, poolSize: 20, applicationName: 'refunds-spec' }),
        StripeModule.forRoot(),
        QueueModule.forRoot({ databaseUrl }),
        OutboxModule.forHttp({ backoffMs: 20, longestBackoffMs: 50 }),
        LedgerModule,
        RefundsWorkerModule,
        RefundsBuyerHttpModule,
        RefundsSellerHttpModule,
        RefundsAdminHttpModule,
      ],
    }).compile();
    await context.init();
    const { hostname: host, port } = new URL(stripeUrl);
    const sdk = new Stripe(KEY, { host, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
    return new RefundsBench(context, sdk, stripeUrl);
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
    const user = { id: newId(), passwordHash: '', displayName: 'S', roles: ['seller' as const] };
    await this.manager.insert(UserAccountEntity, { ...user, email: `${user.id}@example.com` });
    const capabilities = { card_payments: { requested: true }, transfers: { requested: true } };
    const settings = { payouts: { schedule: { interval: 'manual' as const } } };
    const { id } = await this.stripe.accounts.create({ type: 'express', country: 'US', capabilities, settings });
    await fetch(`${this.stripeUrl}/_control/accounts/${id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'complete_onboarding' }),
    });
    const seller = Object.assign(new SellerEntity(), {
      id: newId(),
      userId: user.id,
      displayName: 'Seller',
      country: 'US',
      currency: 'usd',
      accountType: 'express',
      serviceAgreement: 'full',
      stripeAccountId: id,
      requirements: {},
    });
    await this.manager.insert(SellerEntity, seller);
    return seller;
  }

  /** A paid order whose sellers have their transfers. One share makes a destination charge. @returns its id */
  async sale(shares: readonly ShareOfSale[]): Promise<string> {
    const [orderId, amount] = [newId(), shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0)];
    const [first, ...others] = shares;
    const chargeMode = others.length === 0 ? 'destination' : 'separate';
    const transferGroup = `order_${orderId}`;
    const intent = await this.stripe.paymentIntents.create({
      amount,
      currency: 'usd',
      payment_method: 'pm_card_bypassPending',
      confirm: true,
      transfer_group: transferGroup,
      ...(chargeMode === 'separate'
        ? {}
        : {
            transfer_data: { destination: first?.seller.stripeAccountId ?? '' },
            application_fee_amount: first?.commissionMinor ?? 0,
          }),
    });
    const money = { currency: 'usd', amountMinor: BigInt(amount), updatedAt: new Date() };
    await this.manager.insert(MarketplaceOrderEntity, {
      ...money,
      id: orderId,
      userId: first?.seller.userId ?? null,
      requestKey: orderId,
      state: 'paid',
      chargeMode,
      shippingMinor: 0n,
      transferGroup,
      expiresAt: new Date(),
    });
    await this.manager.insert(PaymentEntity, {
      ...money,
      id: newId(),
      orderId,
      stripePaymentIntentId: intent.id,
      stripeChargeId: intent.latest_charge as string,
      status: 'succeeded',
      applicationFeeMinor: BigInt(chargeMode === 'separate' ? 0 : (first?.commissionMinor ?? 0)),
      capturedMinor: BigInt(amount),
      refundedMinor: 0n,
    });
    for (const [position, share] of shares.entries()) {
      await this.insertShare(orderId, position, share);
      if (chargeMode === 'separate') await this.transfer(orderId, share, intent.latest_charge as string);
    }
    return orderId;
  }

  /** Runs what the worker's relay would run, several times over. */
  async relay(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      const operations = await this.manager.find(StripeOperationEntity, { order: { id: 'ASC' } });
      for (const { id } of operations) await this.get(Outbox).run(id);
    }
  }

  /** Brings everything new that Stripe has to tell the platform, twice and in any order. */
  async stripeDelivers(): Promise<void> {
    const events: Stripe.Event[] = [];
    for await (const event of this.stripe.events.list({ limit: 100 })) {
      if (this.told.has(event.id)) break;
      events.push(event);
    }
    for (const { id } of events) this.told.add(id);
    for (const event of [...events, ...events].sort(() => Math.random() - 0.5)) await this.deliver(event);
  }

  async balanceOf(name: string): Promise<string> {
    return (await this.get<Ledger>(Ledger).balanceOf(name, 'usd')).toDecimal();
  }

  /** What the seller is owed by the refund alone: nothing else is booked here. */
  payableOf({ stripeAccountId }: SellerEntity): Promise<string> {
    return this.balanceOf(account.sellerPayable(stripeAccountId ?? ''));
  }

  private async insertShare(orderId: string, position: number, share: ShareOfSale): Promise<void> {
    const { seller, amountMinor, commissionMinor } = share;
    await this.manager.insert(SellerShareEntity, {
      orderId,
      sellerId: seller.id,
      position,
      stripeAccountId: seller.stripeAccountId ?? '',
      amountMinor: BigInt(amountMinor),
      commissionMinor: BigInt(commissionMinor),
      transferMinor: BigInt(amountMinor - commissionMinor),
    });
  }

  private async transfer(orderId: string, share: ShareOfSale, chargeId: string): Promise<void> {
    const { seller, amountMinor, commissionMinor } = share;
    const destination = seller.stripeAccountId ?? '';
    const amount = amountMinor - commissionMinor;
    // Stripe makes no transfer of nothing: a seller whose commission is the whole share has a row without one.
    const made =
      amount > 0
        ? await this.stripe.transfers.create({
            amount,
            currency: 'usd',
            destination,
            source_transaction: chargeId,
            transfer_group: `order_${orderId}`,
          })
        : null;
    await this.manager.insert(TransferEntity, {
      id: newId(),
      orderId,
      sellerId: seller.id,
      stripeAccountId: destination,
      chargeMode: 'separate',
      state: 'created',
      currency: 'usd',
      amountMinor: BigInt(amount),
      commissionMinor: BigInt(commissionMinor),
      reversedMinor: 0n,
      stripeTransferId: made?.id ?? null,
      updatedAt: new Date(),
    });
  }

  private async deliver(event: Stripe.Event): Promise<void> {
    const { id: eventId, type } = event;
    const context = { eventId, type, stripeAccount: event.account ?? null, createdAt: new Date(event.created * 1000) };
    for (const handlerClass of HANDLERS) {
      const wanted = Reflect.getMetadata(STRIPE_WEBHOOK_TYPES, handlerClass) as string[];
      if (!wanted.includes(type)) continue;
      const handler: WebhookHandler = this.get<WebhookHandler>(handlerClass);
      const prepared = await handler.prepare(event.data.object, context);
      await this.manager.transaction((manager) => handler.apply(prepared, manager, context));
    }
  }
}
