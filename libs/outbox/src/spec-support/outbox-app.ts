import 'reflect-metadata';
import { ConfigModule, loadConfig } from '@guildhall/config';
import { DatabaseModule } from '@guildhall/database';
import { QueueModule } from '@guildhall/queue';
import { StripeModule } from '@guildhall/stripe';
import { type INestApplicationContext, Module, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { OutboxModule } from '../outbox.module.js';
import type { OutboxSettings } from '../outbox.settings.js';
import { AlsoCountsRefunds, CountsRefunds, CustomerOperation } from './customer.operation.js';

export interface OutboxAppOptions {
  readonly role: 'http' | 'worker';
  readonly databaseUrl: string;
  readonly stripeUrl: string;
  readonly settings?: Partial<OutboxSettings>;
  readonly providers?: Provider[];
  readonly stripeKey?: string;
}

const HASTY: Partial<OutboxSettings> = { leaseMs: 600, backoffMs: 20, longestBackoffMs: 100, sweepEveryMs: 50 };

/** A process of the house with nothing in it but the outbox. */
export async function startOutboxApp(options: OutboxAppOptions): Promise<INestApplicationContext> {
  const config = loadConfig({
    DATABASE_URL: options.databaseUrl,
    STRIPE_SECRET_KEY: options.stripeKey ?? 'sk_test_outbox',
    STRIPE_API_BASE: options.stripeUrl,
    STRIPE_MAX_REQUESTS_PER_SECOND: '5000',
  });
  const settings = { ...HASTY, ...options.settings };
  @Module({
    imports: [
      ConfigModule.forRoot(config),
      DatabaseModule.forRoot({ url: config.databaseUrl, poolSize: 10, applicationName: `spec-${options.role}` }),
      StripeModule.forRoot(),
      QueueModule.forRoot({ databaseUrl: config.databaseUrl }),
      options.role === 'http' ? OutboxModule.forHttp(settings) : OutboxModule.forWorker(settings),
    ],
    providers: options.providers ?? [CustomerOperation, CountsRefunds, AlsoCountsRefunds],
  })
  class OutboxApp {}
  return NestFactory.createApplicationContext(OutboxApp, { logger: false });
}
