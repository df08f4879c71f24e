import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type Stripe from 'stripe';
import { itemsOf } from './subscription-state.js';
import { addIntervals } from './cycle.js';
import { BillingDesk, DAY, HOUR, linesOf, NEW_YEAR } from './testing/billing-desk.js';

const MONTH = { interval: 'month', interval_count: 1 };
const FEBRUARY = addIntervals(NEW_YEAR, MONTH, 1);
const MARCH = addIntervals(NEW_YEAR, MONTH, 2);

describe('subscriptions', () => {
  let desk: BillingDesk;
  let stripe: Stripe;
  let gold: string;
  let silver: string;

  beforeAll(async () => {
    desk = await BillingDesk.open();
    stripe = desk.stripe;
    gold = await desk.price(2000, { product_data: { name: 'Gold' } });
    silver = await desk.price(1000, { product_data: { name: 'Silver' } });
  });
  afterAll(() => desk.close());

  const get = (id: string) => stripe.subscriptions.retrieve(id);
  const itemOf = (subscription: Stripe.Subscription): Stripe.SubscriptionItem => {
    const [item] = itemsOf(subscription);
    if (item === undefined) throw new Error('no item');
    return item;
  };
  const spanOf = (subscription: Stripe.Subscription) => {
    const { current_period_start: start, current_period_end: end } = itemOf(subscription);
    return [start, end];
  };

  it('bills the first period at once and the next ones by the clock', async () => {
    const { clock, customer } = await desk.customer();
    const made = await desk.subscribe(customer, gold, { metadata: { plan: 'gold' } });
    expect(made).toMatchObject({
      status: 'active',
      customer,
      test_clock: clock,
      created: NEW_YEAR,
      start_date: NEW_YEAR,
      billing_cycle_anchor: NEW_YEAR,
      collection_method: 'charge_automatically',
      cancel_at_period_end: false,
      metadata: { plan: 'gold' },
      billing_mode: { type: 'flexible' },
    });
    expect(spanOf(made)).toEqual([NEW_YEAR, FEBRUARY]);
    const first = await desk.invoice(made.latest_invoice);
    expect(first).toMatchObject({
      status: 'paid',
      billing_reason: 'subscription_create',
      amount_paid: 2000,
      parent: { subscription_details: { subscription: made.id, metadata: { plan: 'gold' } } },
    });
    expect(linesOf(first)).toEqual([['1 × Gold (at $20.00 / month)', 2000]]);
    await desk.advance(clock, FEBRUARY + 2 * HOUR);
    const renewed = await get(made.id);
    expect([renewed.status, ...spanOf(renewed)]).toEqual(['active', FEBRUARY, MARCH]);
    const second = await desk.invoice(renewed.latest_invoice);
    expect(second).toMatchObject({
      status: 'paid',
      billing_reason: 'subscription_cycle',
      created: FEBRUARY,
      period_start: NEW_YEAR,
      period_end: FEBRUARY,
      status_transitions: { finalized_at: FEBRUARY + HOUR, paid_at: FEBRUARY + HOUR },
    });
    expect(await desk.events(customer, NEW_YEAR + 1, 'invoice.', 'customer.subscription', 'payment_intent')).toEqual([
      'invoice.upcoming',
      'invoice.created',
      'customer.subscription.updated',
      'payment_intent.created',
      'invoice.finalized',
      'payment_intent.succeeded',
      'invoice.updated',
      'invoice.paid',
      'invoice.payment_succeeded',
    ]);
  });

  it('gives a trial, tells of its end three days before, and becomes active', async () => {
    const { clock, customer } = await desk.customer();
    const made = await desk.subscribe(customer, gold, { trial_period_days: 14 });
    const end = NEW_YEAR + 14 * DAY;
    expect(made).toMatchObject({
      status: 'trialing',
      trial_start: NEW_YEAR,
      trial_end: end,
      billing_cycle_anchor: end,
    });
    const free = await desk.invoice(made.latest_invoice);
    expect([free.status, free.total, linesOf(free)]).toEqual(['paid', 0, [['Trial period for Gold', 0]]]);
    await desk.advance(clock, end - 2 * DAY);
    expect(await desk.events(customer, NEW_YEAR + 1, 'customer.subscription.trial')).toEqual([
      'customer.subscription.trial_will_end',
    ]);
    await desk.advance(clock, end + 2 * HOUR);
    const active = await get(made.id);
    expect([active.status, ...spanOf(active)]).toEqual(['active', end, addIntervals(end, MONTH, 1)]);
    expect((await desk.invoice(active.latest_invoice)).amount_paid).toBe(2000);
  });

  it('waits for the first payment under default_incomplete, and expires without it', async () => {
    const { clock, customer } = await desk.customer(null);
    const params = {
      payment_behavior: 'default_incomplete',
      payment_settings: { save_default_payment_method: 'on_subscription' },
      expand: ['latest_invoice.confirmation_secret', 'latest_invoice.payments'],
    } as const;
    const paid = await desk.subscribe(customer, gold, { ...params, expand: [...params.expand] });
    const late = await desk.subscribe(customer, silver, { ...params, expand: [...params.expand] });
    expect([paid.status, late.status]).toEqual(['incomplete', 'incomplete']);
    const secret = (paid.latest_invoice as Stripe.Invoice).confirmation_secret?.client_secret ?? '';
    const intent = secret.slice(0, secret.indexOf('_secret'));
    await stripe.paymentIntents.confirm(intent, { payment_method: 'pm_card_visa' });
    const active = await get(paid.id);
    expect([active.status, typeof active.default_payment_method]).toEqual(['active', 'string']);
    await desk.advance(clock, NEW_YEAR + 24 * HOUR);
    expect((await get(late.id)).status).toBe('incomplete_expired');
    expect((await desk.invoice((late.latest_invoice as Stripe.Invoice).id)).status).toBe('void');
  });

  it('does with a declined or missing card what the behavior says', async () => {
    const { customer } = await desk.customer('pm_card_chargeCustomerFail');
    const allowed = await desk.subscribe(customer, gold);
    expect([allowed.status, (await desk.invoice(allowed.latest_invoice)).status]).toEqual(['incomplete', 'open']);
    await expect(desk.subscribe(customer, gold, { payment_behavior: 'error_if_incomplete' })).rejects.toMatchObject({
      statusCode: 402,
      code: 'card_declined',
    });
    const list = await stripe.subscriptions.list({ customer, status: 'all' });
    expect(list.data.map(({ id }) => id)).toEqual([allowed.id]);
    const { customer: poor } = await desk.customer(null);
    await expect(desk.subscribe(poor, gold)).rejects.toMatchObject({ code: 'resource_missing', statusCode: 400 });
    expect((await desk.subscribe(poor, gold, { trial_period_days: 7 })).pending_setup_intent).toMatch(/^seti_/);
  });

  it('prorates an upgrade to the cent and bills it with the renewal', async () => {
    const { clock, customer } = await desk.customer();
    const made = await desk.subscribe(customer, silver);
    const middle = NEW_YEAR + 10 * DAY;
    await desk.advance(clock, middle);
    const item = itemOf(made).id;
    const changed = await stripe.subscriptions.update(made.id, { items: [{ id: item, price: gold, quantity: 3 }] });
    expect(itemOf(changed)).toMatchObject({ id: item, quantity: 3, price: { id: gold } });
    expect(spanOf(changed)).toEqual([NEW_YEAR, FEBRUARY]);
    await desk.advance(clock, FEBRUARY + 2 * HOUR);
    const invoice = await desk.invoice((await get(made.id)).latest_invoice);
    expect(linesOf(invoice).toSorted((left, right) => left[1] - right[1])).toEqual([
      ['Unused time on Silver after 11 Jan 2030', -677],
      ['Remaining time on 3 × Gold after 11 Jan 2030', 4065],
      ['3 × Gold (at $20.00 / month)', 6000],
    ]);
    expect(invoice.amount_paid).toBe(9388);
  });

  it('bills prorations at once under always_invoice, and nothing under none', async () => {
    const { clock, customer } = await desk.customer();
    const made = await desk.subscribe(customer, silver);
    await desk.advance(clock, NEW_YEAR + 15 * DAY + 12 * HOUR);
    const items = [{ id: itemOf(made).id, price: gold }];
    const upgraded = await stripe.subscriptions.update(made.id, { items, proration_behavior: 'always_invoice' });
    const invoice = await desk.invoice(upgraded.latest_invoice);
    expect(invoice).toMatchObject({ billing_reason: 'subscription_update', status: 'paid', amount_paid: 500 });
    const back = [{ id: itemOf(made).id, price: silver }];
    await stripe.subscriptions.update(made.id, { items: back, proration_behavior: 'none' });
    expect((await stripe.invoiceItems.list({ customer, pending: true })).data).toEqual([]);
    const weekly = await desk.price(700, { recurring: { interval: 'week' } });
    const switched = await stripe.subscriptions.update(made.id, { items: [{ id: itemOf(made).id, price: weekly }] });
    const now = NEW_YEAR + 15 * DAY + 12 * HOUR;
    expect([switched.billing_cycle_anchor, ...spanOf(switched)]).toEqual([now, now, now + 7 * DAY]);
    // What was charged for the rest of the month is credited, not what silver costs.
    expect((await desk.invoice(switched.latest_invoice)).total).toBe(700 - 1000);
  });

  it.each([
    ['flexible', -500],
    ['classic', -1000],
  ] as const)('credits what was charged (flexible) or what it costs (classic): %s', async (type, credit) => {
    const { clock, customer } = await desk.customer();
    const once = await stripe.coupons.create({ percent_off: 50, duration: 'once' });
    const made = await desk.subscribe(customer, gold, { discounts: [{ coupon: once.id }], billing_mode: { type } });
    const first = await desk.invoice(made.latest_invoice);
    await desk.advance(clock, NEW_YEAR + 15 * DAY + 12 * HOUR);
    const change = (price: string) => stripe.subscriptions.update(made.id, { items: [{ id: itemOf(made).id, price }] });
    await change(silver);
    await change(gold);
    const waiting = (await stripe.invoiceItems.list({ customer, pending: true })).data.toReversed();
    expect(waiting.map(({ amount }) => amount)).toEqual([credit, 500, -500, 1000]);
    expect(waiting.map(({ proration_details: details }) => details?.credited_items)).toEqual([
      {
        type: 'invoice_line_items',
        invoice_line_item_details: { invoice: first.id, invoice_line_items: [first.lines.data[0]?.id] },
      },
      null,
      { type: 'invoice_item', invoice_item: waiting[1]?.id },
      null,
    ]);
  });

  it('retries a failed renewal, and then cancels', async () => {
    const { clock, customer } = await desk.customer();
    const made = await desk.subscribe(customer, gold);
    await desk.card(customer, 'pm_card_chargeCustomerFail');
    await desk.advance(clock, FEBRUARY + 2 * HOUR);
    const late = await get(made.id);
    const invoice = await desk.invoice(late.latest_invoice);
    expect([late.status, invoice.status, invoice.attempt_count]).toEqual(['past_due', 'open', 1]);
    expect(invoice.next_payment_attempt).toBe(FEBRUARY + HOUR + 3 * DAY);
    await desk.advance(clock, FEBRUARY + 25 * DAY);
    const over = await get(made.id);
    expect([over.status, over.cancellation_details?.reason]).toEqual(['canceled', 'payment_failed']);
    expect(await desk.events(customer, FEBRUARY, 'invoice.payment_failed', 'customer.subscription.deleted')).toEqual(
      expect.arrayContaining(['invoice.payment_failed', 'customer.subscription.deleted']),
    );
  });

  it('does not charge a card again that was refused for good, but another one that comes in time', async () => {
    const overdue = async () => {
      const { clock, customer } = await desk.customer();
      const { id } = await desk.subscribe(customer, gold);
      await desk.card(customer, 'pm_card_visa_chargeCustomerFailLostCard');
      await desk.advance(clock, FEBRUARY + 4 * DAY);
      return { clock, customer, id, invoice: await desk.invoice((await get(id)).latest_invoice) };
    };
    const failuresOf = async (customer: string): Promise<number> =>
      (await stripe.charges.list({ customer })).data.filter(({ status }) => status === 'failed').length;
    const refused = await overdue();
    expect([refused.invoice.attempt_count, await failuresOf(refused.customer)]).toEqual([2, 1]);
    await desk.advance(refused.clock, FEBRUARY + 25 * DAY);
    expect((await get(refused.id)).status).toBe('canceled');
    expect(await failuresOf(refused.customer)).toBe(1);
    const mended = await overdue();
    await desk.card(mended.customer, 'pm_card_visa');
    await desk.advance(mended.clock, FEBRUARY + 25 * DAY);
    expect((await get(mended.id)).status).toBe('active');
  });

  it('does not try again without anything to pay with: the subscription stays overdue', async () => {
    const { clock, customer } = await desk.customer(null);
    const made = await desk.subscribe(customer, gold, { trial_period_days: 7 });
    await desk.advance(clock, NEW_YEAR + 8 * DAY);
    const late = await get(made.id);
    expect([late.status, (await desk.invoice(late.latest_invoice)).next_payment_attempt]).toEqual(['past_due', null]);
    await desk.advance(clock, NEW_YEAR + 30 * DAY);
    expect((await get(made.id)).status).toBe('past_due');
  });

  it('recovers when the customer brings a better card', async () => {
    const { clock, customer } = await desk.customer();
    const made = await desk.subscribe(customer, gold);
    await desk.card(customer, 'pm_card_authenticationRequired');
    await desk.advance(clock, FEBRUARY + 2 * HOUR);
    expect((await get(made.id)).status).toBe('past_due');
    expect(await desk.events(customer, FEBRUARY, 'invoice.payment_action_required')).toEqual([
      'invoice.payment_action_required',
    ]);
    const { latest_invoice: invoice } = await get(made.id);
    await stripe.invoices.pay(invoice as string, { payment_method: 'pm_card_visa' });
    expect((await get(made.id)).status).toBe('active');
  });

  it('ends at the end of its period, or at once with a credit', async () => {
    const { clock, customer } = await desk.customer();
    const patient = await desk.subscribe(customer, gold);
    const hasty = await desk.subscribe(customer, silver);
    const planned = await stripe.subscriptions.update(patient.id, { cancel_at_period_end: true });
    expect(planned).toMatchObject({
      status: 'active',
      cancel_at: FEBRUARY,
      canceled_at: NEW_YEAR,
      cancellation_details: { reason: 'cancellation_requested' },
    });
    await desk.advance(clock, NEW_YEAR + 15 * DAY + 12 * HOUR);
    const gone = await stripe.subscriptions.cancel(hasty.id, {
      prorate: true,
      invoice_now: true,
      cancellation_details: { feedback: 'too_expensive' },
    });
    expect(gone).toMatchObject({ status: 'canceled', cancellation_details: { feedback: 'too_expensive' } });
    expect((await desk.invoice(gone.latest_invoice)).total).toBe(-500);
    await expect(stripe.subscriptions.cancel(hasty.id)).rejects.toMatchObject({ statusCode: 404 });
    await expect(stripe.subscriptions.update(hasty.id, { cancel_at_period_end: true })).rejects.toMatchObject({
      code: 'invalid_canceled_subscription_fields',
    });
    await desk.advance(clock, FEBRUARY + HOUR);
    expect(await get(patient.id)).toMatchObject({ status: 'canceled', ended_at: FEBRUARY });
    expect((await stripe.subscriptions.list({ customer })).data).toEqual([]);
    expect((await stripe.subscriptions.list({ customer, status: 'ended' })).data).toHaveLength(2);
  });

  it('bills metered usage after the period', async () => {
    const meter = await stripe.billing.meters.create({
      default_aggregation: { formula: 'sum' },
      display_name: 'Calls',
      event_name: 'calls',
    });
    const perCall = await desk.price(3, {
      product_data: { name: 'Calls' },
      recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
    });
    const { clock, customer } = await desk.customer();
    const made = await desk.subscribe(customer, perCall);
    expect(itemOf(made).quantity).toBeUndefined();
    await desk.advance(clock, NEW_YEAR + DAY);
    for (const value of ['100', '50'])
      await stripe.billing.meterEvents.create({
        event_name: 'calls',
        payload: { stripe_customer_id: customer, value },
      });
    await desk.advance(clock, FEBRUARY + 2 * HOUR);
    const invoice = await desk.invoice((await get(made.id)).latest_invoice);
    expect([invoice.amount_paid, invoice.lines.data[0]?.quantity]).toEqual([450, 150]);
    expect(invoice.lines.data[0]?.period).toEqual({ start: NEW_YEAR, end: FEBRUARY });
    const grant = await stripe.billing.creditGrants.create({
      customer,
      amount: { type: 'monetary', monetary: { currency: 'usd', value: 200 } },
      applicability_config: { scope: { price_type: 'metered' } },
    });
    await stripe.billing.meterEvents.create({
      event_name: 'calls',
      payload: { stripe_customer_id: customer, value: '100' },
    });
    await desk.advance(clock, MARCH + 2 * HOUR);
    const credited = await desk.invoice((await get(made.id)).latest_invoice);
    expect([credited.subtotal, credited.total, credited.amount_paid]).toEqual([300, 100, 100]);
    expect(credited.total_pretax_credit_amounts).toMatchObject([{ amount: 200, type: 'credit_balance_transaction' }]);
    const { data } = await stripe.billing.creditBalanceTransactions.list({ customer, credit_grant: grant.id });
    expect(data.map(({ type, debit }) => [type, debit?.type])).toEqual([
      ['debit', 'credits_applied'],
      ['credit', undefined],
    ]);
    const filter = { type: 'credit_grant', credit_grant: grant.id } as const;
    const summary = await stripe.billing.creditBalanceSummaries.retrieve({ customer, filter });
    expect(summary.balances[0]?.available_balance.monetary).toEqual({ currency: 'usd', value: 0 });
    await expect(stripe.billing.creditGrants.voidGrant(grant.id)).rejects.toMatchObject({ statusCode: 400 });
    await stripe.subscriptions.update(made.id, { billing_thresholds: { amount_gte: 150 } });
    for (const value of ['40', '20', '10'])
      await stripe.billing.meterEvents.create({
        event_name: 'calls',
        payload: { stripe_customer_id: customer, value },
      });
    const early = await desk.invoice((await get(made.id)).latest_invoice);
    expect(early).toMatchObject({
      total: 180,
      billing_reason: 'subscription_threshold',
      threshold_reason: { amount_gte: 150 },
    });
    await desk.advance(clock, addIntervals(NEW_YEAR, MONTH, 3) + 2 * HOUR);
    expect((await desk.invoice((await get(made.id)).latest_invoice)).total).toBe(30);
  });

  it('holds an update back until it is paid', async () => {
    const { clock, customer } = await desk.customer();
    const made = await desk.subscribe(customer, silver);
    await desk.card(customer, 'pm_card_authenticationRequired');
    const held = await stripe.subscriptions.update(made.id, {
      items: [{ id: itemOf(made).id, price: gold }],
      payment_behavior: 'pending_if_incomplete',
      proration_behavior: 'always_invoice',
    });
    expect(itemOf(held).price.id).toBe(silver);
    expect(held.pending_update).toMatchObject({ expires_at: NEW_YEAR + 23 * HOUR });
    await stripe.invoices.pay(held.latest_invoice as string, { payment_method: 'pm_card_visa' });
    const done = await get(made.id);
    expect([itemOf(done).price.id, done.pending_update]).toEqual([gold, null]);
    await desk.advance(clock, NEW_YEAR + DAY);
    expect(await desk.events(customer, NEW_YEAR, 'customer.subscription.pending')).toEqual([
      'customer.subscription.pending_update_applied',
    ]);
  });

  it('pauses collection, and pauses and resumes as a whole', async () => {
    const { clock, customer } = await desk.customer();
    const made = await desk.subscribe(customer, gold);
    await stripe.subscriptions.update(made.id, { pause_collection: { behavior: 'void' } });
    await desk.advance(clock, FEBRUARY + 2 * HOUR);
    const voided = await get(made.id);
    expect([voided.status, (await desk.invoice(voided.latest_invoice)).status]).toEqual(['active', 'void']);
    const paused = await stripe.subscriptions.pause(made.id);
    expect([paused.status, paused.status_details?.paused.type]).toEqual(['paused', 'subscription']);
    const resumed = await stripe.subscriptions.resume(made.id);
    expect([resumed.status, resumed.billing_cycle_anchor]).toEqual(['active', FEBRUARY + 2 * HOUR]);
  });

  it('adds, changes and removes items, and bills those of different intervals each at its time', async () => {
    const { clock, customer } = await desk.customer();
    const yearly = await desk.price(20_000, { product_data: { name: 'Year' }, recurring: { interval: 'year' } });
    const mixed = await stripe.subscriptions.create({ customer, items: [{ price: gold }, { price: yearly }] });
    const both = ['1 × Year (at $200.00 / year)', '1 × Gold (at $20.00 / month)'];
    expect(linesOf(await desk.invoice(mixed.latest_invoice)).map(([line]) => line)).toEqual(both);
    await desk.advance(clock, FEBRUARY + 2 * HOUR);
    expect((await desk.invoice((await get(mixed.id)).latest_invoice)).total).toBe(2000);
    const made = await desk.subscribe(customer, gold);
    const added = await stripe.subscriptionItems.create({ subscription: made.id, price: silver, quantity: 2 });
    expect(added).toMatchObject({ object: 'subscription_item', quantity: 2, subscription: made.id });
    expect((await stripe.subscriptionItems.update(added.id, { quantity: 5 })).quantity).toBe(5);
    expect((await stripe.subscriptionItems.list({ subscription: made.id })).data).toHaveLength(2);
    expect(await stripe.subscriptionItems.del(added.id, { proration_behavior: 'none' })).toMatchObject({
      deleted: true,
    });
    expect((await get(made.id)).items.data.map(({ price }) => price.id)).toEqual([gold]);
    await expect(stripe.subscriptionItems.create({ subscription: made.id, price: gold })).rejects.toMatchObject({
      message: `Cannot add multiple subscription items with the same plan: ${gold}`,
    });
  });

  it('speaks older versions: periods, plan and quantity on the subscription, coupon and plan as parameters', async () => {
    const older = desk.speaking('2024-06-20');
    const { clock, customer } = await desk.customer();
    const made = await older.subscriptions.create({
      customer,
      items: [{ plan: gold, quantity: 2 }],
    });
    expect(made).toMatchObject({
      current_period_start: NEW_YEAR,
      current_period_end: FEBRUARY,
      quantity: 2,
      plan: { id: gold, amount: 2000 },
      billing_mode: { type: 'classic' },
    });
    const more = await older.subscriptions.update(made.id, {
      quantity: 3,
      coupon: '',
    } as Stripe.SubscriptionUpdateParams);
    expect(more).toMatchObject({ quantity: 3, discount: null });
    await expect(stripe.subscriptions.update(made.id, { coupon: '' } as never)).rejects.toMatchObject({
      code: 'parameter_unknown',
    });
    const recorded = await older.prices.create({
      currency: 'usd',
      unit_amount: 7,
      recurring: { interval: 'month', usage_type: 'metered' },
      product_data: { name: 'Texts' },
    });
    const metered = await older.subscriptions.create({ customer, items: [{ price: recorded.id }] });
    const path = `/v1/subscription_items/${itemOf(metered).id}/usage_record`;
    for (const quantity of [4, 5])
      await older.rawRequest('POST', `${path}s`, { quantity, timestamp: NEW_YEAR + 60 * quantity });
    const summary: unknown = await older.rawRequest('GET', `${path}_summaries`);
    expect(summary).toMatchObject({ data: [{ total_usage: 9 }] });
    await desk.advance(clock, FEBRUARY + 2 * HOUR);
    expect((await desk.invoice((await get(metered.id)).latest_invoice)).total).toBe(63);
  });

  it('takes a coupon off once or for months, and lets it go when it is used up', async () => {
    const { clock, customer } = await desk.customer();
    const once = await stripe.coupons.create({ percent_off: 50, duration: 'once' });
    const made = await desk.subscribe(customer, gold, { discounts: [{ coupon: once.id }] });
    const first = await desk.invoice(made.latest_invoice);
    expect([first.subtotal, first.total, made.discounts]).toEqual([2000, 1000, []]);
    const twice = await stripe.coupons.create({
      amount_off: 300,
      currency: 'usd',
      duration: 'repeating',
      duration_in_months: 2,
    });
    const kept = await stripe.subscriptions.update(made.id, { discounts: [{ coupon: twice.id }] });
    expect(kept.discounts).toHaveLength(1);
    await desk.advance(clock, FEBRUARY + 2 * HOUR);
    expect((await desk.invoice((await get(made.id)).latest_invoice)).total).toBe(1700);
    await desk.advance(clock, MARCH + 2 * HOUR);
    expect((await desk.invoice((await get(made.id)).latest_invoice)).total).toBe(2000);
    expect(await stripe.subscriptions.deleteDiscount(made.id)).toMatchObject({ deleted: true });
    expect((await get(made.id)).discounts).toEqual([]);
  });

  it('begins with a part of a period, or in the past', async () => {
    const { customer } = await desk.customer();
    const tenth = NEW_YEAR + 9 * DAY;
    const anchored = await desk.subscribe(customer, gold, { billing_cycle_anchor: tenth });
    expect([...spanOf(anchored), anchored.billing_cycle_anchor]).toEqual([NEW_YEAR, tenth, tenth]);
    expect((await desk.invoice(anchored.latest_invoice)).total).toBe(581);
    const configured = await desk.subscribe(customer, gold, { billing_cycle_anchor_config: { day_of_month: 15 } });
    expect(spanOf(configured)).toEqual([NEW_YEAR, NEW_YEAR + 14 * DAY]);
    const backdated = await desk.subscribe(customer, gold, { backdate_start_date: addIntervals(NEW_YEAR, MONTH, -2) });
    expect([backdated.start_date, ...spanOf(backdated)]).toEqual([
      addIntervals(NEW_YEAR, MONTH, -2),
      NEW_YEAR,
      FEBRUARY,
    ]);
    expect((await desk.invoice(backdated.latest_invoice)).total).toBe(6000);
    await expect(desk.subscribe(customer, gold, { billing_cycle_anchor: MARCH })).rejects.toMatchObject({
      param: 'billing_cycle_anchor',
    });
  });

  it('bills what waits more often than it renews, when that is wanted', async () => {
    const { clock, customer } = await desk.customer();
    const made = await desk.subscribe(customer, gold, { pending_invoice_item_interval: { interval: 'week' } });
    expect(made.next_pending_invoice_item_invoice).toBe(NEW_YEAR + 7 * DAY);
    await stripe.invoiceItems.create({ customer, subscription: made.id, amount: 250, currency: 'usd' });
    await desk.advance(clock, NEW_YEAR + 15 * DAY);
    const invoices = await stripe.invoices.list({ subscription: made.id });
    expect(invoices.data.map(({ billing_reason: reason, total }) => [reason, total])).toEqual([
      ['automatic_pending_invoice_item_invoice', 250],
      ['subscription_create', 2000],
    ]);
    expect((await get(made.id)).next_pending_invoice_item_invoice).toBe(NEW_YEAR + 21 * DAY);
  });

  it('sends invoices instead of charging, and waits past their due date', async () => {
    const { clock, customer } = await desk.customer(null);
    await expect(desk.subscribe(customer, gold, { collection_method: 'send_invoice' })).rejects.toMatchObject({
      param: 'days_until_due',
    });
    const made = await desk.subscribe(customer, gold, { collection_method: 'send_invoice', days_until_due: 5 });
    expect([made.status, (await desk.invoice(made.latest_invoice)).status]).toEqual(['active', 'draft']);
    await desk.advance(clock, NEW_YEAR + 2 * HOUR);
    expect((await desk.invoice(made.latest_invoice)).status).toBe('open');
    await desk.advance(clock, NEW_YEAR + 7 * DAY);
    expect((await get(made.id)).status).toBe('past_due');
    await stripe.invoices.pay(made.latest_invoice as string, { paid_out_of_band: true });
    expect((await get(made.id)).status).toBe('active');
  });

  it('renews by the clock of the emulator too, and is found, listed and ended with its customer', async () => {
    const { id: customer } = await stripe.customers.create({ email: 'b@example.com' });
    await desk.card(customer, 'pm_card_visa');
    const made = await desk.subscribe(customer, gold, { metadata: { seat: '9' } });
    await desk.running.advance({ seconds: 32 * DAY });
    const renewed = await get(made.id);
    expect([renewed.status, itemOf(renewed).current_period_start]).toEqual(['active', itemOf(made).current_period_end]);
    expect((await stripe.invoices.list({ subscription: made.id })).data.map(({ status }) => status)).toEqual([
      'paid',
      'paid',
    ]);
    const found = await stripe.subscriptions.search({ query: 'metadata["seat"]:"9" AND status:"active"' });
    expect(found.data.map(({ id }) => id)).toEqual([made.id]);
    const expanded = await stripe.customers.retrieve(customer, { expand: ['subscriptions'] });
    expect((expanded as Stripe.Customer).subscriptions?.data.map(({ id }) => id)).toEqual([made.id]);
    await expect(desk.subscribe(customer, await desk.price(5, { currency: 'eur' }))).rejects.toMatchObject({
      param: 'currency',
    });
    await stripe.customers.del(customer);
    expect((await get(made.id)).status).toBe('canceled');
  });

  it('lets a receiver add to a draft before the clock finalizes it', async () => {
    const { clock, customer } = await desk.customer();
    const made = await desk.subscribe(customer, gold);
    const receiver = createServer((request, response) => {
      void text(request).then(async (body) => {
        const event = JSON.parse(body) as { data: { object: Stripe.Invoice } };
        const { id, customer: payer } = event.data.object;
        if (payer === customer)
          await stripe.invoiceItems.create({ customer, invoice: id, amount: 111, currency: 'usd' });
        response.end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const endpoint = await stripe.webhookEndpoints.create({ url, enabled_events: ['invoice.created'] });
    await desk.advance(clock, FEBRUARY + 2 * HOUR);
    await stripe.webhookEndpoints.del(endpoint.id);
    receiver.close();
    expect((await desk.invoice((await get(made.id)).latest_invoice)).amount_paid).toBe(2111);
  });
});
