import type { AdminSchemas } from '@guildhall/api-client';
import { eventually, type Market, type MarketOrder, type MarketSeller, TEST_CARDS } from '@guildhall/testing';
import { opened } from './one-market.js';
import { usd } from './story.js';

describe('refunding', () => {
  /** Story 8's order. */
  async function one(market: Market, card: string = TEST_CARDS.pays) {
    const a = await market.onboardsSeller();
    const order = await market.buyerPays([{ product: await market.lists(a, 100_00) }], { card });
    return { a, order };
  }
  /** Story 9's sellers and what they sell. */
  async function two(market: Market) {
    const [a, b] = [await market.onboardsSeller(), await market.onboardsSeller()];
    return { a, b, items: [{ product: await market.lists(a, 60_00) }, { product: await market.lists(b, 40_00) }] };
  }
  async function balances(market: Market, ...sellers: MarketSeller[]) {
    return {
      sellers: await Promise.all(sellers.map((seller) => market.balanceOf(seller))),
      platform: await market.platformBalance(),
    };
  }
  /** What the books say that the seller is owed; negative is a debt. */
  async function owed(market: Market, { id }: MarketSeller): Promise<number> {
    const { api } = await market.operator();
    const { funds } = await api.GET('/v1/sellers/{sellerId}/balance', { params: { path: { sellerId: id } } });
    return funds.reduce((sum, { owedMinor }) => sum + owedMinor, 0);
  }
  const legsOf = ({ legs }: AdminSchemas['RefundResponse']) =>
    legs.map(({ state, takeBackMinor, commissionBackMinor }) => [state, takeBackMinor, commissionBackMinor]);
  const stateOf = async (market: Market, order: MarketOrder) => (await market.order(order)).state;

  it('a guest asks, is told no in words, asks again, and gets the money back', async () => {
    const market = opened();
    const { order } = await one(market);
    const header = { 'X-Order-Token': order.orderToken ?? '' };
    const params = { path: { orderId: order.id }, header };
    const path = '/v1/orders/{orderId}/refund-requests' as const;
    const asks = (message: string) => order.buyer.POST(path, { params, body: { reason: 'damaged', message } });
    const first = await asks('The handle was broken.');
    await expect(asks('Hello?')).rejects.toMatchObject({ status: 409, code: 'refund_already_asked_for' });
    const { api } = await market.operator();
    const listed = await api.GET('/v1/refund-requests', { params: { query: { state: 'open', orderId: order.id } } });
    expect(listed.data).toMatchObject([{ id: first.id, message: 'The handle was broken.', amountMinor: 100_00 }]);
    const decided = (requestId: string) => ({ params: { path: { requestId } } });
    const answer = 'Please send a picture.';
    await api.POST('/v1/refund-requests/{requestId}/decline', { ...decided(first.id), body: { answer } });
    const second = await asks('Here it is.');
    await api.POST('/v1/refund-requests/{requestId}/approve', { ...decided(second.id), body: {} });
    await market.settles();
    expect((await order.buyer.GET(path, { params })).data).toMatchObject([
      { id: second.id, state: 'approved' },
      { id: first.id, state: 'declined', answer },
    ]);
    expect(await stateOf(market, order)).toBe('refunded');
    const stranger = await market.buyer();
    const own = { params: { path: { orderId: order.id } } };
    await expect(stranger.api.GET(path, own)).rejects.toMatchObject({ status: 404, code: 'order_not_found' });
  });

  it('24: full, one seller: A 0, P -3.20', async () => {
    const market = opened();
    const { a, order } = await one(market);
    const refund = await market.operatorRefunds(order);
    expect(refund).toMatchObject({ state: 'succeeded', amountMinor: 100_00, commissionPolicy: 'return' });
    expect(legsOf(refund)).toEqual([['done', 100_00, 10_00]]);
    expect(await balances(market, a)).toEqual({ sellers: [usd(0)], platform: usd(-3_20) });
    expect(await owed(market, a)).toBe(0);
    expect(await stateOf(market, order)).toBe('refunded');
    await expect(market.operatorRefunds(order)).rejects.toMatchObject({
      status: 409,
      code: 'refund_exceeds_remaining',
    });
  });

  it('24: full, two sellers: both 0, P -3.20', async () => {
    const market = opened();
    const { a, b, items } = await two(market);
    const order = await market.buyerPays(items);
    const refund = await market.operatorRefunds(order);
    expect(legsOf(refund)).toEqual([
      ['done', 54_00, 6_00],
      ['done', 36_00, 4_00],
    ]);
    expect(await balances(market, a, b)).toEqual({ sellers: [usd(0), usd(0)], platform: usd(-3_20) });
    expect([await owed(market, a), await owed(market, b)]).toEqual([0, 0]);
    expect(await stateOf(market, order)).toBe('refunded');
  });

  it('commission kept, one seller: A -10.00, P 6.80', async () => {
    const market = opened();
    const { a, order } = await one(market);
    expect(legsOf(await market.operatorRefunds(order, { commissionPolicy: 'keep' }))).toEqual([['done', 100_00, 0]]);
    expect(await balances(market, a)).toEqual({ sellers: [usd(-10_00)], platform: usd(6_80) });
    expect(await owed(market, a)).toBe(-10_00);
  });

  it('commission kept, two sellers: their transfers come back, the commission is their debt', async () => {
    const market = opened();
    const { a, b, items } = await two(market);
    const order = await market.buyerPays(items);
    const refund = await market.operatorRefunds(order, { commissionPolicy: 'keep' });
    expect(legsOf(refund)).toEqual([
      ['done', 60_00, 0],
      ['done', 40_00, 0],
    ]);
    expect(await balances(market, a, b)).toEqual({ sellers: [usd(0), usd(0)], platform: usd(-3_20) });
    expect([await owed(market, a), await owed(market, b)]).toEqual([-6_00, -4_00]);
  });

  it('I5: asked for while the transfers are on their way: they arrive and are taken back', async () => {
    const market = opened();
    const { a, b, items } = await two(market);
    await market.emulator.fault({ request: { method: 'POST', path: '/v1/transfers' }, effect: { status: 429 } });
    const order = await market.orders(items);
    await market.confirms(order);
    await market.stripeDelivers();
    const { api } = await market.operator();
    const onTheirWay = () => api.GET('/v1/transfers', { params: { query: { orderId: order.id } } });
    await eventually(onTheirWay, ({ data }) => data.length === 2);
    const params = { path: { orderId: order.id } };
    const { id: refundId } = await api.POST('/v1/orders/{orderId}/refunds', { params, body: {} });
    const refund = () => api.GET('/v1/refunds/{refundId}', { params: { path: { refundId } } });
    const waiting = await eventually(refund, ({ state }) => state === 'succeeded');
    expect(legsOf(waiting)).toEqual([
      ['planned', 54_00, 6_00],
      ['planned', 36_00, 4_00],
    ]);
    await market.emulator.clearFaults();
    await market.settles();
    expect(legsOf(await refund())).toEqual([
      ['done', 54_00, 6_00],
      ['done', 36_00, 4_00],
    ]);
    expect(await balances(market, a, b)).toEqual({ sellers: [usd(0), usd(0)], platform: usd(-3_20) });
    expect(await stateOf(market, order)).toBe('refunded');
  });

  it('29 (after 8): A has paid out everything: Stripe reverses into a negative balance, shown as debt', async () => {
    const market = opened();
    const { a, order } = await one(market, TEST_CARDS.availableAtOnce);
    await market.operatorPaysOut(a, 90_00);
    await market.passes({ days: 2 });
    expect(await market.operatorRefunds(order)).toMatchObject({ state: 'succeeded' });
    expect(await balances(market, a)).toEqual({ sellers: [usd(-90_00)], platform: usd(-3_20) });
    expect(await owed(market, a)).toBe(-90_00);
  });

  it('29 (after 9): the reversal is refused, the buyer still gets the money, A owes 54.00', async () => {
    const market = opened();
    const { a, b, items } = await two(market);
    const order = await market.buyerPays(items, { card: TEST_CARDS.availableAtOnce });
    await market.operatorPaysOut(a, 54_00);
    await market.passes({ days: 2 });
    const refund = await market.operatorRefunds(order);
    expect(refund).toMatchObject({ state: 'succeeded', amountMinor: 100_00 });
    expect(legsOf(refund)).toEqual([
      ['owed', 54_00, 6_00],
      ['done', 36_00, 4_00],
    ]);
    expect(refund.legs[0]?.failureReason).toMatch(/insufficient/i);
    const charges = await market.stripe.charges.list({ payment_intent: order.paymentIntentId });
    expect(charges.data).toMatchObject([{ amount_refunded: 100_00 }]);
    // The platform bears what A owes: -3.20 - 54.00.
    expect(await balances(market, a, b)).toEqual({ sellers: [usd(0), usd(0)], platform: usd(-57_20) });
    expect([await owed(market, a), await owed(market, b)]).toEqual([-54_00, 0]);
  });

  it('30: succeeded, failed three days later: the order is open again, and refunded anew without taking twice', async () => {
    const market = opened();
    const { a, order } = await one(market, 'pm_card_refundFail');
    const first = await market.operatorRefunds(order);
    expect([first.state, await stateOf(market, order)]).toEqual(['succeeded', 'refunded']);
    await market.passes({ days: 4 });
    const { api } = await market.operator();
    const failed = await api.GET('/v1/refunds/{refundId}', { params: { path: { refundId: first.id } } });
    expect(failed).toMatchObject({ state: 'failed' });
    expect(failed.failureReason).not.toBeNull();
    expect(await stateOf(market, order)).toBe('paid');
    // The seller's part is with the platform, which still has to give the buyer 100.00.
    expect(await balances(market, a)).toEqual({ sellers: [usd(0)], platform: usd(96_80) });
    expect(await market.operatorRefunds(order)).toMatchObject({ state: 'succeeded', legs: [{ state: 'done' }] });
    expect(await balances(market, a)).toEqual({ sellers: [usd(0)], platform: usd(-3_20) });
    expect(await stateOf(market, order)).toBe('refunded');
  });
});
