import { join } from 'node:path';
import { freePort, ManagedProcess, type RunFile } from '@guildhall/launcher';

/** A buyer API and a gateway of one's own in front of the same house: the API can be killed without disturbing anybody else. */
export class SecondDoor {
  private constructor(
    readonly url: string,
    private readonly api: ManagedProcess,
    private readonly gateway: ManagedProcess,
  ) {}

  static async opens(run: RunFile): Promise<SecondDoor> {
    const port = await freePort();
    const shared = {
      STRIPE_API_BASE: run.stripe.apiBase ?? '',
      LOG_LEVEL: 'warn',
    };
    const api = started('buyer-checkout-api', run, {
      ...shared,
      NODE_ENV: 'test',
      PORT: String(port),
      DATABASE_URL: run.databaseUrl,
      DATABASE_POOL_SIZE: '2',
      STRIPE_SECRET_KEY: run.stripe.secretKey,
      STRIPE_PUBLISHABLE_KEY: run.stripe.publishableKey,
      PLATFORM_COUNTRY: run.platform.country,
      PLATFORM_CURRENCY: run.platform.currency,
      TRUSTED_PROXIES: 'loopback',
    });
    const gateway = started('gateway', run, {
      ...shared,
      BUYER_API_URL: `http://127.0.0.1:${port}`,
      SELLER_API_URL: run.urls['seller-onboarding-api'],
      ADMIN_API_URL: run.urls['admin-api'],
      WEB_ROOT: join(process.cwd(), 'apps/web/dist'),
      PORT: String(await freePort()),
    });
    const [url] = await Promise.all([gateway.start(), api.start()]);
    return new SecondDoor(url, api, gateway);
  }

  /** SIGKILL, and nobody starts it again. */
  async apiDies(): Promise<void> {
    const stopped = this.api.stop(); // from here on it is not revived
    await this.api.kill();
    await stopped;
  }

  async apiComesBack(): Promise<void> {
    await this.api.start();
  }

  async closes(): Promise<void> {
    await Promise.all([this.api.stop(), this.gateway.stop()]);
  }
}

function started(name: 'buyer-checkout-api' | 'gateway', run: RunFile, env: Record<string, string>): ManagedProcess {
  const script = join(process.cwd(), `dist/apps/${name}/main.js`);
  return new ManagedProcess({ name, script, env, logFile: join(run.logDirectory, `second-${name}.log`) });
}
