import { eventually, type Market, type MarketOrder, type MarketProduct, TEST_CARDS } from '@guildhall/testing';
import { marketForStories, usd } from './story.js';

/** The shortest deadline that can be set, in seconds. */
const DEADLINE = 10;

describe('orders that are not paid in time', () => {
  const opened = marketForStories({ env: { ORDER_EXPIRES_AFTER_SECONDS: String(DEADLINE) } });

  async function untilExpired(market: Market, orders: readonly MarketOrder[]): Promise<void> {
    const states = () => Promise.all(orders.map(async (order) => (await market.order(order)).state));
    await eventually(states, (found) => found.every((state) => state === 'expired'));
  }
  async function stockOf(market: Market, { id }: MarketProduct): Promise<number> {
    const buyer = await market.buyer();
    return (await buyer.api.GET('/v1/catalogue/products/{productId}', { params: { path: { productId: id } } })).stock;
  }

  it('12 and 14: unpaid ones, and those left at the bank’s challenge, expire by themselves and give their stock back', async () => {
    const market = opened();
    const seller = await market.onboardsSeller();
    const product = await market.lists(seller, 100_00, 2);
    const unpaid = await market.orders([{ product }]);
    const abandoned = await market.orders([{ product }]);
    await market.confirms(abandoned, TEST_CARDS.asksFor3ds);
    expect(await stockOf(market, product)).toBe(0);
    await untilExpired(market, [unpaid, abandoned]);
    await market.settles();
    expect(await stockOf(market, product)).toBe(2);
    for (const order of [unpaid, abandoned]) {
      const shown = await market.order(order);
      expect(shown).toMatchObject({ state: 'expired', payment: { status: 'canceled', waitsFor: null } });
      await expect(market.confirms(order)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
    }
    expect([await market.balanceOf(seller), await market.platformBalance()]).toEqual([usd(0), usd(0)]);
  });

  it('12: a payment that arrives after the deadline is refunded in full by itself, and the goods are for sale again', async () => {
    const market = opened();
    const seller = await market.onboardsSeller();
    const product = await market.lists(seller, 100_00, 1);
    const order = await market.orders([{ product }]);
    await market.emulator.advance(DEADLINE + 1);
    await market.confirms(order);
    await market.settles();
    await eventually(
      () => market.order(order),
      ({ state }) => state === 'refunded',
    );
    await market.settles();
    const charges = await market.stripe.charges.list({ payment_intent: order.paymentIntentId });
    expect(charges.data).toMatchObject([{ amount: 100_00, amount_refunded: 100_00, refunded: true }]);
    expect(await stockOf(market, product)).toBe(1);
    // As after story 24: nothing left with the seller, Stripe's fee with the platform.
    expect([await market.balanceOf(seller), await market.platformBalance()]).toEqual([usd(0), usd(-3_20)]);
  });

  it('12: the same with several sellers: no transfer was ever made', async () => {
    const market = opened();
    const [a, b] = [await market.onboardsSeller(), await market.onboardsSeller()];
    const order = await market.orders([
      { product: await market.lists(a, 60_00) },
      { product: await market.lists(b, 40_00) },
    ]);
    await market.emulator.advance(DEADLINE + 1);
    await market.confirms(order);
    await market.settles();
    await eventually(
      () => market.order(order),
      ({ state }) => state === 'refunded',
    );
    await market.settles();
    for (const { accountId } of [a, b]) {
      expect((await market.stripe.transfers.list({ destination: accountId })).data).toEqual([]);
    }
    expect(await market.platformBalance()).toEqual(usd(-3_20));
  });
});
