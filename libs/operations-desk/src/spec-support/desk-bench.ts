import { loadConfig } from '@guildhall/config';
import {
  MarketplaceOrderEntity,
  newId,
  PaymentEntity,
  SellerEntity,
  SellerShareEntity,
  UserAccountEntity,
} from '@guildhall/database';
import { Authenticator, createApi, isId } from '@guildhall/http';
import { createLogger } from '@guildhall/observability';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OperationsDeskHttpModule } from '../operations-desk-http.module.js';

/** In these specs a bearer token is the user's id, for an operator with `op-` before it. */
class IdIsToken extends Authenticator {
  authenticate(token: string) {
    const userId = token.replace(/^op-/, '');
    if (!isId(userId)) return Promise.resolve(null);
    return Promise.resolve({ userId, roles: userId === token ? (['buyer'] as const) : (['operator'] as const) });
  }
}

@Global()
@Module({ providers: [{ provide: Authenticator, useClass: IdIsToken }], exports: [Authenticator] })
class IdIsTokenModule {}

@Module({ imports: [IdIsTokenModule, OperationsDeskHttpModule] })
class BenchModule {}

export interface SoldOrder {
  readonly paidAt?: Date | null;
  readonly currency?: string;
  /** What each seller's part costs and the commission on it. */
  readonly shares?: readonly { readonly amountMinor: bigint; readonly commissionMinor: bigint }[];
  readonly guestEmail?: string;
}

/** The desk alone over HTTP, on a database that specs fill by hand. */
export class DeskBench {
  private constructor(
    private readonly app: NestFastifyApplication,
    readonly database: TestDatabase,
  ) {}

  /** @param environment more variables */
  static async open(environment: Record<string, string> = {}): Promise<DeskBench> {
    const database = await testDatabase();
    const config = loadConfig({
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      STRIPE_SECRET_KEY: 'sk_test_desk',
      ...environment,
    });
    const options = { name: 'desk-spec', title: 'Desk', description: '' };
    const logger = createLogger({ service: 'desk-spec', level: 'silent' });
    return new DeskBench(await createApi(BenchModule, config, options, logger), database);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.close();
  }

  get manager() {
    return this.database.source.manager;
  }

  async get<Body = Record<string, unknown>>(
    url: string,
    query: Record<string, string> = {},
    token = `op-${newId()}`,
  ): Promise<{ status: number; body: Body }> {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await this.app.inject({ method: 'GET', url, query, headers });
    return { status: answer.statusCode, body: answer.json<Body>() };
  }

  async user(change: Partial<UserAccountEntity> = {}): Promise<UserAccountEntity> {
    const id = newId();
    const user = { id, email: `${id}@example.com`, passwordHash: '-', displayName: 'Ada', roles: [], ...change };
    await this.manager.insert(UserAccountEntity, user);
    return this.manager.findOneByOrFail(UserAccountEntity, { id });
  }

  async seller(displayName = 'Seller'): Promise<SellerEntity> {
    const seller = Object.assign(new SellerEntity(), {
      id: newId(),
      userId: (await this.user()).id,
      displayName,
      country: 'US',
      currency: 'usd',
      accountType: 'express',
      serviceAgreement: 'full',
      stripeAccountId: `acct_${newId().replaceAll('-', '')}`,
      requirements: {},
    });
    await this.manager.insert(SellerEntity, seller);
    return seller;
  }

  /** An order with its shares and payment, as checkout would have left it. */
  async order(sellers: readonly SellerEntity[], sold: SoldOrder = {}): Promise<string> {
    const { paidAt = new Date(), currency = 'usd', guestEmail = 'guest@example.com' } = sold;
    const shares = sold.shares ?? [{ amountMinor: 100_00n, commissionMinor: 10_00n }];
    const id = newId();
    const amountMinor = shares.reduce((sum, share) => sum + share.amountMinor, 0n);
    await this.manager.insert(MarketplaceOrderEntity, {
      id,
      guestEmail,
      guestTokenHash: '-',
      requestKey: id,
      state: paidAt === null ? 'awaiting_payment' : 'paid',
      chargeMode: 'separate',
      currency,
      amountMinor,
      shippingMinor: 0n,
      transferGroup: `order_${id}`,
      expiresAt: new Date(),
      paidAt,
    });
    await this.manager.insert(
      SellerShareEntity,
      shares.map((share, position) => ({
        ...share,
        orderId: id,
        sellerId: sellers[position]?.id ?? '',
        position,
        stripeAccountId: sellers[position]?.stripeAccountId ?? '',
        transferMinor: share.amountMinor - share.commissionMinor,
      })),
    );
    await this.manager.insert(PaymentEntity, {
      id: newId(),
      orderId: id,
      status: 'succeeded',
      currency,
      amountMinor,
      applicationFeeMinor: 0n,
      capturedMinor: amountMinor,
      stripePaymentIntentId: `pi_${id.replaceAll('-', '')}`,
      stripeChargeId: `ch_${id.replaceAll('-', '')}`,
    });
    return id;
  }
}
