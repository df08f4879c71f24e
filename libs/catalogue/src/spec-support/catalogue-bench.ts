import { loadConfig } from '@guildhall/config';
import { newId, ProductEntity, SellerEntity, UserAccountEntity } from '@guildhall/database';
import { Authenticator, createApi, isId } from '@guildhall/http';
import { createLogger } from '@guildhall/observability';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { CatalogueQueries } from '../catalogue.queries.js';
import { CatalogueBuyerHttpModule, CatalogueSellerHttpModule } from '../catalogue-http.module.js';

/** In these specs a bearer token is the user's id. */
class IdIsToken extends Authenticator {
  authenticate(userId: string) {
    return Promise.resolve(isId(userId) ? { userId, roles: ['seller' as const] } : null);
  }
}

@Global()
@Module({ providers: [{ provide: Authenticator, useClass: IdIsToken }], exports: [Authenticator] })
class IdIsTokenModule {}

@Module({})
class BenchModule {
  static forRoot() {
    return { module: BenchModule, imports: [IdIsTokenModule, CatalogueBuyerHttpModule, CatalogueSellerHttpModule] };
  }
}

/** What the specs assert on. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** The catalogue alone, over HTTP, on a database of its own. */
export class CatalogueBench {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly database: TestDatabase,
  ) {}

  static async open(): Promise<CatalogueBench> {
    const database = await testDatabase();
    const config = loadConfig({
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      STRIPE_SECRET_KEY: 'sk_test_catalogue',
    });
    const options = { name: 'catalogue-spec', title: 'Catalogue', description: '' };
    const logger = createLogger({ service: 'catalogue-spec', level: 'silent' });
    return new CatalogueBench(await createApi(BenchModule, config, options, logger), database);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.close();
  }

  async user(): Promise<string> {
    const id = newId();
    const user = { id, email: `${id}@example.com`, passwordHash: '', displayName: 'Ada', roles: ['seller' as const] };
    await this.database.source.manager.insert(UserAccountEntity, user);
    return id;
  }

  /** One who can sell, unless changed. */
  async seller(change: Partial<SellerEntity> = {}): Promise<SellerEntity> {
    const seller = Object.assign(new SellerEntity(), {
      id: newId(),
      userId: await this.user(),
      displayName: 'Ada’s Mugs',
      country: 'US',
      currency: 'usd',
      accountType: 'express',
      serviceAgreement: 'full',
      stripeAccountId: `acct_${newId().replaceAll('-', '')}`,
      cardPayments: 'active',
      transfers: 'active',
      requirements: { currentlyDue: [], pastDue: [], eventuallyDue: [], pendingVerification: [], errors: [] },
      ...change,
    });
    await this.database.source.manager.insert(SellerEntity, seller);
    return seller;
  }

  async becomes(seller: SellerEntity, change: Partial<SellerEntity>): Promise<void> {
    const { deauthorizedAt, transfers, cardPayments } = { ...seller, ...change };
    const now = { deauthorizedAt: deauthorizedAt ?? null, transfers, cardPayments };
    await this.database.source.manager.update(SellerEntity, { id: seller.id }, now);
  }

  product(id: string): Promise<ProductEntity> {
    return this.database.source.manager.findOneByOrFail(ProductEntity, { id });
  }

  /** How PostgreSQL would run a search: the statement is taken from what the API really sends. */
  async scansOf(search: object): Promise<string> {
    const { manager } = this.database.source;
    const sent: { sql: string; parameters: unknown[] }[] = [];
    const queries = this.app.get(CatalogueQueries, { strict: false });
    const source = this.app.get(DataSource);
    const { logger } = source;
    Object.assign(source, {
      logger: {
        logQuery: (sql: string, parameters: unknown[]) => void sent.push({ sql, parameters }),
        logQueryError: () => undefined,
        logQuerySlow: () => undefined,
      },
    });
    await queries.search({ sort: 'newest', limit: 20, ...search });
    Object.assign(source, { logger });
    const found = sent.find(({ sql }) => sql.includes('FROM "product"'));
    if (found === undefined) throw new Error('no product was read');
    const plan = await manager.query<Record<string, string>[]>(`EXPLAIN ${found.sql}`, found.parameters);
    return plan.map((row) => row['QUERY PLAN']).join('\n');
  }

  /** @returns the new product's id */
  async lists(seller: SellerEntity, change: object = {}): Promise<string> {
    const body = { title: 'Blue mug', priceMinor: 18_00, stock: 3, ...change };
    const answer = await this.request('POST', '/v1/products', seller.userId, body);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return String(answer.body.id);
  }

  async request(
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    token: string | null = null,
    payload?: object,
  ): Promise<Answer> {
    const answer = await this.app.inject({
      method,
      url,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(method === 'GET' ? {} : { 'idempotency-key': newId() }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  }
}
