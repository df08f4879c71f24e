import { opened } from './one-market.js';

const DAY_MS = 86_400_000;

/** What an operator sees of the whole, and that it adds up with the lists. */
describe('the desk', () => {
  it('the overview adds up with the orders; an order is found by its ids, and its money and its days are told', async () => {
    const market = opened();
    const { api } = await market.operator();
    const overview = async () => {
      // Attempts carry Stripe's time, and other stories have let days of it pass.
      const now = Date.now();
      const query = { from: new Date(now - DAY_MS).toISOString(), to: new Date(now + 900 * DAY_MS).toISOString() };
      const { currencies, ...more } = await api.GET('/v1/overview', {
        params: { query: { ...query, interval: 'day' } },
      });
      return { ...more, current: currencies.find(({ currency }) => currency === 'usd')?.current };
    };
    const before = await overview();
    const [a, b] = [await market.onboardsSeller(), await market.onboardsSeller()];
    const items = [{ product: await market.lists(a, 60_00) }, { product: await market.lists(b, 40_00) }];
    const order = await market.orders(items);
    await expect(market.confirms(order, 'pm_card_chargeDeclinedInsufficientFunds')).rejects.toMatchObject({
      decline_code: 'insufficient_funds',
    });
    await market.confirms(order);
    await market.settles();
    const paid = await overview();
    const grown = (name: 'orders' | 'volumeMinor' | 'commissionMinor' | 'refunds' | 'refundedMinor', after = paid) =>
      (after.current?.[name] ?? 0) - (before.current?.[name] ?? 0);
    expect([grown('orders'), grown('volumeMinor'), grown('commissionMinor')]).toEqual([1, 100_00, 10_00]);
    expect([
      paid.attempts.succeeded - before.attempts.succeeded,
      paid.attempts.failed - before.attempts.failed,
    ]).toEqual([1, 1]);
    expect(paid.failuresByReason.map(({ reason }) => reason)).toContain('insufficient_funds');

    const path = { orderId: order.id };
    const find = async (q: string) => (await api.GET('/v1/search', { params: { query: { q } } })).hits;
    const [transfer] = (await api.GET('/v1/transfers', { params: { query: { orderId: order.id } } })).data;
    for (const id of [order.id, order.paymentIntentId, transfer?.stripeTransferId ?? ''])
      expect((await find(id)).map(({ href }) => href)).toContain(`/v1/orders/${order.id}`);
    expect(await find(a.accountId)).toContainEqual(expect.objectContaining({ kind: 'seller', id: a.id }));

    await market.operatorRefunds(order);
    const [money] = (await api.GET('/v1/orders/{orderId}/money-path', { params: { path } })).paths;
    const rests = Object.fromEntries(money?.nodes.map(({ id, restsMinor }) => [id, restsMinor]) ?? []);
    expect(rests).toEqual({
      buyer: 0,
      order: 0,
      platform: -3_20,
      stripe_fees: 3_20,
      [`seller:${a.accountId}`]: 0,
      [`seller:${b.accountId}`]: 0,
    });
    const timeline = await api.GET('/v1/orders/{orderId}/timeline', { params: { path, query: { limit: 100 } } });
    expect(timeline.data[0]?.what).toBe('order.placed');
    expect(timeline.nextCursor).toBeNull();
    const sources = new Set(timeline.data.map(({ source }) => source));
    expect([...sources].sort()).toEqual([
      'audit_record',
      'journal_entry',
      'operation',
      'order',
      'payment_attempt',
      'refund',
      'webhook_event',
    ]);
    const after = await overview();
    expect([grown('refunds', after), grown('refundedMinor', after)]).toEqual([1, 100_00]);
    const { data } = await api.GET('/v1/audit-records', { params: { query: { subjectId: order.id } } });
    expect(data).toMatchObject([{ action: 'refund.request', detail: { amountMinor: 100_00 } }]);
  });
});
