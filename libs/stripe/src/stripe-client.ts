import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { CONFIG, type AppConfig } from '@guildhall/config';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import Stripe from 'stripe';
import { GuardedHttpClient } from './guarded-http-client.js';
import { RequestBudget } from './request-budget.js';
import { STRIPE_API_VERSION } from './stripe-version.js';

/** Lower goes first: a buyer waits for the answer, a job does not. */
export const CallPriority = { buyer: 0, operator: 10, job: 20 } as const;

/** Reads: repeated by the SDK, and given up soon. */
const READ_TIMEOUT_MS = 10_000;
const READ_RETRIES = 2;

/** How an operation's call is sent. Never repeated here: the outbox decides about that. */
export const OPERATION_CALL = { timeout: 30_000, maxNetworkRetries: 0 } as const;

/** The sandbox or the live account answered where the other one was expected. */
export class WrongMode extends Error {
  constructor(expectedLive: boolean, what: string) {
    super(
      `${what} is of ${expectedLive ? 'test' : 'live'} mode, this process works in ${expectedLive ? 'live' : 'test'} mode`,
    );
    this.name = 'WrongMode';
  }
}

/** The process's one connection to Stripe (or to the emulator): pinned version, timeouts, rate limit, keep-alive. */
@Injectable()
export class StripeClient implements OnApplicationShutdown {
  /** Reads may be called anywhere; mutations only inside an `Operation.send`, everything else is refused. */
  readonly sdk: Stripe;
  readonly livemode: boolean;
  private readonly http: GuardedHttpClient;
  private readonly agent: HttpAgent;

  constructor(@Inject(CONFIG) { stripe: config }: AppConfig) {
    const sdkVersion: string = Stripe.API_VERSION;
    if (sdkVersion !== STRIPE_API_VERSION) {
      throw new Error(
        `the stripe package speaks ${sdkVersion}, this code ${STRIPE_API_VERSION}: upgrade both together`,
      );
    }
    this.livemode = config.livemode;
    const base = new URL(config.apiBase ?? 'https://api.stripe.com');
    const insecure = base.protocol === 'http:';
    this.agent = insecure ? new HttpAgent({ keepAlive: true }) : new HttpsAgent({ keepAlive: true });
    this.http = new GuardedHttpClient(
      Stripe.createNodeHttpClient(this.agent),
      new RequestBudget(config.maxRequestsPerSecond),
      CallPriority.job,
    );
    this.sdk = new Stripe(config.secretKey, {
      apiVersion: STRIPE_API_VERSION,
      host: base.hostname,
      port: base.port === '' ? (insecure ? 80 : 443) : Number(base.port),
      protocol: insecure ? 'http' : 'https',
      httpClient: this.http,
      timeout: READ_TIMEOUT_MS,
      maxNetworkRetries: READ_RETRIES,
      telemetry: false,
      appInfo: { name: 'Guildhall', version: '0.1.0' },
    });
  }

  /** Calls made inside `work` queue with this priority when the rate limit is near. */
  withPriority<T>(priority: number, work: () => Promise<T>): Promise<T> {
    const scope = this.http.scopes.getStore();
    return this.http.scopes.run({ priority, mayMutate: scope?.mayMutate ?? false, mayHaveArrived: false }, work);
  }

  /** For the outbox alone: the committed operation row stands behind the mutation that `send` makes. */
  operate<T>(priority: number, send: () => Promise<T>): Promise<T> {
    return this.http.scopes.run({ priority, mayMutate: true, mayHaveArrived: false }, send);
  }

  /** @throws WrongMode when a live object or event reaches a test process, or the other way round */
  assertMode(object: { readonly livemode: boolean; readonly id?: string }): void {
    if (object.livemode !== this.livemode) throw new WrongMode(this.livemode, object.id ?? 'the object');
  }

  onApplicationShutdown(): void {
    this.agent.destroy();
  }
}
