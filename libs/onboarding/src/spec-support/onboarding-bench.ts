import { loadConfig } from '@guildhall/config';
import { newId, type Role, SellerEntity, UserAccountEntity } from '@guildhall/database';
import { Authenticator, createApi, isId } from '@guildhall/http';
import { createLogger } from '@guildhall/observability';
import { OutboxModule } from '@guildhall/outbox';
import { QueueModule } from '@guildhall/queue';
import { StripeModule } from '@guildhall/stripe';
import { type RunningEmulator, startEmulator } from '@guildhall/stripe-emulator';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import Stripe from 'stripe';
import { OnboardingAdminHttpModule, OnboardingHttpModule, OnboardingWorkerModule } from '../onboarding.modules.js';

/** In these specs a bearer token is the user's id, for an operator with `op-` before it. */
class IdIsToken extends Authenticator {
  authenticate(token: string) {
    const userId = token.replace(/^op-/, '');
    const roles: readonly Role[] = [userId === token ? 'seller' : 'operator'];
    return Promise.resolve(isId(userId) ? { userId, roles } : null);
  }
}

@Global()
@Module({ providers: [{ provide: Authenticator, useClass: IdIsToken }], exports: [Authenticator] })
class IdIsTokenModule {}

@Module({})
class BenchModule {
  static forRoot({ databaseUrl }: { databaseUrl: string }): DynamicModule {
    return {
      module: BenchModule,
      imports: [
        IdIsTokenModule,
        StripeModule.forRoot(),
        QueueModule.forRoot({ databaseUrl }),
        OutboxModule.forHttp({ backoffMs: 50, longestBackoffMs: 100 }),
        OnboardingHttpModule,
        OnboardingAdminHttpModule,
        // Another process in the house, with the same paths.
        RouterModule.register([{ path: 'admin', module: OnboardingAdminHttpModule }]),
        OnboardingWorkerModule,
      ],
    };
  }
}

/** What the specs assert on. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Onboarding alone, over HTTP, with a database and a Stripe of its own. */
export class OnboardingBench {
  readonly stripe: Stripe;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly database: TestDatabase,
    readonly emulator: RunningEmulator,
  ) {
    const { hostname: host, port } = new URL(emulator.url);
    this.stripe = new Stripe('sk_test_onboarding', { host, port, protocol: 'http', telemetry: false });
  }

  static async open(): Promise<OnboardingBench> {
    const [database, emulator] = [await testDatabase(20), await startEmulator({ seed: '7' })];
    const config = loadConfig({
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      STRIPE_SECRET_KEY: 'sk_test_onboarding',
      STRIPE_API_BASE: emulator.url,
      STRIPE_MAX_REQUESTS_PER_SECOND: '5000',
    });
    const options = { name: 'onboarding-spec', title: 'Onboarding', description: '' };
    const logger = createLogger({ service: 'onboarding-spec', level: 'silent' });
    return new OnboardingBench(await createApi(BenchModule, config, options, logger), database, emulator);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.close();
    await this.emulator.stop();
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.app.get<T>(type, { strict: false });
  }

  async user(): Promise<string> {
    const id = newId();
    const user = { id, email: `${id}@example.com`, passwordHash: '', displayName: 'Ada', roles: ['seller' as const] };
    await this.database.source.manager.insert(UserAccountEntity, user);
    return id;
  }

  sellerOf(userId: string): Promise<SellerEntity> {
    return this.database.source.manager.findOneByOrFail(SellerEntity, { userId });
  }

  async request(method: 'GET' | 'POST', url: string, token: string | null, payload?: object): Promise<Answer> {
    const answer = await this.app.inject({
      method,
      url,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(method === 'POST' ? { 'idempotency-key': newId() } : {}),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  }

  /** Plays Stripe or the seller. */
  account(id: string, change: object): Promise<void> {
    return this.control(`/_control/accounts/${id}`, change);
  }

  /** A misfortune at Stripe. */
  fault(rule: object): Promise<void> {
    return this.control('/_emulator/faults', rule);
  }

  private async control(path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(this.emulator.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  }
}
