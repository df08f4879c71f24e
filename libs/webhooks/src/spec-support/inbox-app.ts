import 'reflect-metadata';
import { ConfigModule, loadConfig } from '@guildhall/config';
import { DatabaseModule } from '@guildhall/database';
import { createLogger, ObservabilityModule } from '@guildhall/observability';
import { QueueModule } from '@guildhall/queue';
import { StripeModule } from '@guildhall/stripe';
import { type INestApplicationContext, Module, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { WebhookReceiver } from '../ingest/webhook-receiver.js';
import { WebhooksHttpModule } from '../webhooks-http.module.js';
import { WebhooksIngestModule } from '../webhooks-ingest.module.js';
import { WebhooksWorkerModule } from '../webhooks-worker.module.js';
import type { WebhookWorkerOptions } from '../worker/worker-options.js';
import { bodyOf, signed, SPEC_SECRETS } from './deliveries.js';

export interface InboxAppOptions {
  readonly databaseUrl: string;
  readonly stripeUrl?: string;
  /** False: only the ingest and the operators' side. */
  readonly worker?: boolean;
  readonly handlers?: Provider[];
  readonly options?: Partial<WebhookWorkerOptions>;
  readonly lines?: string[];
}

const HASTY: Partial<WebhookWorkerOptions> = { sweepEveryMs: 50, firstDelayMs: 5, longestDelayMs: 40, maxAttempts: 4 };

/** A process of the house with nothing in it but the inbox. */
export async function startInboxApp(app: InboxAppOptions): Promise<INestApplicationContext> {
  const { databaseUrl, stripeUrl = 'http://127.0.0.1:9', worker = true, handlers = [], options, lines } = app;
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    STRIPE_SECRET_KEY: 'sk_test_inbox',
    STRIPE_API_BASE: stripeUrl,
    STRIPE_WEBHOOK_SECRETS: SPEC_SECRETS.platform.join(','),
    STRIPE_CONNECT_WEBHOOK_SECRETS: SPEC_SECRETS.connect.join(','),
    STRIPE_MAX_REQUESTS_PER_SECOND: '5000',
  });
  const logger = createLogger(
    lines === undefined
      ? { service: 'spec', level: 'silent' }
      : { service: 'spec', level: 'debug', destination: { write: (line) => lines.push(line) } },
  );
  @Module({
    imports: [
      ConfigModule.forRoot(config),
      ObservabilityModule.forRoot({ logger }),
      DatabaseModule.forRoot({ url: databaseUrl, poolSize: 10, applicationName: 'spec-inbox' }),
      StripeModule.forRoot(),
      QueueModule.forRoot({ databaseUrl }),
      WebhooksIngestModule,
      WebhooksHttpModule,
      ...(worker ? [WebhooksWorkerModule.forRoot({ ...HASTY, ...options })] : []),
    ],
    providers: handlers,
  })
  class InboxApp {}
  const context = await NestFactory.createApplicationContext(InboxApp, { logger: false, abortOnError: false });
  return context.init();
}

/** Signs and delivers as Stripe would, to the endpoint that the event is for. */
export function deliver(app: INestApplicationContext, event: Record<string, unknown>): Promise<void> {
  const body = bodyOf(event);
  const endpoint = 'account' in event ? 'connect' : 'platform';
  return app.get(WebhookReceiver).receive(endpoint, body, signed(body, SPEC_SECRETS[endpoint][0] ?? ''));
}

/** Patient, for a busy machine; asks less and less often, as asking takes time from those who work. */
export async function eventually(look: () => Promise<boolean>, withinMs = 120_000): Promise<void> {
  const until = Date.now() + withinMs;
  for (let pauseMs = 10; !(await look()); pauseMs = Math.min(pauseMs * 1.2, 100)) {
    if (Date.now() > until) throw new Error(`it did not happen within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
