import Stripe from 'stripe';
import { Conformance } from '../../conformance/conformance.js';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { call } from '../../testing/call.js';
import { sdkOptions } from '../../testing/sdk.js';
import { startWebhookReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.js';
import { families } from '../index.js';

const declared = [...new Set(families.flatMap((family) => family.events ?? []))].sort();

/** `subscription_schedules` -> `subscription_schedule`, `checkout/sessions` is left to the lists. */
const singular = (name: string): string => name.replace(/ies$/, 'y').replace(/s$/, '');

describe('triggers', () => {
  const conformance = new Conformance();
  let running: RunningEmulator;
  let receiver: WebhookReceiver;
  let secrets: string[];
  const stripe = () => new Stripe('sk_test_a', sdkOptions(running));

  beforeAll(async () => {
    running = await startEmulator({ onAnswer: conformance.onAnswer });
    conformance.watchEvents(running);
    receiver = await startWebhookReceiver();
    const { url } = receiver;
    const endpoints = [false, true].map((connect) =>
      stripe().webhookEndpoints.create({ url, enabled_events: ['*'], connect }),
    );
    secrets = (await Promise.all(endpoints)).map(({ secret }) => secret ?? '');
  });
  afterAll(async () => {
    await running.stop();
    await receiver.close();
  });

  it('makes every event happen that a family declares, and it arrives signed', async () => {
    const failed: string[] = [];
    for (const type of declared) {
      const { status, body } = await call(running, 'POST', '/_emulator/trigger', { type });
      if (status !== 200) failed.push(`${type}: ${JSON.stringify(body)}`);
    }
    await running.flushWebhooks();
    const arrived = new Set(
      receiver.received.map(({ body, headers }) => verified(body, String(headers['stripe-signature']))),
    );
    expect({ failed, silent: declared.filter((type) => !arrived.has(type)) }).toEqual({ failed: [], silent: [] });
    expect(conformance.problems).toEqual([]);
  });

  it('shows all that came of it as the SDK types it: every list, every object, every search', async () => {
    const idsOf = new Map<string, string>();
    for (const { resource, object, account, isDeleted } of running.emulator.store.rows())
      if (account === running.account && !isDeleted) idsOf.set(resource.object, object.id);
    const unseen: string[] = [];
    for (const { path, params } of families.flatMap((family) =>
      family.routes.filter(({ method }) => method === 'GET'),
    )) {
      const filled = path.replaceAll(
        /(\w+)\/:\w+/g,
        (_, name: string) => `${name}/${idsOf.get(singular(name)) ?? 'none'}`,
      );
      const query = path.endsWith('/search') ? { query: 'created>0' } : {};
      const all = new URLSearchParams('limit' in params.shape ? { limit: '100', ...query } : query).toString();
      const headers = { Authorization: 'Bearer sk_test_x' };
      const answer = await fetch(`${running.url}${filled}?${all}`, { headers });
      await answer.arrayBuffer();
      const { status } = answer;
      if (status >= 500) unseen.push(`${path}: ${status}`);
    }
    expect(unseen).toEqual([]);
    expect(conformance.checked).toBeGreaterThan(800);
    expect(conformance.problems).toEqual([]);
  });

  it('makes the two events happen that say of usage why it was not counted', async () => {
    const types = ['v1.billing.meter.error_report_triggered', 'v1.billing.meter.no_meter_found'] as const;
    for (const type of types) expect((await call(running, 'POST', '/_emulator/trigger', { type })).status).toBe(200);
    const { data } = await stripe().v2.core.events.list({ types: [...types], limit: 2 });
    expect(data.map(({ type }) => type).sort()).toEqual(types);
  });

  it('takes overrides, and knows what it cannot do', async () => {
    const overrides = { 'overrides[description]': 'another', 'overrides[amount]': '700' };
    const type = 'payment_intent.succeeded';
    expect((await call(running, 'POST', '/_emulator/trigger', { type, ...overrides })).status).toBe(200);
    const { data } = await stripe().paymentIntents.list({ limit: 1 });
    expect(data[0]).toMatchObject({ amount: 700, description: 'another', status: 'succeeded' });
    expect((await call(running, 'POST', '/_emulator/trigger', { type: 'no.such' })).status).toBe(404);
  });

  function verified(body: string, signature: string): string {
    for (const secret of secrets) {
      try {
        return stripe().webhooks.constructEvent(body, signature, secret).type;
      } catch {
        continue;
      }
    }
    throw new Error('a webhook that nobody signed');
  }
});
