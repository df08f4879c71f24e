import { eventually, type Market, type MarketBuyer, type MarketOrder } from '@guildhall/testing';
import { opened } from './one-market.js';
import { usd } from './story.js';

const PRESSES = 10;
const CREATE = { method: 'POST', path: '/v1/payment_intents' };

/** Story 15 and invariant I1. */
describe('15: the pay button is pressed ten times while the API is killed', () => {
  /**
   * @param faults what Stripe does to the first calls
   * @param strike what happens while ten presses of each buyer are under way, once all faults have happened
   */
  async function paysOnce(buyers: number, faults: readonly object[], strike: () => Promise<void>): Promise<void> {
    const market = opened();
    const seller = await market.onboardsSeller();
    const product = await market.lists(seller, 100_00, buyers);
    const carts = await Promise.all(Array.from({ length: buyers }, () => market.buyer()));
    const rules: string[] = [];
    for (const effect of faults) rules.push(await market.emulator.fault({ request: CREATE, effect, count: 1 }));
    const press = (buyer: MarketBuyer) => market.orders([{ product }], { buyer, key: 'the button' });
    const presses = Promise.all(carts.map((buyer) => Promise.all(Array.from({ length: PRESSES }, () => press(buyer)))));
    await eventually(
      () => Promise.all(rules.map((rule) => market.emulator.applied(rule))),
      (times) => times.every((each) => each === 1),
    );
    await strike();
    const answers = await presses;
    await market.emulator.clearFaults();

    const orders = answers.flatMap(([first]) => first ?? []);
    const seen = answers.map((all) => new Set(all.map((order) => `${order.id} ${order.paymentIntentId}`)).size);
    expect(seen).toEqual(carts.map(() => 1));
    await browsersConfirm(market, orders);
    await market.settles();
    for (const [index, order] of orders.entries()) await expectOneCharge(market, order, carts[index]);
    const left = (await seller.api.GET('/v1/products')).data.map(({ stock }) => stock);
    expect(left).toEqual([0]);
    expect(await market.balanceOf(seller)).toEqual(usd(90_00 * buyers));
    expect(await market.platformBalance()).toEqual(usd(6_80 * buyers));
  }

  async function expectOneCharge(market: Market, order: MarketOrder, buyer?: MarketBuyer): Promise<void> {
    expect((await buyer?.api.GET('/v1/orders'))?.data).toMatchObject([{ id: order.id, state: 'paid' }]);
    const intents = await market.stripe.paymentIntents.list({ limit: 100 });
    const own = intents.data.filter(({ metadata }) => metadata.order_id === order.id);
    expect(own.map(({ id }) => id)).toEqual([order.paymentIntentId]);
    const charges = await market.stripe.charges.list({ payment_intent: order.paymentIntentId });
    expect(charges.data).toMatchObject([{ amount: 100_00, status: 'succeeded' }]);
  }

  /** Ten times each; and the webhooks of it meet processes that are being killed, too. */
  async function browsersConfirm(market: Market, orders: readonly MarketOrder[]): Promise<void> {
    const tries = orders.flatMap((order) => Array.from({ length: PRESSES }, () => market.confirms(order)));
    await Promise.allSettled(tries);
    const killed = market.kills('worker', 'webhook-ingest');
    await market.stripeDelivers();
    await killed;
  }

  it('and nothing else happens', () => paysOnce(2, [], () => Promise.resolve()));

  it('as soon as it is asked, while Stripe works, when Stripe is done, and again when it comes back', () => {
    const faults = [{ delayMs: 2_000 }, { delayMs: 2_000, when: 'after', close: true }];
    return paysOnce(3, faults, async () => {
      const market = opened();
      await market.kills('buyer-checkout-api');
      await eventually(
        () => fetch(`${market.run.urls['buyer-checkout-api']}/health/ready`).catch(() => ({ ok: false })),
        ({ ok }) => ok,
      );
      await market.kills('buyer-checkout-api');
    });
  });
});
