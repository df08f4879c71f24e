import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { sdkOptions } from '../../testing/sdk.js';

describe('meters and test clocks', () => {
  let running: RunningEmulator;
  let stripe: Stripe;

  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_meters', sdkOptions(running));
  });
  afterAll(() => running.stop());

  const meter = (formula: 'count' | 'last' | 'sum', name: string) =>
    stripe.billing.meters.create({
      default_aggregation: { formula },
      display_name: name,
      event_name: name,
    });
  const eventTypes = async () => (await stripe.events.list({ limit: 100 })).data.map(({ type }) => type as string);
  const ready = async (id: string): Promise<Stripe.TestHelpers.TestClock> => {
    const clock = await stripe.testHelpers.testClocks.retrieve(id);
    if (clock.status !== 'advancing') return clock;
    await new Promise((resolve) => setTimeout(resolve, 5));
    return ready(id);
  };

  it('creates, renames, closes and opens meters, one active for each event name', async () => {
    const made = await meter('sum', 'tokens');
    expect(made).toMatchObject({
      customer_mapping: { event_payload_key: 'stripe_customer_id', type: 'by_id' },
      value_settings: { event_payload_key: 'value' },
      status: 'active',
      event_time_window: null,
    });
    await expect(meter('sum', 'tokens')).rejects.toMatchObject({ param: 'event_name' });
    expect((await stripe.billing.meters.update(made.id, { display_name: 'Tokens' })).display_name).toBe('Tokens');
    const closed = await stripe.billing.meters.deactivate(made.id);
    expect([closed.status, closed.status_transitions.deactivated_at]).toEqual(['inactive', expect.any(Number)]);
    expect((await stripe.billing.meters.list({ status: 'inactive' })).data.map(({ id }) => id)).toEqual([made.id]);
    expect((await stripe.billing.meters.reactivate(made.id)).status).toBe('active');
    expect((await eventTypes()).filter((type) => type.startsWith('billing.meter.')).reverse()).toEqual([
      'billing.meter.created',
      'billing.meter.updated',
      'billing.meter.deactivated',
      'billing.meter.reactivated',
    ]);
  });

  it('counts usage by sum, number and last value, by hours too, and takes an event back', async () => {
    const customer = (await stripe.customers.create()).id;
    const now = Math.floor(running.emulator.clock.now / 3600) * 3600;
    const meters = await Promise.all([meter('sum', 'a'), meter('count', 'b'), meter('last', 'c')]);
    for (const [index, value] of ['5', '7', '2'].entries())
      for (const { event_name } of meters)
        await stripe.billing.meterEvents.create({
          event_name,
          payload: { stripe_customer_id: customer, value },
          timestamp: now - 7200 + index * 3600,
          identifier: `${event_name}-${index}`,
        });
    const range = { customer, start_time: now - 7200, end_time: now + 3600 };
    const whole = (id: string) => stripe.billing.meters.listEventSummaries(id, range);
    expect(
      await Promise.all(
        meters.map(async ({ id }) => (await whole(id)).data.map((summary) => summary.aggregated_value)),
      ),
    ).toEqual([[14], [3], [2]]);
    const [sum] = meters;
    const hours = await stripe.billing.meters.listEventSummaries(sum.id, { ...range, value_grouping_window: 'hour' });
    expect(hours.data.map((summary) => summary.aggregated_value)).toEqual([2, 7, 5]);
    const adjustment = await stripe.billing.meterEventAdjustments.create({
      event_name: 'a',
      type: 'cancel',
      cancel: { identifier: 'a-1' },
    });
    expect(adjustment).toMatchObject({ object: 'billing.meter_event_adjustment', status: 'pending' });
    expect((await whole(sum.id)).data[0]?.aggregated_value).toBe(7);
    await expect(whole(`${sum.id}x`)).rejects.toMatchObject({ code: 'resource_missing' });
  });

  it('refuses what is doubled, too old, in the future or no number', async () => {
    const customer = (await stripe.customers.create()).id;
    const { now } = running.emulator.clock;
    const send = (changes: Partial<Stripe.Billing.MeterEventCreateParams>) =>
      stripe.billing.meterEvents.create({
        event_name: 'a',
        payload: { stripe_customer_id: customer, value: '1' },
        ...changes,
      });
    const event = await send({ identifier: 'once' });
    expect(event).not.toHaveProperty('id');
    await expect(send({ identifier: 'once' })).rejects.toMatchObject({ statusCode: 400 });
    await expect(send({ timestamp: now - 36 * 86_400 })).rejects.toMatchObject({ code: 'timestamp_too_far_in_past' });
    await expect(send({ timestamp: now + 400 })).rejects.toMatchObject({ code: 'timestamp_in_future' });
    await expect(send({ payload: { stripe_customer_id: customer, value: 'many' } })).rejects.toMatchObject({
      param: 'payload[value]',
    });
    expect((await send({ event_name: 'unheard_of' })).event_name).toBe('unheard_of');
    await send({ payload: { stripe_customer_id: 'cus_nobody', value: '1' } });
    const reports = await stripe.v2.core.events.list({ limit: 2 });
    expect(reports.data.map(({ type }) => type as string)).toEqual([
      'v1.billing.meter.error_report_triggered',
      'v1.billing.meter.no_meter_found',
    ]);
  });

  it('takes usage by way of /v2 too', async () => {
    const customer = (await stripe.customers.create()).id;
    const { billing } = stripe.v2;
    const made = await meter('sum', 'v2');
    const { now } = running.emulator.clock;
    const event = { event_name: 'v2', payload: { stripe_customer_id: customer, value: '3' } };
    const single = await billing.meterEvents.create({ ...event, timestamp: new Date(now * 1000).toISOString() });
    expect(single).toMatchObject({ object: 'v2.billing.meter_event', timestamp: new Date(now * 1000).toISOString() });
    const { authentication_token: token } = await billing.meterEventSession.create();
    const streaming = new Stripe(token, sdkOptions(running));
    await streaming.rawRequest('POST', '/v2/billing/meter_event_stream', { events: [event, event] });
    const start = Math.floor(now / 60) * 60;
    const usage = await stripe.billing.meters.listEventSummaries(made.id, {
      customer,
      start_time: start,
      end_time: start + 120,
    });
    expect(usage.data[0]?.aggregated_value).toBe(9);
    await billing.meterEventAdjustments.create({
      event_name: 'v2',
      type: 'cancel',
      cancel: { identifier: single.identifier },
    });
  });

  it('dates what lives on a test clock by it, advances it after the answer, and deletes what lives on it', async () => {
    const start = 1_900_000_000;
    const { testClocks } = stripe.testHelpers;
    const clock = await testClocks.create({ frozen_time: start, name: 'Wall clock' });
    expect(clock).toMatchObject({ status: 'ready', frozen_time: start, status_details: {} });
    const customer = await stripe.customers.create({ test_clock: clock.id });
    expect([customer.created, customer.test_clock]).toEqual([start, clock.id]);
    await expect(testClocks.advance(clock.id, { frozen_time: start })).rejects.toMatchObject({ param: 'frozen_time' });
    await expect(testClocks.advance(clock.id, { frozen_time: start + 3 * 366 * 86_400 })).rejects.toMatchObject({
      param: 'frozen_time',
    });
    const moving = await testClocks.advance(clock.id, { frozen_time: start + 1000 });
    expect(moving).toMatchObject({
      status: 'advancing',
      frozen_time: start,
      status_details: { advancing: { target_frozen_time: start + 1000 } },
    });
    expect(await ready(clock.id)).toMatchObject({ status: 'ready', frozen_time: start + 1000 });
    await stripe.customers.create({ test_clock: clock.id });
    await stripe.customers.create({ test_clock: clock.id });
    await expect(stripe.customers.create({ test_clock: clock.id })).rejects.toMatchObject({ param: 'test_clock' });
    expect(await testClocks.del(clock.id)).toMatchObject({ id: clock.id, deleted: true });
    expect((await stripe.customers.retrieve(customer.id)).deleted).toBe(true);
    expect((await eventTypes()).filter((type) => type.startsWith('test_helpers.')).reverse()).toEqual([
      'test_helpers.test_clock.created',
      'test_helpers.test_clock.advancing',
      'test_helpers.test_clock.ready',
      'test_helpers.test_clock.deleted',
    ]);
  });
});
