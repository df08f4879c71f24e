import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AdminSchemas, ApiProblem, createBuyerApi, createSellerApi } from '@guildhall/api-client';
import { isRunning } from '@guildhall/launcher';
import { Failpoints, HostedOnboarding, type Market, SignUp, TEST_CARDS } from '@guildhall/testing';
import { marketForStories, usd } from './story.js';
import { stubborn } from './stubborn.js';

/** Between commit and call, between call and result, between result and commit. */
const WINDOWS = ['outbox:before-call', 'outbox:after-call', 'outbox:before-result-commit'] as const;
/** What an operation of a kind makes at Stripe, found by its `operation_id`; null: nothing new, the story looks at its effect. */
const MADE_BY: Readonly<Record<string, string | null>> = {
  'account.create': 'account',
  'account_link.create': null,
  'customer.create': 'customer',
  'payment_intent.cancel': null,
  'payment_intent.confirm': null,
  'payment_intent.create': 'payment_intent',
  'payment_method.detach': null,
  'payout.cancel': null,
  'payout.create': 'payout',
  'refund.create': 'refund',
  'setup_intent.create': 'setup_intent',
  'transfer.create': 'transfer',
  'transfer_reversal.create': 'transfer_reversal',
};
/** One subject for every window. */
const THREE = [1, 2, 3] as const;
const three = <Made>(make: (which: number) => Promise<Made>): Promise<Made[]> => Promise.all(THREE.map(make));

/** Who presses "delete" again may be told that the card is no longer there. */
function isGone(problem: unknown): void {
  if (!(problem instanceof ApiProblem && problem.is('payment_method_not_found'))) throw problem;
}

/** Every `@StripeOperation` of the slices. */
function kindsInTheCode(): string[] {
  const files = readdirSync('libs', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /^\w+\/src\/(?!.*spec-support).*\.operation\.ts$/.test(path),
  );
  const kinds = files.flatMap((path) => [
    ...readFileSync(join('libs', path), 'utf8').matchAll(/@StripeOperation\('(.+)'\)/g),
  ]);
  return kinds.map(([, kind = '']) => kind).sort();
}

describe('for every kind of operation its process is killed around the call to Stripe', () => {
  const failpoints = new Failpoints();
  const opened = marketForStories({ env: { ...failpoints.env, OUTBOX_LEASE_MS: '1500' } });
  afterAll(() => {
    failpoints.remove();
  });

  async function operationsOf(market: Market, kind: string): Promise<AdminSchemas['OperationResponse'][]> {
    const { api } = await market.operator();
    return (await api.GET('/v1/operations', { params: { query: { kind, limit: 100 } } })).data;
  }

  /** I1, I2: kills a process in every window of every kind while `act` goes on, and looks at what became of it. */
  async function survives<Answer>(market: Market, kinds: readonly string[], act: () => Promise<Answer>) {
    for (const kind of kinds) for (const window of WINDOWS) failpoints.arm(`${window}@${kind}`);
    const answer = await act();
    await market.settles(120_000);
    for (const kind of kinds) {
      const operations = await operationsOf(market, kind);
      for (const window of WINDOWS) {
        const death = failpoints.deathAt(`${window}@${kind}`);
        expect([window, kind, death && isRunning(death.pid)]).toEqual([window, kind, false]);
        const struck = operations.find(({ id }) => id === death?.subject);
        expect(struck).toMatchObject({ kind, state: 'succeeded' });
        expect(struck?.attempts).toBeGreaterThan(1);
      }
      await expectDoneOnce(market, kind, operations);
    }
    return answer;
  }

  /** The other operations were in the way of the same deaths. */
  async function expectDoneOnce(market: Market, kind: string, operations: AdminSchemas['OperationResponse'][]) {
    const type = MADE_BY[kind];
    for (const { id, state } of operations) {
      expect(state).toBe('succeeded');
      if (typeof type === 'string') expect(await market.emulator.count(type, { operation_id: id })).toBe(1);
    }
  }

  async function stubbornBuyer(market: Market) {
    const buyer = await market.buyer();
    const options = { token: buyer.token, retries: 0, fetch: stubborn };
    return { ...buyer, api: createBuyerApi(market.run.urls['buyer-checkout-api'], options) };
  }
  async function twoSellersItems(market: Market) {
    const [a, b] = [await market.onboardsSeller(), await market.onboardsSeller()];
    return [{ product: await market.lists(a, 60_00) }, { product: await market.lists(b, 40_00) }];
  }
  const chargesOf = async (market: Market, paymentIntent: string) =>
    (await market.stripe.charges.list({ payment_intent: paymentIntent })).data;

  it('account.create, account_link.create: the seller who presses on gets a link that works, to one account', async () => {
    const market = opened();
    const url = market.run.urls['seller-onboarding-api'];
    const people = await three(async (which) => {
      const email = `crash-${which}@guildhall.example`;
      const { token } = await new SignUp(market.run).seller(email, 'correct horse battery', `Crash ${which}`);
      const api = createSellerApi(url, { token, retries: 0, fetch: stubborn });
      await api.POST('/v1/sellers', { body: { displayName: `Crash ${which}`, country: 'US' } });
      return api;
    });
    const before = (await market.stripe.accounts.list({ limit: 100 })).data.length;
    const links = await survives(market, ['account.create', 'account_link.create'], () =>
      Promise.all(people.map((api) => api.POST('/v1/sellers/me/connect', { body: {} }))),
    );
    expect((await market.stripe.accounts.list({ limit: 100 })).data).toHaveLength(before + 3);
    for (const link of links) await (await HostedOnboarding.open(link.url)).complete();
    await market.settles();
    for (const api of people) expect(await api.GET('/v1/sellers/me')).toMatchObject({ readiness: { canSell: true } });
  });

  it('customer.create, setup_intent.create: the buyer who presses on gets the secret, and one card is saved', async () => {
    const market = opened();
    const buyers = await three(() => stubbornBuyer(market));
    const setups = await survives(market, ['customer.create', 'setup_intent.create'], () =>
      Promise.all(buyers.map(({ api }) => api.POST('/v1/payment-methods/setup'))),
    );
    for (const { clientSecret } of setups) await market.browser.savesMethod(clientSecret ?? '', TEST_CARDS.pays);
    await market.settles();
    for (const { api } of buyers) expect((await api.GET('/v1/payment-methods')).data).toHaveLength(1);
  });

  it('payment_intent.create and .confirm, transfer.create: each buyer is charged once, each seller paid once', async () => {
    const market = opened();
    const items = await twoSellersItems(market);
    const buyers = await three(async () => {
      const buyer = await stubbornBuyer(market);
      return { buyer, savedPaymentMethodId: await market.savesCard(buyer, TEST_CARDS.pays) };
    });
    const kinds = ['payment_intent.create', 'payment_intent.confirm', 'transfer.create'];
    const orders = await survives(market, kinds, () =>
      Promise.all(buyers.map((options) => market.orders(items, options))),
    );
    for (const order of orders) {
      expect(await market.order(order)).toMatchObject({ state: 'paid' });
      expect(await chargesOf(market, order.paymentIntentId)).toMatchObject([{ amount: 100_00, status: 'succeeded' }]);
    }
    expect(await market.platformBalance()).toEqual(usd(3 * 6_80));
  });

  it('refund.create, transfer_reversal.create: each buyer gets the money back once, from each seller once', async () => {
    const market = opened();
    const items = await twoSellersItems(market);
    const orders = await three(async () => {
      const order = await market.orders(items);
      await market.confirms(order);
      return order;
    });
    await market.settles();
    const { api } = await market.operator();
    await survives(market, ['refund.create', 'transfer_reversal.create'], () =>
      Promise.all(
        orders.map(({ id: orderId }) =>
          api.POST('/v1/orders/{orderId}/refunds', { params: { path: { orderId } }, body: {} }),
        ),
      ),
    );
    for (const order of orders) {
      expect(await market.order(order)).toMatchObject({ state: 'refunded' });
      expect(await chargesOf(market, order.paymentIntentId)).toMatchObject([{ amount_refunded: 100_00 }]);
    }
    expect(await market.platformBalance()).toEqual(usd(3 * -3_20));
  });

  it('payment_intent.cancel, payment_method.detach: the order ends, the stock is back; the card is gone', async () => {
    const market = opened();
    const seller = await market.onboardsSeller();
    const product = await market.lists(seller, 100_00, 3);
    const buyers = await three(async () => {
      const buyer = await stubbornBuyer(market);
      const paymentMethodId = await market.savesCard(buyer, TEST_CARDS.pays);
      return { buyer, paymentMethodId, order: await market.orders([{ product }], { buyer }) };
    });
    await survives(market, ['payment_intent.cancel', 'payment_method.detach'], () =>
      Promise.all(
        buyers.flatMap(({ buyer: { api }, paymentMethodId, order: { id: orderId } }) => [
          api.POST('/v1/orders/{orderId}/cancel', { params: { path: { orderId } } }),
          api.DELETE('/v1/payment-methods/{paymentMethodId}', { params: { path: { paymentMethodId } } }).catch(isGone),
        ]),
      ),
    );
    for (const { buyer, order } of buyers) {
      expect(await market.order(order)).toMatchObject({ state: 'canceled' });
      expect(await market.stripe.paymentIntents.retrieve(order.paymentIntentId)).toMatchObject({ status: 'canceled' });
      expect((await buyer.api.GET('/v1/payment-methods')).data).toEqual([]);
    }
    for (const { params } of await operationsOf(market, 'payment_method.detach'))
      expect((await market.stripe.paymentMethods.retrieve(String(params.paymentMethodId))).customer).toBeNull();
    expect((await seller.api.GET('/v1/products')).data).toMatchObject([{ stock: 3 }]);
  });

  it('payout.create, payout.cancel: each is paid out once, and canceled gives back what it took', async () => {
    const market = opened();
    const { api } = await market.operator();
    const seller = await market.onboardsSeller();
    const product = await market.lists(seller, 100_00);
    await market.buyerPays([{ product }], { card: TEST_CARDS.availableAtOnce });
    const body = { sellerId: seller.id, amountMinor: 10_00, currency: 'usd' };
    const payouts = await survives(market, ['payout.create'], () => three(() => api.POST('/v1/payouts', { body })));
    expect(await market.balanceOf(seller)).toEqual(usd(60_00));
    await survives(market, ['payout.cancel'], () =>
      Promise.all(
        payouts.map(({ id: payoutId }) =>
          api.POST('/v1/payouts/{payoutId}/cancel', { params: { path: { payoutId } } }),
        ),
      ),
    );
    const made = await market.stripe.payouts.list({}, { stripeAccount: seller.accountId });
    expect(made.data.map(({ status }) => status)).toEqual(['canceled', 'canceled', 'canceled']);
    expect(await market.balanceOf(seller)).toEqual(usd(90_00));
  });

  it('no kind was left out', () => {
    expect(kindsInTheCode()).toEqual(Object.keys(MADE_BY));
    const places = kindsInTheCode().flatMap((kind) => WINDOWS.map((window) => `${window}@${kind}`));
    expect(places.filter((place) => failpoints.deathAt(place) === null)).toEqual([]);
  });
});
