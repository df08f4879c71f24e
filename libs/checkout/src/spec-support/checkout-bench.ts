import { type AppConfig, loadConfig } from '@guildhall/config';
import { newId, ProductEntity, SellerEntity, UserAccountEntity } from '@guildhall/database';
import { Authenticator, createApi, isId } from '@guildhall/http';
import { LedgerModule } from '@guildhall/ledger';
import { createLogger } from '@guildhall/observability';
import { OutboxModule } from '@guildhall/outbox';
import { QueueModule } from '@guildhall/queue';
import { StripeModule } from '@guildhall/stripe';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { CheckoutAdminHttpModule } from '../checkout-admin-http.module.js';
import { CheckoutSellerHttpModule } from '../checkout-seller-http.module.js';
import { CheckoutHttpModule } from '../checkout-http.module.js';
import { CheckoutWorkerModule } from '../checkout-worker.module.js';

/** In these specs a bearer token is the user's id, for an operator with `op-` before it, for a seller with `se-`. */
class IdIsToken extends Authenticator {
  authenticate(token: string) {
    const [, kind, userId] = /^(op-|se-|)(.*)$/.exec(token) ?? [];
    if (!isId(userId)) return Promise.resolve(null);
    const role = kind === 'op-' ? 'operator' : kind === 'se-' ? 'seller' : 'buyer';
    return Promise.resolve({ userId, roles: [role] as const });
  }
}

@Global()
@Module({ providers: [{ provide: Authenticator, useClass: IdIsToken }], exports: [Authenticator] })
class IdIsTokenModule {}

@Module({})
class BenchModule {
  static forRoot({ databaseUrl }: AppConfig): DynamicModule {
    return {
      module: BenchModule,
      imports: [
        IdIsTokenModule,
        StripeModule.forRoot(),
        QueueModule.forRoot({ databaseUrl }),
        OutboxModule.forHttp({ backoffMs: 50, longestBackoffMs: 100 }),
        LedgerModule,
        CheckoutHttpModule,
        CheckoutAdminHttpModule,
        CheckoutSellerHttpModule,
        // Other processes in the house, with the same paths.
        RouterModule.register([
          { path: 'admin', module: CheckoutAdminHttpModule },
          { path: 'seller', module: CheckoutSellerHttpModule },
        ]),
        CheckoutWorkerModule,
      ],
    };
  }
}

/** A migrated database of the spec's own. */
export interface BenchDatabase {
  readonly url: string;
  readonly source: DataSource;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  // The specs assert on what they get.
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, unknown>;
}

/** Checkout alone, over HTTP, on a database of its own. */
export class CheckoutBench {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly database: BenchDatabase,
  ) {}

  /** @param stripeUrl of an emulator, or of nothing: then Stripe is down */
  static async open(database: BenchDatabase, stripeUrl: string): Promise<CheckoutBench> {
    const config = loadConfig({
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: '20',
      STRIPE_SECRET_KEY: 'sk_test_checkout',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_checkout',
      STRIPE_API_BASE: stripeUrl,
      STRIPE_MAX_REQUESTS_PER_SECOND: '5000',
      ORDER_EXPIRES_AFTER_SECONDS: '1800',
    });
    const options = { name: 'checkout-spec', title: 'Checkout', description: '' };
    const logger = createLogger({ service: 'checkout-spec', level: 'silent' });
    return new CheckoutBench(await createApi(BenchModule, config, options, logger), database);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.close();
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.app.get<T>(type, { strict: false });
  }

  async user(): Promise<string> {
    const id = newId();
    const user = { id, email: `${id}@example.com`, passwordHash: '', displayName: 'Ada', roles: ['buyer' as const] };
    await this.database.source.manager.insert(UserAccountEntity, user);
    return id;
  }

  async seller(
    stripeAccountId: string | null = `acct_${newId().replaceAll('-', '')}`,
    change: Partial<SellerEntity> = {},
  ) {
    const seller = Object.assign(new SellerEntity(), {
      id: newId(),
      userId: await this.user(),
      displayName: 'Seller',
      country: 'US',
      currency: 'usd',
      accountType: 'express',
      serviceAgreement: 'full',
      stripeAccountId,
      cardPayments: 'active',
      transfers: 'active',
      requirements: {},
      ...change,
    });
    await this.database.source.manager.insert(SellerEntity, seller);
    return seller;
  }

  async product(sellerId: string, priceMinor: number, stock = 10, change: Partial<ProductEntity> = {}) {
    const product = Object.assign(new ProductEntity(), {
      id: newId(),
      sellerId,
      title: 'Blue mug',
      description: 'It is blue.',
      category: null,
      priceMinor: BigInt(priceMinor),
      currency: 'usd',
      stock,
      pictureUrl: null,
      status: 'active',
      ...change,
    });
    await this.database.source.manager.insert(ProductEntity, product);
    return product;
  }

  async stockOf(productId: string): Promise<number> {
    return (await this.database.source.manager.findOneByOrFail(ProductEntity, { id: productId })).stock;
  }

  async count(table: string): Promise<number> {
    const [row] = await this.database.source.query<{ n: number }[]>(`SELECT count(*)::integer AS n FROM ${table}`);
    return row?.n ?? -1;
  }

  place(token: string | null, payload: object, key: string = newId(), headers: Record<string, string> = {}) {
    return this.request('POST', '/v1/orders', token, payload, { 'idempotency-key': key, ...headers });
  }

  async request(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    token: string | null,
    payload?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
    const answer = await this.app.inject({
      method,
      url,
      headers: { ...authorization, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    const body = answer.body === '' ? {} : answer.json<Record<string, unknown>>();
    return { status: answer.statusCode, body, headers: answer.headers };
  }
}
