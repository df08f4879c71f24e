import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Caller, refusalFor, type RouteAccess, routeMatrix } from '@guildhall/http';
import type { Market, MarketOrder, MarketProduct, MarketSeller, MarketBuyer } from '@guildhall/testing';
import { TEST_CARDS, tokenOf } from '@guildhall/testing';
import { opened } from './one-market.js';

const APIS = ['seller-onboarding-api', 'buyer-checkout-api', 'admin-api'] as const;
const CALLERS: readonly Caller[] = ['guest', 'buyer', 'seller', 'operator'];

interface Route extends RouteAccess {
  readonly api: (typeof APIS)[number];
}

/** The documents that are published: the typed client is made of them. */
const DOCUMENTS = new Map(
  APIS.map((api) => {
    const file = `${process.cwd()}/libs/api-client/openapi/${api}.json`;
    return [api, JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof routeMatrix>[0]];
  }),
);
const ROUTES: readonly Route[] = [...DOCUMENTS].flatMap(([api, document]) =>
  routeMatrix(document).map((route) => ({ ...route, api })),
);

interface Request {
  readonly body?: object;
  readonly token?: string;
  readonly orderToken?: string;
}

interface Answer {
  readonly status: number;
  readonly body: { readonly code?: string; readonly paths?: object };
}

describe('who may do what', () => {
  let market: Market;
  let tokens: Record<Caller, string | undefined>;
  beforeAll(async () => {
    market = opened();
    const [buyer, seller, operator] = [await market.buyer(), await market.onboardsSeller(), await market.operator()];
    tokens = { guest: undefined, buyer: buyer.token, seller: seller.token, operator: operator.token };
  });

  async function call(api: Route['api'], method: string, path: string, request: Request = {}): Promise<Answer> {
    const { body, token, orderToken } = request;
    const answer = await fetch(market.run.urls[api] + path, {
      method,
      headers: {
        'idempotency-key': randomUUID(),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(orderToken === undefined ? {} : { 'x-order-token': orderToken }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Answer['body']) };
  }

  describe('the matrix of routes and roles', () => {
    it('knows every route that the running APIs serve', async () => {
      for (const api of APIS) {
        const { body } = await call(api, 'GET', '/openapi.json');
        expect([api, body]).toEqual([api, DOCUMENTS.get(api)]); // also the schemas' names, which are our classes'
        const served = routeMatrix(body as Parameters<typeof routeMatrix>[0]);
        const listed = ROUTES.filter((route) => route.api === api);
        const named = (routes: readonly RouteAccess[]) => routes.map((each) => `${each.method} ${each.path}`).sort();
        expect([api, named(served)]).toEqual([api, named(listed)]);
      }
    });

    it.each(APIS)('%s lets each caller do what its document says, and nothing else', async (api) => {
      const wrong: object[] = [];
      for (const route of ROUTES.filter((each) => each.api === api)) {
        for (const caller of CALLERS) {
          const status = await attempt(route, caller);
          const expected = refusalFor(route, caller);
          const isRight = expected === null ? isLetIn(route, status) : status === expected;
          if (!isRight) wrong.push({ route: `${route.method} ${route.path}`, caller, status, expected });
        }
      }
      expect(wrong).toEqual([]);
    });

    it('takes a token that is no (longer) good for nobody, also where guests are welcome', async () => {
      const gone = await freshToken('buyer');
      expect((await call('buyer-checkout-api', 'POST', '/v1/auth/logout', { token: gone ?? '' })).status).toBe(204);
      for (const token of [gone ?? '', 'ghs_forged', `${tokens.operator ?? ''}x`]) {
        for (const route of ROUTES.filter(({ roles }) => !roles.includes('public'))) {
          const path = route.path.replace(/\{\w+\}/g, () => randomUUID());
          const { status } = await call(route.api, route.method, path, { token });
          expect(`${route.method} ${route.path} ${status}`).toBe(`${route.method} ${route.path} 401`);
        }
      }
    });
  });

  /** With ids of nothing, and a body that no route takes: whoever is let in is refused for that, so nothing is done. */
  async function attempt(route: Route, caller: Caller): Promise<number> {
    const path = route.path.replace(/\{\w+\}/g, () => randomUUID());
    const body = route.method === 'GET' || route.method === 'DELETE' ? {} : { body: { nobodyKnowsThis: true } };
    // Whoever signs out does it with a token of their own, or there would be nobody left for the next route.
    const token = endsSessions(route) ? await freshToken(caller) : tokens[caller];
    return (await call(route.api, route.method, path, { ...body, ...(token === undefined ? {} : { token }) })).status;
  }

  /** A session of the same kind of user, for a route that ends sessions. */
  async function freshToken(caller: Caller): Promise<string | undefined> {
    if (caller === 'guest') return undefined;
    if (caller === 'operator') return tokenOf(await signedIn());
    const body = {
      email: `${randomUUID()}@guildhall.example`,
      password: 'correct horse battery',
      displayName: 'Someone',
      roles: [caller],
    };
    const { body: answer } = await call('buyer-checkout-api', 'POST', '/v1/auth/register', { body });
    return (answer as { token?: string }).token;
  }
  async function signedIn(): Promise<{ token: string | null }> {
    const { email, password, api } = await market.operator();
    return api.POST('/v1/auth/login', { body: { email, password } });
  }

  describe('I7: nobody reads or moves what is another’s', () => {
    let a: MarketSeller;
    let buyer: MarketBuyer;
    let product: MarketProduct;
    let order: MarketOrder;
    let guestOrder: MarketOrder;
    let card: string;
    beforeAll(async () => {
      a = await market.onboardsSeller();
      buyer = await market.buyer();
      product = await market.lists(a, 50_00);
      order = await market.orders([{ product }], { buyer });
      guestOrder = await market.orders([{ product }]);
      card = await market.savesCard(buyer, TEST_CARDS.pays);
    });

    /** Everything that there is about one seller and one buyer, as they see it themselves. */
    const state = async () => ({
      seller: await a.api.GET('/v1/sellers/me'),
      products: (await a.api.GET('/v1/products')).data,
      payouts: (await a.api.GET('/v1/payouts')).data,
      balance: await a.api.GET('/v1/balance'),
      orders: [await market.order(order), await market.order(guestOrder)],
      cards: (await buyer.api.GET('/v1/payment-methods')).data,
      sessions: (await buyer.api.GET('/v1/auth/sessions')).data.map(({ id }) => id),
      tokens: (await buyer.api.GET('/v1/auth/tokens')).data,
    });

    it('answers 404 to every request about it, and changes nothing', async () => {
      const made = await buyer.api.POST('/v1/auth/tokens', { body: { name: 'script', roles: ['buyer'] } });
      const before = await state();
      const [session] = before.sessions;
      const stranger = { seller: tokens.seller ?? '', buyer: tokens.buyer ?? '' };
      const sellers = 'seller-onboarding-api' as const;
      const buyers = 'buyer-checkout-api' as const;
      const tries: readonly [Route['api'], string, string, Request][] = [
        [sellers, 'GET', `/v1/sellers/${a.id}/onboarding/refresh`, { token: stranger.seller }],
        [sellers, 'GET', `/v1/sellers/${a.id}/onboarding/return`, { token: stranger.seller }],
        [sellers, 'PATCH', `/v1/products/${product.id}`, { token: stranger.seller, body: { priceMinor: 1 } }],
        [sellers, 'PATCH', `/v1/products/${product.id}`, { token: stranger.seller, body: { status: 'archived' } }],
        ...[order, guestOrder].flatMap(({ id }): [Route['api'], string, string, Request][] =>
          [{ token: stranger.buyer }, { orderToken: 'ot_guessed' }].flatMap(
            (who): [Route['api'], string, string, Request][] => [
              [buyers, 'GET', `/v1/orders/${id}`, who],
              [buyers, 'GET', `/v1/orders/${id}/payment`, who],
              [buyers, 'POST', `/v1/orders/${id}/cancel`, who],
            ],
          ),
        ),
        // The token of one order opens no other.
        [buyers, 'POST', `/v1/orders/${order.id}/cancel`, { orderToken: guestOrder.orderToken ?? '' }],
        [buyers, 'DELETE', `/v1/payment-methods/${card}`, { token: stranger.buyer }],
        [
          buyers,
          'POST',
          '/v1/orders',
          {
            token: stranger.buyer,
            body: { items: [{ productId: product.id, quantity: 1 }], savedPaymentMethodId: card },
          },
        ],
        [buyers, 'DELETE', `/v1/auth/sessions/${session ?? ''}`, { token: stranger.buyer }],
        [buyers, 'DELETE', `/v1/auth/tokens/${made.id}`, { token: stranger.buyer }],
      ];
      for (const [api, method, path, request] of tries) {
        const { status } = await call(api, method, path, request);
        expect(`${method} ${path} ${status}`).toBe(`${method} ${path} 404`);
      }
      expect(await state()).toEqual(before);
    });

    it('lists only what is one’s own', async () => {
      const other = await market.onboardsSeller();
      expect((await other.api.GET('/v1/products')).data).toEqual([]);
      expect((await other.api.GET('/v1/payouts')).data).toEqual([]);
      const somebody = await market.buyer();
      expect((await somebody.api.GET('/v1/orders')).data).toEqual([]);
      expect((await somebody.api.GET('/v1/payment-methods')).data).toEqual([]);
      expect((await somebody.api.GET('/v1/auth/tokens')).data).toEqual([]);
    });

    it('has no use for account ids and amounts of the client', async () => {
      const { accountId, token } = await market.onboardsSeller();
      const ofBuyer = tokens.buyer ?? '';
      const forged: readonly [Route['api'], string, object][] = [
        ['seller-onboarding-api', '/v1/sellers/me/connect', { account: a.accountId }],
        ['seller-onboarding-api', '/v1/products', { title: 'x', priceMinor: 1_00, stock: 1, sellerId: a.id }],
        ['buyer-checkout-api', '/v1/orders', { items: [{ productId: product.id, quantity: 1, priceMinor: 1 }] }],
        [
          'buyer-checkout-api',
          '/v1/orders',
          { items: [{ productId: product.id, quantity: 1 }], destination: accountId },
        ],
      ];
      for (const [api, path, body] of forged) {
        const as = api === 'buyer-checkout-api' ? ofBuyer : token;
        const { status, body: answer } = await call(api, 'POST', path, { token: as, body });
        expect([path, status, answer.code]).toEqual([path, 400, 'invalid_request']);
      }
    });

    afterAll(async () => {
      for (const each of [order, guestOrder]) await market.confirms(each);
    });
  });
});

function endsSessions({ path }: RouteAccess): boolean {
  return path === '/v1/auth/logout' || path === '/v1/auth/password';
}

/** Where guests are welcome they may still be asked for a credential of another kind: an order's token. */
function isLetIn({ roles }: RouteAccess, status: number): boolean {
  const isForGuests = roles.includes('public') || roles.includes('optional');
  return status < 500 && status !== 403 && (isForGuests || status !== 401);
}
