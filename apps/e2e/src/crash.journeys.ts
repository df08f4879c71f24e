import { createBuyerApi, createSellerApi } from '@guildhall/api-client';
import { eventually, HostedOnboarding, type Market, SignUp, TEST_CARDS } from '@guildhall/testing';
import { usd } from './story.js';
import { stubborn } from './stubborn.js';

/** Something that people do at the market, three of them at once, with calls to Stripe of some kinds. */
export interface Journey {
  readonly title: string;
  readonly kinds: readonly string[];
  /** What the platform has in the end more than before, in cents. */
  readonly platformGains: number;
  /** Gets ready while nothing dies. */
  prepare(market: Market): Promise<{ act: () => Promise<unknown>; expectOutcome: () => Promise<void> }>;
}

/** One subject for every window. */
const three = <Made>(make: (which: number) => Promise<Made>): Promise<Made[]> => Promise.all([1, 2, 3].map(make));

async function stubbornBuyer(market: Market) {
  const buyer = await market.buyer();
  const options = { token: buyer.token, retries: 0, fetch: stubborn };
  return { ...buyer, api: createBuyerApi(market.run.urls['buyer-checkout-api'], options) };
}

async function itemsOfTwoSellers(market: Market) {
  const [a, b] = [await market.onboardsSeller(), await market.onboardsSeller()];
  return [{ product: await market.lists(a, 60_00) }, { product: await market.lists(b, 40_00) }];
}

async function expectOneCharge(
  market: Market,
  paymentIntent: string,
  charge: { amount: number; amount_refunded: number },
) {
  const { data } = await market.stripe.charges.list({ payment_intent: paymentIntent });
  expect(data).toMatchObject([{ status: 'succeeded', ...charge }]);
}

const joining: Journey = {
  title: 'sellers who press "connect" until it answers get links that work, to one account each',
  kinds: ['account.create', 'account_link.create'],
  platformGains: 0,
  async prepare(market) {
    const url = market.run.urls['seller-onboarding-api'];
    const sellers = await three(async (which) => {
      const displayName = `Crash ${which}`;
      const email = `crash-${which}@guildhall.example`;
      const { token } = await new SignUp(market.run).seller(email, 'correct horse battery', displayName);
      const api = createSellerApi(url, { token, retries: 0, fetch: stubborn });
      await api.POST('/v1/sellers', { body: { displayName, country: 'US' } });
      return api;
    });
    let links: { url: string }[] = [];
    const act = async () => {
      links = await Promise.all(sellers.map((api) => api.POST('/v1/sellers/me/connect', { body: {} })));
    };
    const expectOutcome = async () => {
      const { data: accounts } = await market.stripe.accounts.list({ limit: 100 });
      for (const link of links) await (await HostedOnboarding.open(link.url)).complete();
      await market.settles();
      for (const api of sellers) {
        const me = await api.GET('/v1/sellers/me');
        expect(me.readiness.canSell).toBe(true);
        const own = accounts.filter(({ metadata }) => metadata?.seller_id === me.id);
        expect(own.map(({ id }) => id)).toEqual([me.stripeAccountId]);
      }
    };
    return { act, expectOutcome };
  },
};

const savingACard: Journey = {
  title: 'buyers who ask to save a card until it answers get a secret that works, and have one card',
  kinds: ['customer.create', 'setup_intent.create'],
  platformGains: 0,
  async prepare(market) {
    const buyers = await three(() => stubbornBuyer(market));
    let setups: { clientSecret: string | null }[] = [];
    const act = async () => {
      setups = await Promise.all(buyers.map(({ api }) => api.POST('/v1/payment-methods/setup')));
    };
    const expectOutcome = async () => {
      for (const { clientSecret } of setups) await market.browser.savesMethod(clientSecret ?? '', TEST_CARDS.pays);
      await market.settles();
      for (const { api } of buyers) expect((await api.GET('/v1/payment-methods')).data).toHaveLength(1);
    };
    return { act, expectOutcome };
  },
};

const buying: Journey = {
  title: 'buyers who pay with a saved card are charged once, and each of their sellers is paid once',
  kinds: ['payment_intent.create', 'payment_intent.confirm', 'transfer.create'],
  platformGains: 3 * 6_80,
  async prepare(market) {
    const items = await itemsOfTwoSellers(market);
    const buyers = await three(async () => {
      const buyer = await stubbornBuyer(market);
      return { buyer, savedPaymentMethodId: await market.savesCard(buyer, TEST_CARDS.pays) };
    });
    const orders: Awaited<ReturnType<Market['orders']>>[] = [];
    const act = async () => {
      orders.push(...(await Promise.all(buyers.map((options) => market.orders(items, options)))));
    };
    const expectOutcome = async () => {
      expect(orders).toHaveLength(3);
      for (const order of orders) {
        expect(await market.order(order)).toMatchObject({ state: 'paid' });
        await expectOneCharge(market, order.paymentIntentId, { amount: 100_00, amount_refunded: 0 });
      }
      for (const { buyer } of buyers) expect((await buyer.api.GET('/v1/orders')).data).toHaveLength(1);
    };
    return { act, expectOutcome };
  },
};

const refunding: Journey = {
  title: 'refunded buyers have their money back once, from each seller once',
  kinds: ['refund.create', 'transfer_reversal.create'],
  platformGains: 3 * -3_20,
  async prepare(market) {
    const items = await itemsOfTwoSellers(market);
    const orders = await three(async () => {
      const order = await market.orders(items);
      await market.confirms(order);
      return order;
    });
    await market.settles();
    const { api } = await market.operator();
    const refund = (orderId: string) =>
      api.POST('/v1/orders/{orderId}/refunds', { params: { path: { orderId } }, body: {} });
    const expectOutcome = async () => {
      for (const order of orders) {
        expect(await market.order(order)).toMatchObject({ state: 'refunded' });
        await expectOneCharge(market, order.paymentIntentId, { amount: 100_00, amount_refunded: 100_00 });
      }
    };
    return { act: () => Promise.all(orders.map(({ id }) => refund(id))), expectOutcome };
  },
};

const givingUp: Journey = {
  title: 'canceled orders give their stock back, and deleted cards are off their customers',
  kinds: ['payment_intent.cancel', 'payment_method.detach'],
  platformGains: 0,
  async prepare(market) {
    const seller = await market.onboardsSeller();
    const product = await market.lists(seller, 100_00, 3);
    const buyers = await three(async () => {
      const buyer = await stubbornBuyer(market);
      const paymentMethodId = await market.savesCard(buyer, TEST_CARDS.pays);
      return { ...buyer, paymentMethodId, order: await market.orders([{ product }], { buyer }) };
    });
    const cancels = buyers.map(({ api, order: { id: orderId } }) => {
      return () => api.POST('/v1/orders/{orderId}/cancel', { params: { path: { orderId } } });
    });
    const deletes = buyers.map(({ api, paymentMethodId }) => {
      const params = { path: { paymentMethodId } };
      return () => api.DELETE('/v1/payment-methods/{paymentMethodId}', { params });
    });
    const expectOutcome = async () => {
      for (const { api, order } of buyers) {
        expect(await market.order(order)).toMatchObject({ state: 'canceled' });
        const intent = await market.stripe.paymentIntents.retrieve(order.paymentIntentId);
        expect(intent.status).toBe('canceled');
        expect((await api.GET('/v1/payment-methods')).data).toEqual([]);
      }
      const admin = (await market.operator()).api;
      const query = { kind: 'payment_method.detach' };
      const detached = (await admin.GET('/v1/operations', { params: { query } })).data;
      expect(detached).toHaveLength(3);
      for (const { params } of detached) {
        const method = await market.stripe.paymentMethods.retrieve(String(params.paymentMethodId));
        expect(method.customer).toBeNull();
      }
      expect((await seller.api.GET('/v1/products')).data).toMatchObject([{ stock: 3 }]);
    };
    return { act: () => Promise.all([...cancels, ...deletes].map((press) => press())), expectOutcome };
  },
};

const payingOut: Journey = {
  title: 'payouts are made once, and canceled they give back what they took',
  kinds: ['payout.create', 'payout.cancel'],
  platformGains: 6_80,
  async prepare(market) {
    const { api } = await market.operator();
    const seller = await market.onboardsSeller();
    const product = await market.lists(seller, 100_00);
    await market.buyerPays([{ product }], { card: TEST_CARDS.availableAtOnce });
    const body = { sellerId: seller.id, amountMinor: 10_00, currency: 'usd' };
    const act = async () => {
      const payouts = await three(() => api.POST('/v1/payouts', { body }));
      for (const { id: payoutId } of payouts) {
        const params = { path: { payoutId } };
        await eventually(
          () => api.GET('/v1/payouts/{payoutId}', { params }),
          ({ state }) => state === 'pending',
        );
      }
      expect(await market.balanceOf(seller)).toEqual(usd(60_00));
      const cancel = (payoutId: string) =>
        api.POST('/v1/payouts/{payoutId}/cancel', { params: { path: { payoutId } } });
      await Promise.all(payouts.map(({ id }) => cancel(id)));
    };
    const expectOutcome = async () => {
      const made = await market.stripe.payouts.list({}, { stripeAccount: seller.accountId });
      expect(made.data.map(({ status }) => status)).toEqual(['canceled', 'canceled', 'canceled']);
      expect(await market.balanceOf(seller)).toEqual(usd(90_00));
    };
    return { act, expectOutcome };
  },
};

/** What can go on at once without one journey's deaths holding up the other's requests for long. */
export const STAGES: readonly (readonly Journey[])[] = [
  [joining, savingACard, payingOut],
  [buying],
  [refunding, givingUp],
];
