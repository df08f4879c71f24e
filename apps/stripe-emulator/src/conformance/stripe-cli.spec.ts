import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../index.js';
import { sdkOptions } from '../testing/sdk.js';
import { startWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.js';
import { Conformance } from './conformance.js';

/** Products of Stripe that the emulator does not cover. */
const OUT_OF_SCOPE = /^(issuing|identity|treasury|reporting|terminal|climate)/;
/** The CLI posts their meter events to meter-events.stripe.com, whatever `--api-base` says. */
const ELSEWHERE = ['v1.billing.meter.error_report_triggered', 'v1.billing.meter.no_meter_found'];
const KEY = 'sk_test_emulator_conformance';
const AT_ONCE = 4;
/** The program itself: what npm puts before it starts a second Node each time. */
const PROGRAM = join(
  dirname(require.resolve(`@stripe/cli-${process.platform}-${process.arch}/package.json`)),
  process.platform === 'win32' ? 'bin/stripe.exe' : 'bin/stripe',
);

/** The event a trigger is named after, where the names differ. */
const EVENT_OF: Readonly<Record<string, string>> = {
  'subscription.payment_failed': 'invoice.payment_failed',
  'subscription.payment_succeeded': 'invoice.payment_succeeded',
};

describe('the real Stripe CLI', () => {
  const home = mkdtempSync(join(tmpdir(), 'stripe-cli-'));
  const conformance = new Conformance();
  let running: RunningEmulator;
  let stripe: Stripe;
  let receiver: WebhookReceiver;
  let secrets: readonly string[] = [];

  beforeAll(async () => {
    running = await startEmulator({ onAnswer: conformance.onAnswer });
    conformance.watchEvents(running);
    receiver = await startWebhookReceiver();
    stripe = new Stripe(KEY, sdkOptions(running));
    const { url } = receiver;
    const own = await stripe.webhookEndpoints.create({ url, enabled_events: ['*'] });
    const connect = await stripe.webhookEndpoints.create({ url, enabled_events: ['*'], connect: true });
    secrets = [own.secret ?? '', connect.secret ?? ''];
  });
  afterAll(async () => {
    await running.stop();
    await receiver.close();
    rmSync(home, { recursive: true, force: true });
  });

  /** Nothing of the machine's own configuration, and no other host, is reached. */
  const cli = (...args: readonly string[]): Promise<string> =>
    new Promise((done) => {
      const env = {
        PATH: process.env['PATH'],
        HOME: home,
        XDG_CONFIG_HOME: home,
        STRIPE_CLI_TELEMETRY_OPTOUT: '1',
        GOGC: 'off',
      };
      execFile(PROGRAM, args, { env, timeout: 60_000 }, (_error, stdout, stderr) => {
        done(`${stdout}${stderr}`);
      });
    });

  const trigger = (event: string): Promise<string> =>
    cli('trigger', event, '--api-base', running.url, '--api-key', KEY);

  const events = async (): Promise<string[]> => {
    const help = await cli('trigger', '--help');
    const list = /Supported events:\n([\s\S]*?)\n\n/.exec(help)?.[1] ?? '';
    return list
      .split('\n')
      .map((line) => line.trim())
      .filter((event) => event !== '' && !OUT_OF_SCOPE.test(event) && !ELSEWHERE.includes(event));
  };

  it('triggers every event it knows, and each is stored and delivered, signed', async () => {
    const all = await events();
    expect(all.length).toBeGreaterThan(90);
    const failed: string[] = [];
    const queue = [...all];
    const work = async (): Promise<void> => {
      for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
        const output = await trigger(event);
        if (!output.includes('Trigger succeeded')) failed.push(`${event}: ${output.slice(-300)}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(failed).toEqual([]);

    await running.flushWebhooks();
    const stored = await listed();
    const delivered = new Set(receiver.received.map(verified));
    const types = all.map((event) => EVENT_OF[event] ?? event);
    expect(types.filter((type) => !stored.has(type))).toEqual([]);
    expect(types.filter((type) => !delivered.has(type))).toEqual([]);
    expect(conformance.problems).toEqual([]);
  });

  /** The types that `GET /v1/events` shows: of the platform, and of the accounts that the CLI connected. */
  async function listed(): Promise<ReadonlySet<string>> {
    const types = new Set<string>();
    const connected = await stripe.accounts.list({ limit: 100 });
    for (const stripeAccount of [running.account, ...connected.data.map(({ id }) => id)])
      for await (const event of stripe.events.list({ limit: 100 }, { stripeAccount })) types.add(event.type);
    return types;
  }

  /** The type of a webhook whose signature one of the two secrets made. */
  function verified({ body, headers }: WebhookReceiver['received'][number]): string {
    const signature = String(headers['stripe-signature']);
    for (const secret of secrets) {
      try {
        return stripe.webhooks.constructEvent(body, signature, secret).type;
      } catch {
        continue;
      }
    }
    throw new Error('a webhook that nobody signed');
  }
});
