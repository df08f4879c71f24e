import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../index.js';
import { call } from '../testing/call.js';
import { sdkOptions } from '../testing/sdk.js';
import { startWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.js';

describe('webhooks', () => {
  let running: RunningEmulator;
  let stripe: Stripe;
  let receiver: WebhookReceiver;

  beforeEach(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_x', sdkOptions(running));
    receiver = await startWebhookReceiver();
  });
  afterEach(async () => {
    await running.stop();
    await receiver.close();
  });

  const register = (enabled_events: string[] = ['*'], more: object = {}) =>
    stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events,
      ...more,
    } as Stripe.WebhookEndpointCreateParams);
  const typesReceived = () => receiver.received.map(({ body }) => (JSON.parse(body) as Stripe.Event).type);
  const control = (method: string, path: string, body?: object) =>
    fetch(`${running.url}/_emulator${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).then((response) => response.json() as Promise<Record<string, unknown>>);

  it('delivers signed events that the SDK accepts', async () => {
    const { secret = '' } = await register();
    const customer = await stripe.customers.create({ name: 'A' }, { idempotencyKey: 'key-1' });
    await running.flushWebhooks();
    const [webhook] = receiver.received;
    const event = stripe.webhooks.constructEvent(
      webhook?.body ?? '',
      webhook?.headers['stripe-signature'] ?? '',
      secret,
    );
    expect(event).toMatchObject({
      type: 'customer.created',
      object: 'event',
      api_version: '2026-10-28.endive',
      livemode: false,
      pending_webhooks: 1,
      request: { id: customer.lastResponse.requestId, idempotency_key: 'key-1' },
      data: { object: { id: customer.id, name: 'A' } },
    });
    expect(await stripe.events.retrieve(event.id)).toMatchObject({ pending_webhooks: 0 });
  });

  it('shows the secret once, and serves, changes and deletes the endpoint', async () => {
    const { id, secret } = await register(['customer.created'], { metadata: { a: 'b' } });
    expect(secret).toMatch(/^whsec_\w{32}$/);
    expect(await stripe.webhookEndpoints.retrieve(id)).not.toHaveProperty('secret');
    await stripe.webhookEndpoints.update(id, { disabled: true });
    await stripe.customers.create();
    await stripe.webhookEndpoints.update(id, { disabled: false });
    const customer = await stripe.customers.create();
    await stripe.customers.update(customer.id, { name: 'not subscribed' });
    await running.flushWebhooks();
    expect(typesReceived()).toEqual(['customer.created']);
    await stripe.webhookEndpoints.del(id);
    expect((await stripe.webhookEndpoints.list()).data).toEqual([]);
    for (const unknown of ['not an event type', 'customer.invented', 'customer.*', ''])
      await expect(register(['customer.created', unknown])).rejects.toMatchObject({ param: 'enabled_events[1]' });
  });

  it('sends previous_attributes of what changed', async () => {
    await register(['customer.updated']);
    const { id } = await stripe.customers.create({ name: 'A', metadata: { kept: '1', changed: '1' } });
    await stripe.customers.update(id, { name: 'B', metadata: { changed: '2', added: '3' } });
    await running.flushWebhooks();
    const event = JSON.parse(receiver.received[0]?.body ?? '') as Stripe.Event;
    expect(event.data.previous_attributes).toEqual({ name: 'A', metadata: { changed: '1', added: null } });
  });

  it('retries with growing pauses, then succeeds', async () => {
    await register();
    receiver.status = 500;
    const frozen = running.emulator.clock;
    frozen.freeze();
    await stripe.customers.create();
    await running.flushWebhooks();
    await running.advance({ seconds: 4 });
    expect(receiver.received).toHaveLength(1);
    await running.advance({ seconds: 1 });
    expect(receiver.received).toHaveLength(2);
    const [event] = (await stripe.events.list({ delivery_success: false })).data;
    expect(event?.pending_webhooks).toBe(1);
    receiver.status = 200;
    await running.advance({ seconds: 30 });
    expect(receiver.received).toHaveLength(3);
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
    expect((await stripe.events.list({ delivery_success: true })).data).toHaveLength(1);
  });

  it('gives up after three days of emulator time', async () => {
    await register();
    receiver.status = 500;
    running.emulator.clock.freeze();
    await stripe.customers.create();
    await running.flushWebhooks();
    await running.advance({ seconds: 3 * 86_400 + 1 });
    const tries = receiver.received.length;
    expect(tries).toBeGreaterThan(8);
    await running.advance({ seconds: 7 * 86_400 });
    expect(receiver.received).toHaveLength(tries);
    expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(1);
    expect(running.emulator.webhooks.waiting).toBe(0);
  });

  it('sends an event again on request', async () => {
    await register();
    await stripe.customers.create();
    await running.flushWebhooks();
    const [event] = (await stripe.events.list()).data;
    expect(await control('POST', `/events/${event?.id}/resend`)).toEqual({ planned: 1 });
    await running.flushWebhooks();
    expect(receiver.received).toHaveLength(2);
  });

  it('holds events and delivers each twice, shuffled, when told', async () => {
    await register();
    await control('POST', '/webhooks', { mode: 'hold' });
    for (let index = 0; index < 8; index += 1) await stripe.customers.create({ name: String(index) });
    await running.flushWebhooks();
    expect(receiver.received).toHaveLength(0);
    const order = { times: 2, shuffled: true, seed: 'x', concurrency: 1 };
    expect(await control('POST', '/webhooks/deliver', order)).toEqual({
      delivered: 8,
      failed: 0,
      attempts: 16,
      waiting: 0,
    });
    const names = receiver.received.map(
      ({ body }) => (JSON.parse(body) as { data: { object: { name: string } } }).data.object.name,
    );
    expect([...names].sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'].flatMap((name) => [name, name]));
    expect(names).not.toEqual([...names].sort());
  });

  it.each([
    ['drop', 0, []],
    ['duplicate', 2, ['customer.created', 'customer.created']],
  ])('does %s on demand', async (effect, count, types) => {
    await register();
    await control('POST', '/faults', { webhook: { effect, eventType: 'customer.*' }, count: 1 });
    await stripe.customers.create();
    await running.flushWebhooks();
    expect(receiver.received).toHaveLength(count);
    expect(typesReceived()).toEqual(types);
    expect(running.emulator.webhooks.waiting).toBe(0);
  });

  it('delays, mixes and signs wrongly on demand', async () => {
    const { secret = '' } = await register();
    running.emulator.clock.freeze();
    await control('POST', '/faults', { webhook: { effect: 'delay', delaySeconds: 600 }, count: 1 });
    await stripe.customers.create();
    await running.flushWebhooks();
    expect(receiver.received).toHaveLength(0);
    await running.advance({ seconds: 600 });
    expect(receiver.received).toHaveLength(1);
    await control('POST', '/faults', { webhook: { effect: 'wrong_signature' }, count: 1 });
    await stripe.customers.create();
    await running.flushWebhooks();
    const wrong = receiver.received[1];
    expect(() =>
      stripe.webhooks.constructEvent(wrong?.body ?? '', wrong?.headers['stripe-signature'] ?? '', secret),
    ).toThrow(Stripe.errors.StripeSignatureVerificationError);
    await control('POST', '/faults', { webhook: { effect: 'reorder', window: 6 } });
    for (let index = 0; index < 6; index += 1) await stripe.customers.create({ name: String(index) });
    await running.flushWebhooks();
    expect(receiver.received).toHaveLength(8);
  });

  it('lists events by type, several types and wildcard', async () => {
    const { id } = await stripe.customers.create();
    await stripe.customers.update(id, { name: 'A' });
    await stripe.customers.del(id);
    const typesOf = async (params: Stripe.EventListParams) =>
      (await stripe.events.list(params)).data.map(({ type }) => type);
    expect(await typesOf({})).toEqual(['customer.deleted', 'customer.updated', 'customer.created']);
    expect(await typesOf({ type: 'customer.updated' })).toEqual(['customer.updated']);
    expect(await typesOf({ type: 'customer.*' })).toHaveLength(3);
    const types = ['customer.created', 'customer.deleted'];
    expect(await typesOf({ types })).toEqual(['customer.deleted', 'customer.created']);
    const first = await stripe.events.list({ types, limit: 1 });
    expect(first.has_more).toBe(true);
    expect(await typesOf({ types, limit: 1, starting_after: first.data[0]?.id ?? '' })).toEqual(['customer.created']);
  });

  it('forgets events after thirty days', async () => {
    await stripe.customers.create();
    const [event] = (await stripe.events.list()).data;
    await running.advance({ seconds: 31 * 86_400 });
    expect((await stripe.events.list()).data).toEqual([]);
    await expect(stripe.events.retrieve(event?.id ?? '')).rejects.toMatchObject({ statusCode: 404 });
  });

  it('shows attempts and triggers events', async () => {
    await register();
    expect(await control('POST', '/trigger', { type: 'customer.created' })).toEqual({ triggered: 'customer.created' });
    await control('POST', '/deliveries/flush');
    const { data } = await control('GET', '/deliveries');
    expect(data).toMatchObject([{ type: 'customer.created', outcome: 'delivered', status: 200, attempt: 1 }]);
    expect((await call(running, 'POST', '/_emulator/trigger', { type: 'no.such' })).status).toBe(404);
  });

  it('gives connected accounts to Connect endpoints and the platform to the others', async () => {
    const platformReceiver = await startWebhookReceiver();
    await register(['*'], { connect: true });
    await stripe.webhookEndpoints.create({ url: platformReceiver.url, enabled_events: ['customer.created'] });
    const account = await stripe.accounts.create({ type: 'express', country: 'US' });
    const mine = await stripe.customers.create();
    const theirs = await stripe.customers.create({}, { stripeAccount: account.id });
    await running.flushWebhooks();
    const eventsOf = ({ received }: WebhookReceiver) =>
      received
        .map(({ body }) => JSON.parse(body) as Stripe.Event & Pick<Stripe.CustomerCreatedEvent, 'data'>)
        .filter(({ type }) => type === 'customer.created')
        .map((event) => [event.account, event.data.object.id]);
    expect(eventsOf(platformReceiver)).toEqual([[undefined, mine.id]]);
    expect(eventsOf(receiver)).toEqual([[account.id, theirs.id]]);
    const { data } = await stripe.events.list({ type: 'customer.created' }, { stripeAccount: account.id });
    expect(data).toMatchObject([{ account: account.id }]);
    await expect(stripe.customers.retrieve(theirs.id)).rejects.toMatchObject({ statusCode: 404 });
    await platformReceiver.close();
  });

  it('delivers after a restart what it could not before', async () => {
    const data = mkdtempSync(join(tmpdir(), 'emulator-'));
    const first = await startEmulator({ data });
    const client = new Stripe('sk_test_x', sdkOptions(first));
    receiver.status = 503;
    await client.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] });
    await client.customers.create();
    await first.flushWebhooks();
    await first.stop();
    receiver.status = 200;
    const second = await startEmulator({ data });
    await second.advance({ seconds: 10 });
    expect(typesReceived()).toEqual(['customer.created', 'customer.created']);
    expect(second.emulator.webhooks.waiting).toBe(0);
    await second.stop();
    rmSync(data, { recursive: true });
  });

  it('renders an event in the API version of its endpoint', async () => {
    await register(['customer.created'], { api_version: '2024-06-20' });
    await stripe.customers.create();
    await running.flushWebhooks();
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ api_version: '2024-06-20' });
  });
});
