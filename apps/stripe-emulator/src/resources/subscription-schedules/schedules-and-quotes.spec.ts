import type Stripe from 'stripe';
import { Conformance } from '../../conformance/conformance.js';
import { addIntervals } from '../subscriptions/cycle.js';
import { BillingDesk, DAY, HOUR, linesOf, NEW_YEAR } from '../subscriptions/testing/billing-desk.js';

const MONTH = { interval: 'month', interval_count: 1 };
const monthsOn = (months: number): number => addIntervals(NEW_YEAR, MONTH, months);

describe('schedules, quotes and previews', () => {
  let desk: BillingDesk;
  let stripe: Stripe;
  let gold: string;
  let silver: string;
  let setup: string;

  const conformance = new Conformance();

  beforeAll(async () => {
    desk = await BillingDesk.open({ onAnswer: conformance.onAnswer });
    conformance.watchEvents(desk.running);
    stripe = desk.stripe;
    gold = await desk.price(2000, { product_data: { name: 'Gold' } });
    silver = await desk.price(1000, { product_data: { name: 'Silver' } });
    setup = (await stripe.prices.create({ currency: 'usd', unit_amount: 500, product_data: { name: 'Setup' } })).id;
  });
  afterAll(() => desk.close());

  const get = (id: string) => stripe.subscriptions.retrieve(id);
  const priceIn = async (id: string) => (await get(id)).items.data[0]?.price.id;

  it('leads a subscription through phases and lets it go', async () => {
    const { clock, customer } = await desk.customer();
    const schedule = await stripe.subscriptionSchedules.create({
      customer,
      start_date: 'now',
      phases: [
        { items: [{ price: silver, quantity: 1 }], duration: { interval: 'month', interval_count: 1 } },
        { items: [{ price: gold, quantity: 2 }], duration: { interval: 'month', interval_count: 2 } },
      ],
    });
    const id = schedule.subscription as string;
    expect(schedule).toMatchObject({
      status: 'active',
      end_behavior: 'release',
      current_phase: { start_date: NEW_YEAR, end_date: monthsOn(1) },
    });
    expect(schedule.phases.map(({ end_date: end }) => end)).toEqual([monthsOn(1), monthsOn(3)]);
    expect((await get(id)).schedule).toBe(schedule.id);
    await desk.advance(clock, monthsOn(1) + 2 * HOUR);
    const second = await get(id);
    expect(second.items.data.map(({ price, quantity }) => [price.id, quantity])).toEqual([[gold, 2]]);
    const invoice = await desk.invoice(second.latest_invoice);
    expect([linesOf(invoice), invoice.status]).toEqual([[['2 × Gold (at $20.00 / month)', 4000]], 'paid']);
    await desk.advance(clock, monthsOn(3) - DAY);
    await desk.advance(clock, monthsOn(3) + HOUR);
    const released = await stripe.subscriptionSchedules.retrieve(schedule.id);
    expect(released).toMatchObject({ status: 'released', released_subscription: id, subscription: null });
    expect(await get(id)).toMatchObject({ status: 'active', schedule: null });
    expect(await desk.events(customer, NEW_YEAR, 'subscription_schedule')).toEqual([
      'subscription_schedule.created',
      'subscription_schedule.updated',
      'subscription_schedule.expiring',
      'subscription_schedule.completed',
      'subscription_schedule.released',
    ]);
  });

  it('takes a subscription over, changes what is to come, begins later, and cancels', async () => {
    const { clock, customer } = await desk.customer();
    const { id } = await desk.subscribe(customer, silver);
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: id });
    expect(schedule.phases.map(({ start_date, end_date }) => [start_date, end_date])).toEqual([
      [NEW_YEAR, monthsOn(1)],
    ]);
    await stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: 'cancel',
      phases: [
        { items: [{ price: silver }], start_date: NEW_YEAR, end_date: monthsOn(1) },
        { items: [{ price: gold }], duration: MONTH },
      ],
    });
    await desk.advance(clock, monthsOn(1) + HOUR);
    expect(await priceIn(id)).toBe(gold);
    await desk.advance(clock, monthsOn(2) + HOUR);
    expect((await get(id)).status).toBe('canceled');
    expect((await stripe.subscriptionSchedules.retrieve(schedule.id)).status).toBe('completed');
    const later = await stripe.subscriptionSchedules.create({
      customer,
      start_date: monthsOn(4),
      phases: [{ items: [{ price: silver }], iterations: 2 } as Stripe.SubscriptionScheduleCreateParams.Phase],
    });
    expect([later.status, later.subscription]).toEqual(['not_started', null]);
    expect((await stripe.subscriptionSchedules.cancel(later.id)).status).toBe('canceled');
    await expect(stripe.subscriptionSchedules.release(later.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  it('previews renewals, changes and new subscriptions as they then happen', async () => {
    const { clock, customer } = await desk.customer();
    const { id, items } = await desk.subscribe(customer, silver);
    await desk.advance(clock, NEW_YEAR + 10 * DAY);
    const next = await stripe.invoices.createPreview({ subscription: id });
    expect([next.amount_due, next.period_end, next.id]).toEqual([
      1000,
      monthsOn(1),
      expect.stringMatching(/^upcoming_in_/),
    ]);
    const change = { items: [{ id: items.data[0]?.id ?? '', price: gold }], proration_date: NEW_YEAR + 10 * DAY };
    const preview = await stripe.invoices.createPreview({
      subscription: id,
      subscription_details: { ...change, proration_behavior: 'always_invoice' },
    });
    expect(preview.amount_due).toBe(678);
    expect(await priceIn(id)).toBe(silver);
    expect((await stripe.invoiceItems.list({ customer })).data).toEqual([]);
    const done = await stripe.subscriptions.update(id, { ...change, proration_behavior: 'always_invoice' });
    const invoice = await desk.invoice(done.latest_invoice);
    expect([invoice.amount_paid, linesOf(invoice)]).toEqual([preview.amount_due, linesOf(preview)]);
    const fresh = await stripe.invoices.createPreview({
      customer,
      subscription_details: { items: [{ price: gold, quantity: 2 }] },
    });
    expect(fresh.total).toBe(4000);
    await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    await expect(stripe.invoices.createPreview({ subscription: id })).rejects.toMatchObject({
      code: 'invoice_upcoming_none',
    });
  });

  it('quotes, and makes a subscription or an invoice of what is accepted', async () => {
    const { clock, customer } = await desk.customer();
    const quote = await stripe.quotes.create({
      customer,
      line_items: [{ price: gold, quantity: 2 }, { price: setup }],
      description: 'For you',
    });
    expect(quote).toMatchObject({
      status: 'draft',
      number: null,
      amount_total: 4500,
      expires_at: NEW_YEAR + 30 * DAY,
      computed: { recurring: { amount_total: 4000, interval: 'month' }, upfront: { amount_total: 4500 } },
    });
    await expect(stripe.quotes.accept(quote.id)).rejects.toMatchObject({ statusCode: 400 });
    const open = await stripe.quotes.finalizeQuote(quote.id);
    expect([open.status, open.number]).toEqual(['open', expect.stringMatching(/^QT-\w+-0001-1$/)]);
    const accepted = await stripe.quotes.accept(quote.id);
    expect(accepted.status).toBe('accepted');
    const subscription = await get(accepted.subscription as string);
    expect(subscription.status).toBe('active');
    expect((await desk.invoice(subscription.latest_invoice)).amount_paid).toBe(4500);
    expect((await stripe.quotes.listLineItems(quote.id)).data.map(({ amount_total: total }) => total)).toEqual([
      4000, 500,
    ]);
    const single = await stripe.quotes.create({ customer, line_items: [{ price: setup, quantity: 3 }] });
    await stripe.quotes.finalizeQuote(single.id);
    const sold = await stripe.quotes.accept(single.id);
    expect(await desk.invoice(sold.invoice as string)).toMatchObject({ status: 'draft', total: 1500 });
    const late = await stripe.quotes.create({ customer, line_items: [{ price: gold }] });
    await stripe.quotes.finalizeQuote(late.id, { expires_at: NEW_YEAR + DAY });
    await desk.advance(clock, NEW_YEAR + 2 * DAY);
    expect((await stripe.quotes.retrieve(late.id)).status).toBe('canceled');
    const pdf = await fetch(`${desk.running.url}/v1/quotes/${quote.id}/pdf`, {
      headers: { Authorization: 'Bearer sk_test_billing' },
    });
    expect((await pdf.text()).slice(0, 5)).toBe('%PDF-');
  });

  it('answers and announces all of this as the SDK types it', () => {
    // Charges and lists of events have tests of their own.
    const own = conformance.problems.filter((problem) => !/^event charge|^GET \/v1\/events/.test(problem));
    expect([own, conformance.checked > 200]).toEqual([[], true]);
  });
});
