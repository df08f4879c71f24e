import { join } from 'node:path';
import type { HouseOptions } from './house-options.js';
import type { ProcessName, RunFile } from './run-file.js';

/** How our processes reach Stripe, or the emulator, and what it signs its deliveries with. */
export type StripeEnvironment = NonNullable<HouseOptions['stripe']>;

/** What a house knows about itself before its processes start. */
export interface HousePlan {
  readonly databaseUrl: string;
  /** Null: the real Stripe. */
  readonly emulatorUrl: string | null;
  readonly urlOf: (name: ProcessName) => string;
  readonly platform: RunFile['platform'];
}

/** Variables that all of our own processes get. */
export function sharedEnvironment(
  options: HouseOptions,
  stripe: StripeEnvironment,
  { databaseUrl, emulatorUrl, urlOf, platform }: HousePlan,
): Record<string, string> {
  return {
    NODE_ENV: options.throwAway === true ? 'test' : 'development',
    DATABASE_URL: databaseUrl,
    ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
    ...stripeBase(emulatorUrl),
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_PUBLISHABLE_KEY: stripe.publishableKey,
    STRIPE_WEBHOOK_SECRETS: stripe.webhookSecrets,
    STRIPE_CONNECT_WEBHOOK_SECRETS: stripe.connectWebhookSecrets,
    PLATFORM_COUNTRY: platform.country,
    PLATFORM_CURRENCY: platform.currency,
    TRUSTED_PROXIES: 'loopback', // the gateway says who asks
    WEBHOOK_INGEST_URL: urlOf('webhook-ingest'),
    WORKER_URL: urlOf('worker'),
    ...options.env,
  };
}

/** The gateway holds no secret: who asks is the APIs' affair. */
export function gatewayEnvironment(options: HouseOptions, { emulatorUrl, urlOf }: HousePlan): Record<string, string> {
  return {
    BUYER_API_URL: urlOf('buyer-checkout-api'),
    SELLER_API_URL: urlOf('seller-onboarding-api'),
    ADMIN_API_URL: urlOf('admin-api'),
    WEB_ROOT: join(options.root, 'apps/web/dist'),
    ...stripeBase(emulatorUrl),
    ...(options.env?.LOG_LEVEL === undefined ? {} : { LOG_LEVEL: options.env.LOG_LEVEL }),
  };
}

const stripeBase = (emulatorUrl: string | null) => (emulatorUrl === null ? {} : { STRIPE_API_BASE: emulatorUrl });
