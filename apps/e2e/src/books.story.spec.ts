import {
  eventually,
  loseQueue,
  Market,
  type MarketOrder,
  type MarketSeller,
  Settlement,
  TEST_CARDS,
} from '@guildhall/testing';
import { Client } from 'pg';
import type Stripe from 'stripe';
import { expectBooksToTieOut, usd } from './story.js';

describe('the books', () => {
  let market: Market;
  beforeAll(async () => {
    market = await Market.opens();
  });
  afterAll(() => market.closes());
  beforeEach(() => market.opensBooks());

  async function inDatabase(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: market.run.databaseUrl });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }
  async function asksForBackfill(): Promise<void> {
    await (await market.operator()).api.POST('/v1/webhook-events/backfill');
  }
  const stateOf = async (order: MarketOrder) => (await market.order(order)).state;
  const becomes = (order: MarketOrder, wanted: string) =>
    eventually(
      () => stateOf(order),
      (state) => state === wanted,
    );
  /** Orders and pays; what follows is up to the story. */
  async function pays(items: Parameters<Market['orders']>[0]): Promise<MarketOrder> {
    const order = await market.orders(items);
    await market.confirms(order);
    return order;
  }
  /** Everything is done that can be done with what was delivered. */
  const rests = () => new Settlement(market.run.databaseUrl, market.emulator).reach(() => Promise.resolve());
  /** While it lasts, webhooks of a kind (`*` in names) are lost on their way; the others arrive as they do. */
  async function loses(eventType: string, whatHappens: () => Promise<void>): Promise<void> {
    await market.emulator.fault({ webhook: { effect: 'drop', eventType } });
    await market.emulator.deliveries('auto');
    await whatHappens();
    await rests();
    await market.emulator.deliveries('hold');
    await market.emulator.clearFaults();
  }
  async function sellers(): Promise<{ a: MarketSeller; b: MarketSeller }> {
    return { a: await market.onboardsSeller(), b: await market.onboardsSeller() };
  }

  it('47, I4: all webhooks of a day lost: the backfill brings them, every balance as if nothing had happened', async () => {
    const { a, b } = await sellers();
    const c = await market.onboardsSeller();
    const [ofA, ofB] = [await market.lists(a, 60_00), await market.lists(b, 40_00)];
    const before = await market.buyerPays([{ product: ofA }, { product: ofB }]);
    const card = TEST_CARDS.availableAtOnce;
    await market.buyerPays([{ product: await market.lists(c, 100_00) }], { card });
    const operator = await market.operator();

    const orders: MarketOrder[] = [];
    await loses('*', async () => {
      orders.push(await pays([{ product: ofA, quantity: 2 }]));
      orders.push(await pays([{ product: ofA }, { product: ofB }]));
      const params = { path: { orderId: before.id } };
      await operator.api.POST('/v1/orders/{orderId}/refunds', { params, body: {} });
      await operator.api.POST('/v1/payouts', { body: { sellerId: c.id, amountMinor: 50_00, currency: 'usd' } });
      await rests();
      await market.emulator.advance(86_400);
    });
    // Nobody has told the platform of any payment.
    for (const order of orders) expect(await stateOf(order)).toBe('awaiting_payment');

    await asksForBackfill();
    for (const order of orders) await becomes(order, 'paid');
    await eventually(
      async () => (await c.api.GET('/v1/payouts')).data,
      ([payout]) => payout?.state === 'paid',
    );
    await market.settles();
    expect(await stateOf(before)).toBe('refunded');
    // A: 90% of 120.00 and of 60.00; B: 90% of 40.00; C: 90.00 less 50.00. P: 10% of 120.00, 100.00 and 100.00, less
    // 3.78 and three times 3.20, of which one is for the order that was refunded.
    expect(await market.balanceOf(a)).toEqual(usd(108_00 + 54_00));
    expect(await market.balanceOf(b)).toEqual(usd(36_00));
    expect(await market.balanceOf(c)).toEqual(usd(40_00));
    expect(await market.platformBalance()).toEqual(usd(32_00 - 3_78 - 3 * 3_20));
    await expectBooksToTieOut(market);
    expect(await (await market.books()).reconcile()).toEqual([]);
  });

  it('the queue lost in the middle, twice: nothing else is', async () => {
    const { a, b } = await sellers();
    const [ofA, ofB] = [await market.lists(a, 60_00), await market.lists(b, 40_00)];
    const orders = [await pays([{ product: ofA }, { product: ofB }])];
    await Promise.all([market.stripeDelivers(), loseQueue(market.run.databaseUrl)]);
    orders.push(await pays([{ product: ofA }, { product: ofB }]));
    await Promise.all([loseQueue(market.run.databaseUrl), market.stripeDelivers()]);
    await market.settles();
    for (const order of orders) expect(await stateOf(order)).toBe('paid');
    expect([await market.balanceOf(a), await market.balanceOf(b)]).toEqual([usd(108_00), usd(72_00)]);
    expect(await market.platformBalance()).toEqual(usd(13_60));
    await expectBooksToTieOut(market);
  });

  it('46: a posting off by one, an event dropped, a foreign transaction: three differences and no others', async () => {
    const { a } = await sellers();
    const product = await market.lists(a, 100_00);
    const booked = await market.buyerPays([{ product }]);
    const transactionOf = (charge: Stripe.Charge | undefined): string => {
      if (typeof charge?.balance_transaction !== 'string') throw new Error('the charge has no balance transaction');
      return charge.balance_transaction;
    };
    const chargeOf = async ({ paymentIntentId }: MarketOrder) =>
      (await market.stripe.charges.list({ payment_intent: paymentIntentId })).data[0];

    const unheard = await market.orders([{ product }]);
    await loses('charge.succeeded', async () => {
      await market.confirms(unheard);
    });
    const foreign = await market.stripe.charges.create({ amount: 5_00, currency: 'usd', source: 'tok_visa' });
    await market.settles();
    const offByOne = transactionOf(await chargeOf(booked));
    // The database refuses to change a posting; what it cannot know is that this entry is wrong.
    await inDatabase(
      `WITH entry AS (INSERT INTO journal_entry (id, key, occurred_at, description)
         VALUES (gen_random_uuid(), 'seeded damage', now(), 'off by one') RETURNING id)
       INSERT INTO posting (entry_id, account, currency, direction, amount_minor, balance_transaction_id)
       SELECT id, 'stripe_balance:platform', 'usd', 'debit', 1, $1 FROM entry
       UNION ALL SELECT id, 'stripe_fees', 'usd', 'credit', 1, NULL FROM entry`,
      [offByOne],
    );

    const books = await market.books();
    const differences = async () =>
      new Map((await books.reconcile()).map(({ balanceTransactionId: id, ...rest }) => [id, rest]));
    const dropped = transactionOf(await chargeOf(unheard));
    const found = await differences();
    expect(found.size).toBe(3);
    expect(found.get(offByOne)).toMatchObject({ kind: 'amount_differs', stripeMinor: 96_80, ledgerMinor: 96_81 });
    expect(found.get(dropped)).toMatchObject({ kind: 'missing_in_ledger', stripeMinor: 96_80, ledgerMinor: 0 });
    const foreignId = transactionOf(foreign);
    expect(found.get(foreignId)).toMatchObject({ kind: 'missing_in_ledger', stripeMinor: 4_55, ledgerMinor: 0 });
    expect(await stateOf(unheard)).toBe('awaiting_payment');

    await asksForBackfill();
    await becomes(unheard, 'paid');
    await market.settles();
    expect([...(await differences()).keys()].sort()).toEqual([offByOne, foreignId].sort());
    expect(await market.balanceOf(a)).toEqual(usd(180_00));
  });
});
