import Stripe from 'stripe';
import { Conformance } from '../../conformance/conformance.js';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { sdkOptions } from '../../testing/sdk.js';
import { startWebhookReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.js';

describe('/v2/core', () => {
  const conformance = new Conformance();
  let running: RunningEmulator;
  let receiver: WebhookReceiver;
  let stripe: Stripe;
  beforeAll(async () => {
    running = await startEmulator({ onAnswer: conformance.onAnswer });
    receiver = await startWebhookReceiver();
    stripe = new Stripe('sk_test_platform', sdkOptions(running));
  });
  afterAll(async () => {
    await running.stop();
    await receiver.close();
  });

  const seller = () =>
    stripe.v2.core.accounts.create({
      contact_email: 'jenny@example.com',
      display_name: 'Jenny',
      dashboard: 'express',
      identity: { country: 'us', entity_type: 'individual', individual: { given_name: 'Jenny', surname: 'Rosen' } },
      configuration: {
        merchant: { capabilities: { card_payments: { requested: true } } },
        recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
      },
      defaults: { responsibilities: { fees_collector: 'application', losses_collector: 'application' } },
      include: ['configuration.merchant', 'configuration.recipient', 'identity', 'defaults', 'requirements'],
    });

  it('makes accounts that are v1 accounts too', async () => {
    const account = await seller();
    expect(account).toMatchObject({
      object: 'v2.core.account',
      applied_configurations: ['merchant', 'recipient'],
      contact_email: 'jenny@example.com',
      dashboard: 'express',
      configuration: {
        merchant: { applied: true, capabilities: { card_payments: { status: 'restricted' } } },
        recipient: { applied: true, capabilities: { stripe_balance: { stripe_transfers: { status: 'restricted' } } } },
      },
      identity: { country: 'US', entity_type: 'individual', individual: { given_name: 'Jenny', surname: 'Rosen' } },
      defaults: { responsibilities: { requirements_collector: 'stripe', losses_collector: 'application' } },
      requirements: { summary: { minimum_deadline: { status: expect.any(String) as string } } },
    });
    expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
      type: 'none',
      email: 'jenny@example.com',
      country: 'US',
      business_type: 'individual',
      individual: { first_name: 'Jenny' },
      capabilities: { card_payments: 'inactive', transfers: 'inactive' },
    });
    const plain = await stripe.v2.core.accounts.retrieve(account.id);
    expect(plain).not.toHaveProperty('configuration');
    const changed = await stripe.v2.core.accounts.update(account.id, {
      display_name: 'Jenny R.',
      contact_phone: '+15550100',
      metadata: { shelf: '7' },
      configuration: { customer: { shipping: { name: 'Jenny' } } },
      include: ['configuration.customer'],
    });
    expect(changed).toMatchObject({
      display_name: 'Jenny R.',
      contact_phone: '+15550100',
      metadata: { shelf: '7' },
      applied_configurations: ['customer', 'merchant', 'recipient'],
      configuration: { customer: { applied: true, shipping: { name: 'Jenny' } } },
    });
    expect((await stripe.accounts.retrieve(account.id)).metadata).toEqual({ shelf: '7' });
  });

  it('shows accounts of v1, links to onboarding, and closes', async () => {
    const { id } = await stripe.accounts.create({ type: 'express', country: 'DE' });
    expect(await stripe.v2.core.accounts.retrieve(id)).toMatchObject({
      id,
      applied_configurations: ['merchant', 'recipient'],
    });
    const link = await stripe.v2.core.accountLinks.create({
      account: id,
      use_case: {
        type: 'account_onboarding',
        account_onboarding: {
          refresh_url: 'https://p.test/r',
          return_url: 'https://p.test/b',
        },
      },
    });
    expect(link).toMatchObject({
      object: 'v2.core.account_link',
      account: id,
      use_case: { type: 'account_onboarding' },
    });
    expect((await fetch(link.url)).status).toBe(200);
    const closed = await stripe.v2.core.accounts.close(id, { applied_configurations: ['merchant', 'recipient'] });
    expect(closed).toMatchObject({ id, closed: true });
    expect((await stripe.v2.core.accounts.retrieve(id)).closed).toBe(true);
    expect((await stripe.v2.core.accounts.list({ closed: true })).data.map((account) => account.id)).toEqual([id]);
    await expect(stripe.v2.core.accounts.retrieve('acct_none')).rejects.toMatchObject({ statusCode: 404 });
    await expect(
      stripe.v2.core.accounts.create({ configuration: { merchant: {} }, dashboard: 'none' }),
    ).rejects.toMatchObject({ statusCode: 400 });
  });

  it('lists page by page, both ways', async () => {
    for (let index = 0; index < 4; index += 1) await seller();
    const all: string[] = [];
    for await (const { id } of stripe.v2.core.accounts.list({ limit: 2 })) all.push(id);
    const whole = await stripe.v2.core.accounts.list({ limit: 100 });
    expect(all).toEqual(whole.data.map(({ id }) => id));
    expect(whole).toMatchObject({ next_page_url: null, previous_page_url: null });
    const first = await stripe.v2.core.accounts.list({ limit: 2 });
    const get = async (url: string | null) =>
      (await (
        await fetch(`${running.url}${url ?? ''}`, { headers: { Authorization: 'Bearer sk_test_platform' } })
      ).json()) as typeof first;
    const second = await get(first.next_page_url);
    expect(second.data.map(({ id }) => id)).toEqual(all.slice(2, 4));
    expect((await get(second.previous_page_url)).data).toEqual(first.data);
  });

  it('sends thin events, signed, to its destinations', async () => {
    const made = await stripe.v2.core.eventDestinations.create({
      name: 'mine',
      type: 'webhook_endpoint',
      event_payload: 'thin',
      enabled_events: ['v2.core.account.created', 'v1.customer.created'],
      webhook_endpoint: { url: receiver.url },
      include: ['webhook_endpoint.signing_secret', 'webhook_endpoint.url'],
    });
    const secret = made.webhook_endpoint?.signing_secret ?? '';
    expect(made).toMatchObject({
      object: 'v2.core.event_destination',
      status: 'enabled',
      webhook_endpoint: { url: receiver.url },
    });
    expect((await stripe.webhookEndpoints.list()).data).toEqual([]);
    const received = async () => {
      await running.flushWebhooks();
      return receiver.received
        .splice(0)
        .map(({ body, headers }) => stripe.parseEventNotification(body, String(headers['stripe-signature']), secret));
    };

    const customer = await stripe.customers.create({ name: 'Thin' });
    const account = await seller();
    const [about, created, ...more] = await received();
    expect(more).toEqual([]);
    expect(about).toMatchObject({
      type: 'v1.customer.created',
      related_object: { id: customer.id, type: 'customer', url: `/v1/customers/${customer.id}` },
    });
    expect(created).toMatchObject({
      object: 'v2.core.event',
      type: 'v2.core.account.created',
      related_object: { id: account.id },
    });
    expect(await stripe.v2.core.events.retrieve(created?.id ?? '')).toMatchObject({ type: 'v2.core.account.created' });
    const listed = await stripe.v2.core.events.list({ object_id: account.id });
    expect(listed.data.map(({ type }) => type)).toEqual(['v2.core.account.created']);

    const ping = await stripe.v2.core.eventDestinations.ping(made.id);
    expect((await received()).map(({ id, type }) => [id, type])).toEqual([[ping.id, 'v2.core.event_destination.ping']]);
    expect((await stripe.v2.core.eventDestinations.disable(made.id)).status).toBe('disabled');
    await stripe.customers.create();
    expect(await received()).toEqual([]);
    expect((await stripe.v2.core.eventDestinations.enable(made.id)).status).toBe('enabled');
    const renamed = await stripe.v2.core.eventDestinations.update(made.id, { name: 'yours', description: 'new' });
    expect(renamed).toMatchObject({ name: 'yours', description: 'new' });
    expect((await stripe.v2.core.eventDestinations.list()).data.map(({ id }) => id)).toEqual([made.id]);
    expect(await stripe.v2.core.eventDestinations.del(made.id)).toMatchObject({ id: made.id });
    await expect(stripe.v2.core.eventDestinations.retrieve(made.id)).rejects.toMatchObject({ statusCode: 404 });
  });

  it('answers what the SDK types', () => {
    expect(conformance.checked).toBeGreaterThan(30);
    expect(conformance.problems).toEqual([]);
  });
});
