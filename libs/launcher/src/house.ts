import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startEmbeddedPostgres, stopPostgres, usableDataDirectory } from './embedded-postgres.js';
import { freePort } from './free-port.js';
import { ManagedProcess } from './managed-process.js';
import { migrateInChild } from './migrate-in-child.js';
import type { ProcessName, RunFile, SeededLogin } from './run-file.js';
import { keyFile, restrictedKeyOf } from './stripe-permissions.js';
import { emulatorClient, registerWebhookEndpoints, type WebhookSecrets } from './webhook-endpoints.js';

export interface HouseOptions {
  /** The project's root: where apps/ and libs/ are. */
  readonly root: string;
  /** Where state, logs and the run file live, for example `.guildhall`. */
  readonly directory: string;
  readonly country?: string;
  readonly currency?: string;
  /** True: the documented ports when they are free. False: any free ports (tests in parallel). */
  readonly preferKnownPorts?: boolean;
  /** True: nothing survives (no fsync, emulator in memory). For tests. */
  readonly throwAway?: boolean;
  /** Used instead of the embedded PostgreSQL. */
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  /** A restricted key for each of our processes, with no more than it needs. Then no made-up key opens the emulator. */
  readonly restrictedKeys?: boolean;
  /** Real Stripe in test mode instead of the emulator. */
  readonly stripe?: {
    secretKey: string;
    publishableKey: string;
    webhookSecrets: string;
    connectWebhookSecrets: string;
  };
  /** More variables for all of our own processes. */
  readonly env?: Readonly<Record<string, string>>;
  readonly onProgress?: (step: string) => void;
}

interface AppPlan {
  readonly name: Exclude<ProcessName, 'stripe-emulator' | 'web'>;
  readonly script: string;
  readonly port: number;
  readonly poolSize: number;
}

const APPS: readonly AppPlan[] = [
  { name: 'seller-onboarding-api', script: 'dist/apps/seller-onboarding-api/main.js', port: 3001, poolSize: 3 },
  { name: 'buyer-checkout-api', script: 'dist/apps/buyer-checkout-api/main.js', port: 3002, poolSize: 5 },
  { name: 'admin-api', script: 'dist/apps/admin-api/main.js', port: 3003, poolSize: 3 },
  { name: 'webhook-ingest', script: 'dist/apps/webhook-ingest/main.js', port: 3004, poolSize: 3 },
  { name: 'worker', script: 'dist/apps/webhook-ingest/worker.main.js', port: 3005, poolSize: 4 },
];
const WEB_PORT = 3000;
const EMULATOR_PORT = 12_111;
const POSTGRES_PORT = 54_329;
/** The launcher's, the seed's and the tests': they play the platform's owner. */
const SECRET_KEY = 'sk_test_guildhall';
const PUBLISHABLE_KEY = 'pk_test_guildhall';

/** The whole marketplace as processes on this machine. Used by `npm start`, by the stories and by the benchmarks. */
export class House {
  private constructor(
    readonly options: HouseOptions,
    private readonly processes: ReadonlyMap<ProcessName, ManagedProcess>,
    private readonly postgresPid: number | null,
    private readonly facts: Omit<RunFile, 'pids' | 'logins' | 'startedAt' | 'launcherPid'>,
  ) {}

  /** @throws Error that says which part did not come up and ends with its log; what had started is stopped again */
  static async start(options: HouseOptions): Promise<House> {
    const builder = new HouseBuilder(options);
    try {
      const facts = await builder.build();
      return new House(options, builder.processes, builder.postgresPid, facts);
    } catch (error) {
      await builder.tearDown();
      throw error;
    }
  }

  get urls(): RunFile['urls'] {
    return this.facts.urls;
  }

  get databaseUrl(): string {
    return this.facts.databaseUrl;
  }

  process(name: ProcessName): ManagedProcess {
    const found = this.processes.get(name);
    if (found === undefined) throw new Error(`${name} is not one of the running processes`);
    return found;
  }

  runFile(logins: readonly SeededLogin[]): RunFile {
    const pids = Object.fromEntries([...this.processes].map(([name, { pid }]) => [name, pid]));
    return {
      startedAt: new Date().toISOString(),
      launcherPid: process.pid,
      ...this.facts,
      pids: { ...pids, ...(this.postgresPid === null ? {} : { postgres: this.postgresPid }) },
      logins,
    };
  }

  /** Lets every process finish what it is doing, then stops the database. */
  async stop(): Promise<void> {
    await stopAll(this.processes, this.postgresPid);
  }
}

async function stopAll(processes: ReadonlyMap<ProcessName, ManagedProcess>, postgresPid: number | null): Promise<void> {
  const ours = [...processes.values()].filter(({ name }) => name !== 'stripe-emulator');
  await Promise.all(ours.map((each) => each.stop()));
  await processes.get('stripe-emulator')?.stop();
  if (postgresPid !== null) await stopPostgres(postgresPid);
}

/** The steps of coming up, in order. Knows how to undo what it has done so far. */
class HouseBuilder {
  readonly processes = new Map<ProcessName, ManagedProcess>();
  postgresPid: number | null = null;
  private readonly logDirectory: string;
  private readonly country: string;
  private readonly currency: string;

  constructor(private readonly options: HouseOptions) {
    this.logDirectory = join(options.directory, 'logs');
    this.country = options.country ?? 'US';
    this.currency = options.currency ?? 'usd';
  }

  async build(): Promise<Omit<RunFile, 'pids' | 'logins' | 'startedAt' | 'launcherPid'>> {
    await mkdir(this.logDirectory, { recursive: true });
    const ports = await this.choosePorts();
    const [databaseUrl, emulatorUrl] = await allStarted([this.startDatabase(), this.startEmulator()]);
    const ingestUrl = `http://127.0.0.1:${String(ports.get('webhook-ingest'))}`;
    const stripe = await this.connectStripe(emulatorUrl, ingestUrl);
    this.progress('starting the APIs, the webhook ingest, its worker and the gateway');
    const env = {
      ...this.environment(databaseUrl, stripe, emulatorUrl),
      WEBHOOK_INGEST_URL: ingestUrl,
      WORKER_URL: `http://127.0.0.1:${String(ports.get('worker'))}`,
    };
    const started = await allStarted([
      ...APPS.map(async (app) => [app.name, await this.startApp(app, ports.get(app.name) ?? 0, env)] as const),
      this.startGateway(ports, emulatorUrl).then((url) => ['web', url] as const),
    ]);
    return {
      urls: Object.fromEntries([
        ['stripe-emulator', emulatorUrl ?? 'https://api.stripe.com'],
        ...started,
      ]) as RunFile['urls'],
      databaseUrl,
      redisUrl: this.options.redisUrl ?? null,
      logDirectory: this.logDirectory,
      stripe: { apiBase: emulatorUrl, secretKey: stripe.secretKey, publishableKey: stripe.publishableKey },
      platform: { country: this.country, currency: this.currency },
    };
  }

  async tearDown(): Promise<void> {
    await stopAll(this.processes, this.postgresPid);
  }

  private async choosePorts(): Promise<Map<ProcessName, number>> {
    const ports = new Map<ProcessName, number>();
    for (const { name, port } of [...APPS, { name: 'web', port: WEB_PORT } as const]) {
      ports.set(name, await this.port(name, port));
    }
    return ports;
  }

  private async port(name: string, wanted: number): Promise<number> {
    if (this.options.preferKnownPorts !== true) return freePort();
    const port = await freePort(wanted);
    if (port !== wanted) this.progress(`port ${wanted} is in use: ${name} takes ${port}`);
    return port;
  }

  private async startDatabase(): Promise<string> {
    const { databaseUrl, directory, throwAway = false } = this.options;
    let url = databaseUrl;
    if (url === undefined) {
      const dataDirectory = await usableDataDirectory(join(directory, 'postgres'));
      this.progress(`starting PostgreSQL (data in ${dataDirectory})`);
      await mkdir(dirname(dataDirectory), { recursive: true });
      const port = await this.port('PostgreSQL', POSTGRES_PORT);
      const postgres = await startEmbeddedPostgres({ dataDirectory, port, durable: !throwAway });
      this.postgresPid = postgres.pid;
      url = postgres.url;
    }
    this.progress(await migrateInChild(this.options.root, url));
    return url;
  }

  private async startEmulator(): Promise<string | null> {
    if (this.options.stripe !== undefined) return null;
    const port = await this.port('the Stripe emulator', EMULATOR_PORT);
    this.progress('starting the Stripe emulator');
    const store = this.options.throwAway === true ? ['--memory'] : ['--data', join(this.options.directory, 'stripe')];
    const keys = await this.keyArguments();
    return this.run('stripe-emulator', {
      script: 'apps/stripe-emulator/dist/main.js',
      arguments: ['--port', String(port), '--country', this.country, ...store, ...keys],
      env: {},
    });
  }

  private async keyArguments(): Promise<string[]> {
    if (this.options.restrictedKeys !== true) return [];
    const file = join(this.options.directory, 'stripe-keys.json');
    await writeFile(file, JSON.stringify(keyFile(this.country, [SECRET_KEY, PUBLISHABLE_KEY])), { mode: 0o600 });
    return ['--keys', file];
  }

  private async connectStripe(emulatorUrl: string | null, ingestUrl: string): Promise<StripeEnvironment> {
    if (emulatorUrl === null) {
      if (this.options.stripe === undefined) throw new Error('neither an emulator nor Stripe keys');
      return this.options.stripe;
    }
    const file = join(this.options.directory, 'webhook-secrets.json');
    const known = this.options.throwAway === true ? null : await readSecrets(file);
    const secrets = await registerWebhookEndpoints(emulatorClient(emulatorUrl, SECRET_KEY), ingestUrl, known);
    await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
    return {
      secretKey: SECRET_KEY,
      publishableKey: PUBLISHABLE_KEY,
      webhookSecrets: secrets.platform,
      connectWebhookSecrets: secrets.connect,
    };
  }

  private environment(databaseUrl: string, stripe: StripeEnvironment, apiBase: string | null): Record<string, string> {
    return {
      NODE_ENV: this.options.throwAway === true ? 'test' : 'development',
      DATABASE_URL: databaseUrl,
      ...(this.options.redisUrl === undefined ? {} : { REDIS_URL: this.options.redisUrl }),
      ...(apiBase === null ? {} : { STRIPE_API_BASE: apiBase }),
      STRIPE_SECRET_KEY: stripe.secretKey,
      STRIPE_PUBLISHABLE_KEY: stripe.publishableKey,
      STRIPE_WEBHOOK_SECRETS: stripe.webhookSecrets,
      STRIPE_CONNECT_WEBHOOK_SECRETS: stripe.connectWebhookSecrets,
      PLATFORM_COUNTRY: this.country,
      PLATFORM_CURRENCY: this.currency,
      TRUSTED_PROXIES: 'loopback', // the gateway says who asks
      ...this.options.env,
    };
  }

  private startApp({ name, script, poolSize }: AppPlan, port: number, env: Record<string, string>): Promise<string> {
    const key = this.options.restrictedKeys === true ? { STRIPE_SECRET_KEY: restrictedKeyOf(name) } : {};
    return this.run(name, {
      script,
      env: { ...env, ...key, PORT: String(port), DATABASE_POOL_SIZE: String(poolSize) },
    });
  }

  /** It holds no secret: who asks is the APIs' affair. */
  private startGateway(ports: ReadonlyMap<ProcessName, number>, emulatorUrl: string | null): Promise<string> {
    const api = (name: ProcessName): string => `http://127.0.0.1:${String(ports.get(name))}`;
    return this.run('web', {
      script: 'dist/apps/gateway/main.js',
      env: {
        PORT: String(ports.get('web')),
        BUYER_API_URL: api('buyer-checkout-api'),
        SELLER_API_URL: api('seller-onboarding-api'),
        ADMIN_API_URL: api('admin-api'),
        WEB_ROOT: join(this.options.root, 'apps/web/dist'),
        ...(emulatorUrl === null ? {} : { STRIPE_API_BASE: emulatorUrl }),
        ...(this.options.env?.LOG_LEVEL === undefined ? {} : { LOG_LEVEL: this.options.env.LOG_LEVEL }),
      },
    });
  }

  private async run(
    name: ProcessName,
    plan: { script: string; arguments?: readonly string[]; env: Record<string, string> },
  ): Promise<string> {
    const logFile = join(this.logDirectory, `${name}.log`);
    if (this.options.throwAway === true) await rm(logFile, { force: true });
    const managed = new ManagedProcess({
      ...plan,
      name,
      script: join(this.options.root, plan.script),
      logFile,
      isFrugal: this.options.throwAway !== true,
    });
    this.processes.set(name, managed);
    const started = performance.now();
    const url = await managed.start();
    this.progress(`${name} is ready at ${url} (${Math.round(performance.now() - started)} ms)`);
    return url;
  }

  private progress(step: string): void {
    this.options.onProgress?.(step);
  }
}

/** Like `Promise.all`, but when it throws everything has either started, and can be stopped, or failed. */
async function allStarted<T extends readonly Promise<unknown>[]>(
  starting: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(starting);
  return Promise.all(starting);
}

type StripeEnvironment = NonNullable<HouseOptions['stripe']>;

async function readSecrets(file: string): Promise<WebhookSecrets | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as WebhookSecrets);
}
