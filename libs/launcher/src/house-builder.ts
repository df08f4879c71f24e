import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startEmbeddedPostgres, stopPostgres, usableDataDirectory } from './embedded-postgres.js';
import { freePort } from './free-port.js';
import { gatewayEnvironment, type HousePlan, sharedEnvironment, type StripeEnvironment } from './house-environment.js';
import type { HouseOptions } from './house-options.js';
import { ManagedProcess } from './managed-process.js';
import { migrateInChild } from './migrate-in-child.js';
import type { ProcessName, RunFile } from './run-file.js';
import { keyFile, restrictedKeyOf } from './stripe-permissions.js';
import { emulatorClient, registerWebhookEndpoints, type WebhookSecrets } from './webhook-endpoints.js';

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

/** What is known once everything is up. */
export type HouseFacts = Omit<RunFile, 'pids' | 'logins' | 'startedAt' | 'launcherPid'>;

export async function stopAll(
  processes: ReadonlyMap<ProcessName, ManagedProcess>,
  postgresPid: number | null,
): Promise<void> {
  const ours = [...processes.values()].filter(({ name }) => name !== 'stripe-emulator');
  await Promise.all(ours.map((each) => each.stop()));
  await processes.get('stripe-emulator')?.stop();
  if (postgresPid !== null) await stopPostgres(postgresPid);
}

/** The steps of coming up, in order. Knows how to undo what it has done so far. */
export class HouseBuilder {
  readonly processes = new Map<ProcessName, ManagedProcess>();
  postgresPid: number | null = null;
  private readonly logDirectory: string;
  private readonly country: string;
  private readonly currency: string;

  constructor(
    private readonly options: HouseOptions,
    private readonly onRevived: () => void,
  ) {
    this.logDirectory = join(options.directory, 'logs');
    this.country = options.country ?? 'US';
    this.currency = options.currency ?? 'usd';
  }

  async build(): Promise<HouseFacts> {
    await mkdir(this.logDirectory, { recursive: true });
    const ports = await this.choosePorts();
    const [databaseUrl, emulatorUrl] = await allStarted([this.startDatabase(), this.startEmulator()]);
    const urlOf = (name: ProcessName): string => `http://127.0.0.1:${String(ports.get(name))}`;
    const platform = { country: this.country, currency: this.currency };
    const plan = { databaseUrl, emulatorUrl, urlOf, platform };
    const stripe = await this.connectStripe(emulatorUrl, urlOf('webhook-ingest'));
    this.progress('starting the APIs, the webhook ingest, its worker and the gateway');
    const env = sharedEnvironment(this.options, stripe, plan);
    const started = await allStarted([
      ...APPS.map(async (app) => [app.name, await this.startApp(app, ports.get(app.name) ?? 0, env)] as const),
      this.startGateway(ports.get('web') ?? 0, plan).then((url) => ['web', url] as const),
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
      platform,
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

  private startApp({ name, script, poolSize }: AppPlan, port: number, env: Record<string, string>): Promise<string> {
    const key = this.options.restrictedKeys === true ? { STRIPE_SECRET_KEY: restrictedKeyOf(name) } : {};
    return this.run(name, {
      script,
      env: { ...env, ...key, PORT: String(port), DATABASE_POOL_SIZE: String(poolSize) },
    });
  }

  private startGateway(port: number, plan: HousePlan): Promise<string> {
    const env = { ...gatewayEnvironment(this.options, plan), PORT: String(port) };
    return this.run('web', { script: 'dist/apps/gateway/main.js', env });
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
      onRevived: () => {
        this.progress(`${name} had died and is back`);
        this.onRevived();
      },
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

async function readSecrets(file: string): Promise<WebhookSecrets | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as WebhookSecrets);
}
