import type Stripe from 'stripe';
import { startWebhookReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.js';
import { itemsOf } from './subscription-state.js';
import { BillingDesk, NEW_YEAR } from './testing/billing-desk.js';

const HALF_OF_JANUARY = 15.5 * 86_400;

describe('billing as older versions show it', () => {
  let desk: BillingDesk;
  let older: Stripe;
  let gold: string;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    [desk, receiver] = await Promise.all([BillingDesk.open(), startWebhookReceiver()]);
    older = desk.speaking('2024-06-20');
    gold = await desk.price(2000, { product_data: { name: 'Gold' } });
  });
  afterAll(() => Promise.all([desk.close(), receiver.close()]));

  it('shows an upcoming invoice without id, its lines with price, plan and proration, its discount with the coupon', async () => {
    const platinum = await desk.price(4000);
    const { customer } = await desk.customer();
    const { id } = await older.coupons.create({ percent_off: 25, duration: 'forever' });
    const made = await older.subscriptions.create({ customer, items: [{ plan: gold }] });
    const query = new URLSearchParams({
      subscription: made.id,
      coupon: id,
      'subscription_items[0][id]': itemsOf(made)[0]?.id ?? '',
      'subscription_items[0][plan]': platinum,
      subscription_proration_date: String(NEW_YEAR + HALF_OF_JANUARY),
    });
    const upcoming = (await older.rawRequest(
      'GET',
      `/v1/invoices/upcoming?${query.toString()}`,
    )) as unknown as Stripe.Invoice;
    expect(upcoming).toMatchObject({ total: 4000, subscription: made.id, discount: { coupon: { id } } });
    expect(upcoming).not.toHaveProperty('id');
    expect(upcoming.lines.data).toMatchObject([
      { amount: -1000, proration: true, plan: { id: gold }, price: { id: gold } },
      { amount: 2000, proration: true, plan: { id: platinum } },
      { amount: 4000, proration: false, type: 'subscription' },
    ]);
  });

  it('shows the discount of a subscription with its coupon', async () => {
    const { customer } = await desk.customer();
    const { id: coupon } = await older.coupons.create({ percent_off: 25, duration: 'forever' });
    const params = { customer, items: [{ plan: gold }], coupon } as Stripe.SubscriptionCreateParams;
    expect(await older.subscriptions.create(params)).toMatchObject({
      discount: { object: 'discount', coupon: { id: coupon, percent_off: 25 } },
    });
  });

  it('names what is missing in the words of the request', async () => {
    const { customer } = await desk.customer();
    const create = (params: object) => older.subscriptions.create({ customer, ...params });
    await expect(create({ items: [{ plan: 'none' }] })).rejects.toMatchObject({
      param: 'items[0][plan]',
      message: "No such plan: 'none'",
    });
    await expect(create({ items: [{ plan: gold }], coupon: 'none' })).rejects.toMatchObject({
      param: 'coupon',
      message: "No such coupon: 'none'",
    });
  });

  it('takes the older words of a client that names no version', async () => {
    const { customer } = await desk.customer();
    const { id: coupon } = await desk.stripe.coupons.create({ percent_off: 25, duration: 'forever' });
    const body = new URLSearchParams({ customer, 'items[0][plan]': gold, coupon });
    const headers = { Authorization: 'Bearer sk_test_older' };
    const answer = await fetch(`${desk.running.url}/v1/subscriptions`, { method: 'POST', headers, body });
    expect(await answer.json()).toMatchObject({ object: 'subscription', discounts: [expect.stringMatching(/^di_/)] });
  });

  it('shows the lists of a customer until 2020-08-27', async () => {
    const { customer } = await desk.customer();
    const { id } = await desk.subscribe(customer, gold);
    const oldest = desk.speaking('2019-12-03');
    expect(await oldest.customers.retrieve(customer)).toMatchObject({
      sources: { object: 'list', data: [] },
      subscriptions: { object: 'list', data: [{ id, plan: { id: gold } }] },
      tax_ids: { object: 'list', data: [] },
    });
    expect(await older.customers.retrieve(customer)).not.toHaveProperty('subscriptions');
  });

  it('tells an endpoint of an older version what changed in that version', async () => {
    const { customer } = await desk.customer();
    const { id } = await desk.subscribe(customer, gold);
    await desk.stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['customer.subscription.updated'],
      api_version: '2024-06-20',
    });
    await older.subscriptions.update(id, { quantity: 3, metadata: { seats: '3' } } as Stripe.SubscriptionUpdateParams);
    await desk.running.flushWebhooks();
    const { data } = JSON.parse(receiver.received[0]?.body ?? '') as Stripe.CustomerSubscriptionUpdatedEvent;
    expect(data.object).toMatchObject({ quantity: 3 });
    expect(data.previous_attributes).toMatchObject({ quantity: 1, metadata: { seats: null } });
  });
});
