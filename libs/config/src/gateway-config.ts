import * as z from 'zod';
import { InvalidConfiguration } from './app-config.js';

const apiUrl = z.url({ protocol: /^https?$/, error: 'a base URL like http://127.0.0.1:3001' });

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  BUYER_API_URL: apiUrl,
  SELLER_API_URL: apiUrl,
  ADMIN_API_URL: apiUrl,
  WEB_ROOT: z.string().default('apps/web/dist'),
  STRIPE_API_BASE: apiUrl.optional(),
  TRUST_PROXY: z.enum(['true', 'false']).default('false'),
});

/** What the gateway may be told. It holds no key and no password. */
export interface GatewayConfig {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where each area's API listens. */
  readonly apis: { readonly buyer: string; readonly seller: string; readonly admin: string };
  /** Folder of the built pages. */
  readonly webRoot: string;
  /** The emulator's address; undefined: Stripe itself. Pages that pay may load scripts from there. */
  readonly stripeApiBase: string | undefined;
  /** True: something in front ends TLS and says in x-forwarded-* who asks. */
  readonly trustProxy: boolean;
}

/** @throws InvalidConfiguration with all mistakes, not only the first */
export function loadGatewayConfig(environment: Record<string, string | undefined>): GatewayConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    throw new InvalidConfiguration(
      result.error.issues.map(({ path, message }) => {
        const name = String(path[0]);
        return given[name] === undefined ? `${name}: is missing (${message})` : `${name}: ${message}`;
      }),
    );
  }
  const env = result.data;
  return {
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    apis: { buyer: env.BUYER_API_URL, seller: env.SELLER_API_URL, admin: env.ADMIN_API_URL },
    webRoot: env.WEB_ROOT,
    stripeApiBase: env.STRIPE_API_BASE,
    trustProxy: env.TRUST_PROXY === 'true',
  };
}
