import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../index.js';
import { sdkOptions } from '../testing/sdk.js';
import { startWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.js';
import { Conformance } from './conformance.js';

/** Products of Stripe that the emulator does not cover. */
const OUT_OF_SCOPE = /^(issuing|identity|treasury|reporting|terminal|climate)/;
/** Their built-in fixtures name meter-events.stripe.com, whatever `--api-base` says: unless that line is edited away. */
const ELSEWHERE: readonly string[] = ['v1.billing.meter.error_report_triggered', 'v1.billing.meter.no_meter_found'];
const KEY = 'sk_test_emulator_conformance';
const AT_ONCE = 4;
/** The program itself: what npm puts before it starts a second Node each time. */
const PROGRAM = join(
  dirname(require.resolve(`@stripe/cli-${process.platform}-${process.arch}/package.json`)),
  process.platform === 'win32' ? 'bin/stripe.exe' : 'bin/stripe',
);

/** What `--edit` calls as the user's editor: takes the other host out of the fixture. */
const EDITING = `
  const { readFileSync, writeFileSync } = require('node:fs');
  const file = process.argv.at(-1);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^.*meter-events[.]stripe[.]com.*$/m, ''));
`;

/** The event a trigger is named after, where the names differ. */
const EVENT_OF: Readonly<Record<string, string>> = {
  'subscription.payment_failed': 'invoice.payment_failed',
  'subscription.payment_succeeded': 'invoice.payment_succeeded',
};

describe('the real Stripe CLI', () => {
  const home = mkdtempSync(join(tmpdir(), 'stripe-cli-'));
  const editor = join(home, 'editor.cjs');
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
    writeFileSync(editor, EDITING);
    const own = await stripe.webhookEndpoints.create({ url, enabled_events: ['*'] });
    const connect = await stripe.webhookEndpoints.create({ url, enabled_events: ['*'], connect: true });
    const thin = await stripe.v2.core.eventDestinations.create({
      name: 'thin',
      type: 'webhook_endpoint',
      event_payload: 'thin',
      enabled_events: [...ELSEWHERE],
      webhook_endpoint: { url },
      include: ['webhook_endpoint.signing_secret'],
    });
    secrets = [own.secret, connect.secret, thin.webhook_endpoint?.signing_secret].map((secret) => secret ?? '');
  });
  afterAll(async () => {
    await running.stop();
    await receiver.close();
    rmSync(home, { recursive: true, force: true });
  });

  /** Nothing of the machine's own configuration, and no other host, is reached. */
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_CONFIG_HOME: home,
    STRIPE_CLI_TELEMETRY_OPTOUT: '1',
    GOGC: 'off',
    EDITOR: `${process.execPath} ${editor}`,
  };
  const target = () => ['--api-base', running.url, '--api-key', KEY];
  const outputs = (...args: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> =>
    new Promise((done) => {
      execFile(PROGRAM, [...args, ...target()], { env, timeout: 60_000 }, (_error, stdout, stderr) => {
        done({ stdout, stderr });
      });
    });
  const cli = async (...args: readonly string[]): Promise<string> => Object.values(await outputs(...args)).join('');
  /** What a command that answers an object or a list printed. */
  const json = async <T>(...args: readonly string[]): Promise<T> => JSON.parse((await outputs(...args)).stdout) as T;

  const trigger = (event: string): Promise<string> =>
    ELSEWHERE.includes(event) ? cli('trigger', event, '--edit') : cli('trigger', event);

  const events = async (): Promise<string[]> => {
    const help = await cli('trigger', '--help');
    const list = /Supported events:\n([\s\S]*?)\n\n/.exec(help)?.[1] ?? '';
    return list
      .split('\n')
      .map((line) => line.trim())
      .filter((event) => event !== '' && !OUT_OF_SCOPE.test(event));
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

  it('creates, reads, changes, lists and deletes by resource commands and by get, post and delete', async () => {
    const first = await json<Stripe.Customer>('customers', 'create');
    const made = await json<Stripe.Customer>('customers', 'create', '--name', 'A', '-d', 'metadata[k]=v');
    expect(made).toMatchObject({ object: 'customer', name: 'A', metadata: { k: 'v' } });
    const changed = await json<Stripe.Customer>('post', `/v1/customers/${made.id}`, '-d', 'email=a@example.com');
    expect(changed).toMatchObject({ id: made.id, email: 'a@example.com' });
    const page = await json<Stripe.ApiList<Stripe.Customer>>('customers', 'list', '--limit', '1');
    expect([page.has_more, page.data.map(({ id }) => id)]).toEqual([true, [made.id]]);
    const after = await json<typeof page>('get', '/v1/customers', '--limit', '1', '--starting-after', made.id);
    expect(after.data).toMatchObject([{ id: first.id }]);
    expect(await json('customers', 'retrieve', made.id, '--expand', 'subscriptions')).toHaveProperty('subscriptions');
    expect(await cli('customers', 'delete', made.id, '--confirm')).toContain('"deleted": true');
    expect(await cli('customers', 'retrieve', 'cus_nobody')).toContain('resource_missing');
  });

  it('listens, forwards signed, and gets again what is resent', async () => {
    const shop = await startWebhookReceiver();
    const listening = await started('listen', '--all-snapshot', '--forward-to', shop.url);
    const [secret = ''] = /whsec_[0-9a-f]{64}/.exec(listening.output()) ?? [];
    expect(await cli('listen', '--print-secret')).toContain(secret);
    const { id } = await stripe.customers.create({ name: 'heard' });
    await listening.says(`[200] POST ${shop.url}`);
    const [webhook] = shop.received;
    const event = stripe.webhooks.constructEvent(
      webhook?.body ?? '',
      webhook?.headers['stripe-signature'] ?? '',
      secret,
    );
    expect(event).toMatchObject({ type: 'customer.created', data: { object: { id } } });

    const elsewhere = receiver.received.length;
    expect(await json('events', 'resend', event.id)).toMatchObject({ id: event.id });
    await listening.says(`[200] POST ${shop.url}`);
    expect(shop.received.map(({ body }) => (JSON.parse(body) as Stripe.Event).id)).toEqual([event.id, event.id]);
    expect(receiver.received).toHaveLength(elsewhere);

    const [endpoint] = (await stripe.webhookEndpoints.list()).data;
    expect(await json('events', 'resend', event.id, '--webhook-endpoint', endpoint?.id ?? '')).toHaveProperty('id');
    await running.flushWebhooks();
    expect(receiver.received).toHaveLength(elsewhere + 1);
    expect(shop.received).toHaveLength(2);
    await listening.stop();
    await shop.close();
  });

  it('tails the log of requests, filtered', async () => {
    const tail = await started('logs', 'tail', '--format', 'JSON', '--filter-http-method', 'POST');
    await stripe.customers.list({ limit: 1 });
    await stripe.customers.create({ email: 'nobody' }).catch(() => undefined);
    await tail.says('"url":"/v1/customers"');
    const line =
      tail
        .output()
        .split('\n')
        .find((text) => text.startsWith('{')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ method: 'POST', status: 400, error: { param: 'email' } });
    expect(tail.output()).not.toContain('"GET"');
    await tail.stop();
  });

  /** Starts a command that runs until it is stopped; resolves when it says that it is ready. */
  async function started(...args: readonly string[]) {
    const child: ChildProcess = spawn(PROGRAM, [...args, ...target()], { env });
    let output = '';
    let heard = 0;
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
      child.emit('said');
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    /** Resolves once it has said something after what was waited for before. */
    const says = async (text: string): Promise<void> => {
      for (let at = output.indexOf(text, heard); ; at = output.indexOf(text, heard)) {
        if (at !== -1) {
          heard = at + text.length;
          return;
        }
        if (child.exitCode !== null) throw new Error(output);
        await Promise.race([once(child, 'said'), once(child, 'exit')]);
      }
    };
    const stop = async (): Promise<void> => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    };
    await says('Ready!');
    return { output: () => output, says, stop };
  }

  /** The types that `GET /v1/events` shows: of the platform, and of the accounts that the CLI connected. */
  async function listed(): Promise<ReadonlySet<string>> {
    const types = new Set<string>();
    const connected = await stripe.accounts.list({ limit: 100 });
    for (const stripeAccount of [running.account, ...connected.data.map(({ id }) => id)])
      for await (const event of stripe.events.list({ limit: 100 }, { stripeAccount })) types.add(event.type);
    for await (const event of stripe.v2.core.events.list()) types.add(event.type);
    return types;
  }

  /** The type of a webhook whose signature one of the secrets made. */
  function verified({ body, headers }: WebhookReceiver['received'][number]): string {
    const signature = String(headers['stripe-signature']);
    const isSigned = secrets.some((secret) => {
      try {
        return stripe.webhooks.signature?.verifyHeader(body, signature, secret) ?? false;
      } catch {
        return false;
      }
    });
    if (!isSigned) throw new Error('a webhook that nobody signed');
    return (JSON.parse(body) as { type: string }).type;
  }
});
