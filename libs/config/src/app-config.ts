import { isIP } from 'node:net';
import * as z from 'zod';

const secrets = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((secret) => secret.trim())
      .filter((secret) => secret !== ''),
  )
  .pipe(z.array(z.string().startsWith('whsec_', 'each secret starts with whsec_')));

const processUrl = z.url({ protocol: /^https?$/, error: 'a base URL like http://127.0.0.1:3005' });

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'a URL like postgres://user:password@host:5432/guildhall'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'a URL like redis://host:6379')
    .optional(),
  STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_(test|live)_\w+$/, 'a secret or restricted key: sk_... or rk_...'),
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_\w+$/, 'a publishable key: pk_...')
    .optional(),
  STRIPE_API_BASE: z
    .url({ error: 'a base URL like http://127.0.0.1:12111; leave it out for api.stripe.com' })
    .optional(),
  STRIPE_WEBHOOK_SECRETS: secrets,
  STRIPE_CONNECT_WEBHOOK_SECRETS: secrets,
  STRIPE_MAX_REQUESTS_PER_SECOND: z.coerce.number().int().min(1).max(10_000).default(100),
  PLATFORM_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two capital letters, for example US')
    .default('US'),
  PLATFORM_CURRENCY: z
    .string()
    .regex(/^[a-z]{3}$/, 'three small letters, for example usd')
    .default('usd'),
  ORDER_EXPIRES_AFTER_SECONDS: z.coerce.number().int().min(10).max(86_400).default(1_800),
  WORK_LEASE_MS: z.coerce.number().int().min(500).max(300_000).default(10_000),
  RETURN_URL_ORIGINS: z
    .string()
    .default('http://127.0.0.1,http://localhost')
    .transform((text) => text.split(',').map((origin) => origin.trim())),
  WEBHOOK_INGEST_URL: processUrl.optional(),
  WORKER_URL: processUrl.optional(),
  TRUSTED_PROXIES: z
    .string()
    .refine((text) => text.split(',').every((part) => isProxyNetwork(part.trim())), {
      error: 'addresses, networks like 10.0.0.0/8, or loopback, comma separated',
    })
    .optional(),
});

function isProxyNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128));
  return (
    ['loopback', 'linklocal', 'uniquelocal'].includes(text) || (isIP(address) !== 0 && isRange && rest.length === 0)
  );
}

/** Everything a process may be told by its environment, checked and typed. */
export interface AppConfig {
  readonly environment: 'development' | 'test' | 'production';
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly databaseUrl: string;
  readonly databasePoolSize: number;
  /** Undefined: the queue lives in PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly stripe: {
    readonly secretKey: string;
    readonly publishableKey: string | undefined;
    /** Undefined: Stripe itself. */
    readonly apiBase: string | undefined;
    readonly livemode: boolean;
    readonly platformWebhookSecrets: readonly string[];
    readonly connectWebhookSecrets: readonly string[];
    readonly maxRequestsPerSecond: number;
  };
  readonly platformCountry: string;
  readonly platformCurrency: string;
  readonly orderExpiresAfterSeconds: number;
  /** A process that says nothing for this long loses the operations and events it had taken to the next one. */
  readonly workLeaseMs: number;
  /** Origins to which people may be sent back; on loopback any port when none is given. */
  readonly returnUrlOrigins: readonly string[];
  /** Where processes without a door of their own tell how they are, for operators to see. Undefined: nobody asks. */
  readonly processUrls: { readonly webhookIngest: string | undefined; readonly worker: string | undefined };
  /** Proxies of ours whose X-Forwarded-For, -Host and -Proto are believed. Undefined: nobody's are. */
  readonly trustedProxies: string | undefined;
}

export class InvalidConfiguration extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(
      `the environment has ${mistakes.length} mistake(s):\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`,
    );
    this.name = 'InvalidConfiguration';
  }
}

/**
 * Reads and checks every variable at once. Values are not repeated in the message: they may be secrets.
 * @throws InvalidConfiguration with all mistakes, not only the first
 */
export function loadConfig(environment: Record<string, string | undefined>): AppConfig {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(given);
  const mistakes = result.success
    ? []
    : result.error.issues.map(({ path, message }) => describe(String(path[0]), given, message));
  const secretKey = given.STRIPE_SECRET_KEY ?? '';
  const livemode = /^(sk|rk)_live_/.test(secretKey);
  if (livemode && given.STRIPE_API_BASE !== undefined) {
    mistakes.push('STRIPE_API_BASE: must not be set with a live key, it would send the key somewhere else');
  }
  if (given.STRIPE_PUBLISHABLE_KEY !== undefined && /^pk_live_/.test(given.STRIPE_PUBLISHABLE_KEY) !== livemode) {
    mistakes.push('STRIPE_PUBLISHABLE_KEY: test and live keys are mixed');
  }
  if (!result.success || mistakes.length > 0) throw new InvalidConfiguration(mistakes);
  return toAppConfig(result.data, livemode);
}

function describe(name: string, given: Record<string, string | undefined>, message: string): string {
  return given[name] === undefined ? `${name}: is missing (${message})` : `${name}: ${message}`;
}

function toAppConfig(env: z.infer<typeof schema>, livemode: boolean): AppConfig {
  return {
    environment: env.NODE_ENV,
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    databaseUrl: env.DATABASE_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    redisUrl: env.REDIS_URL,
    stripe: {
      secretKey: env.STRIPE_SECRET_KEY,
      publishableKey: env.STRIPE_PUBLISHABLE_KEY,
      apiBase: env.STRIPE_API_BASE,
      livemode,
      platformWebhookSecrets: env.STRIPE_WEBHOOK_SECRETS,
      connectWebhookSecrets: env.STRIPE_CONNECT_WEBHOOK_SECRETS,
      maxRequestsPerSecond: env.STRIPE_MAX_REQUESTS_PER_SECOND,
    },
    platformCountry: env.PLATFORM_COUNTRY,
    platformCurrency: env.PLATFORM_CURRENCY,
    orderExpiresAfterSeconds: env.ORDER_EXPIRES_AFTER_SECONDS,
    workLeaseMs: env.WORK_LEASE_MS,
    returnUrlOrigins: env.RETURN_URL_ORIGINS,
    processUrls: { webhookIngest: env.WEBHOOK_INGEST_URL, worker: env.WORKER_URL },
    trustedProxies: env.TRUSTED_PROXIES,
  };
}
