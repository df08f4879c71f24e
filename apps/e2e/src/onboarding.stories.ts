import { ApiProblem, createSellerApi } from '@guildhall/api-client';
import { HostedOnboarding, type Market, type MarketSeller, SignUp } from '@guildhall/testing';
import { opened } from './one-market.js';
import { usd } from './story.js';

/** A seller who has signed up and not pressed anything yet. */
async function newcomer(market: Market, name: string) {
  const signUp = new SignUp(market.run);
  const person = await signUp.seller(`${name}@guildhall.example`, 'correct horse battery', name);
  const { id } = await person.api.POST('/v1/sellers', { body: { displayName: name, country: 'US' } });
  return { ...person, id };
}

/** What Stripe got since the request with this id. */
async function requestsSince(market: Market, requestId: string | undefined) {
  const requests = await market.emulator.requests();
  const known = requests.findIndex(({ id }) => id === requestId);
  return known === -1 ? requests : requests.slice(0, known);
}

const refusal = (call: Promise<unknown>): Promise<ApiProblem> =>
  call.then(
    () => Promise.reject(new Error('it was not refused')),
    (problem: unknown) => (problem instanceof ApiProblem ? problem : Promise.reject(problem as Error)),
  );

describe('onboarding', () => {
  const me = (seller: Pick<MarketSeller, 'api'>) => seller.api.GET('/v1/sellers/me');

  it('1: "connect" pressed five times at once: one account, one link, the answers the same', async () => {
    const market = opened();
    const seller = await newcomer(market, 'five-presses');
    const presses = Array.from({ length: 5 }, () => seller.api.POST('/v1/sellers/me/connect', { body: {} }));
    const answers = await Promise.all(presses);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await market.settles();
    const { stripeAccountId } = await me(seller);
    const accounts = await market.stripe.accounts.list({ limit: 100 });
    const own = accounts.data.filter(({ metadata }) => metadata?.seller_id === seller.id);
    expect(own.map(({ id }) => id)).toEqual([stripeAccountId]);
  });

  it('2: a link that was used or has expired: its owner gets a new one, signed in; nobody else gets anything', async () => {
    const market = opened();
    const seller = await newcomer(market, 'used-link');
    const { url } = await seller.api.POST('/v1/sellers/me/connect', { body: {} });
    await HostedOnboarding.open(url);
    const refresh = `/v1/sellers/${seller.id}/onboarding/refresh`;
    const sentTo = await HostedOnboarding.visit(url);
    expect(new URL(sentTo)).toMatchObject({ pathname: refresh });

    const other = await newcomer(market, 'curious');
    const [latest] = await market.emulator.requests();
    expect((await fetch(sentTo)).status).toBe(401);
    const path = { sellerId: seller.id };
    const foreign = other.api.GET('/v1/sellers/{sellerId}/onboarding/refresh', { params: { path } });
    expect(await refusal(foreign)).toMatchObject({ status: 404, code: 'seller_not_found' });
    // Late events of the account make the worker read it; nothing else is asked or made.
    const read = `/v1/accounts/${(await me(seller)).stripeAccountId ?? ''}`;
    const since = await requestsSince(market, latest?.id);
    expect(since.filter(({ method, path: asked }) => !(method === 'GET' && asked === read))).toEqual([]);

    const again = await seller.api.GET('/v1/sellers/{sellerId}/onboarding/refresh', { params: { path } });
    expect(again.url).not.toBe(url);
    await market.passes({ seconds: 3_600 });
    expect(new URL(await HostedOnboarding.visit(again.url))).toMatchObject({ pathname: refresh });
    const third = await seller.api.GET('/v1/sellers/{sellerId}/onboarding/refresh', { params: { path } });
    await (await HostedOnboarding.open(third.url)).complete();
    await market.settles();
    expect((await me(seller)).readiness.canSell).toBe(true);
  });

  it('3: half way through, the seller is told what is missing; selling is refused with the same reasons; finishing enables it', async () => {
    const market = opened();
    const seller = await newcomer(market, 'half-way');
    const product = { title: 'A mug', priceMinor: 18_00, stock: 1 };
    expect(await refusal(seller.api.POST('/v1/products', { body: product }))).toMatchObject({
      code: 'seller_not_ready',
    });
    const link = await seller.api.POST('/v1/sellers/me/connect', { body: {} });
    const page = await HostedOnboarding.open(link.url);
    const returned = await page.saveForLater({
      business_type: 'individual',
      'individual[first_name]': 'Ada',
      'individual[last_name]': 'Lovelace',
    });
    await market.settles();
    expect(new URL(returned).pathname).toBe(`/v1/sellers/${seller.id}/onboarding/return`);

    const { readiness } = await seller.api.GET('/v1/sellers/{sellerId}/onboarding/return', {
      params: { path: { sellerId: seller.id } },
    });
    expect(readiness).toMatchObject({ canSell: false, canReceiveTransfers: false, canBePaidOut: false });
    const words = readiness.missing.map((item) => item.words);
    expect(words).toEqual(expect.arrayContaining(['Date of birth', 'A bank account for payouts']));
    expect(words).not.toContain('First name');
    for (const text of words) expect(text).not.toMatch(/[._]/);

    const refused = await refusal(seller.api.POST('/v1/products', { body: product }));
    expect(refused).toMatchObject({ status: 409, code: 'seller_not_ready' });
    expect(refused.facts.missing).toEqual(readiness.missing.map(({ requirement }) => requirement));

    const anotherLink = await seller.api.GET('/v1/sellers/{sellerId}/onboarding/refresh', {
      params: { path: { sellerId: seller.id } },
    });
    await (await HostedOnboarding.open(anotherLink.url)).complete();
    await market.settles();
    expect((await me(seller)).readiness).toMatchObject({ canSell: true, canBePaidOut: true, missing: [] });
    const { id } = await seller.api.POST('/v1/products', { body: product });
    await market.buyerPays([{ product: { id, sellerId: seller.id, priceMinor: 18_00, currency: 'usd' } }]);
  });

  it('3: what becomes due later is shown with its deadline, and past it switches payouts off until it is given', async () => {
    const market = opened();
    const seller = await market.onboardsSeller();
    await market.emulator.account(seller.accountId, {
      action: 'require',
      field: 'individual.id_number',
      deadline_in_seconds: 7 * 86_400,
    });
    await market.settles();
    const { readiness } = await me(seller);
    expect(readiness).toMatchObject({ canSell: true, canBePaidOut: true });
    expect(readiness.missing).toMatchObject([{ state: 'due', words: 'Identification number' }]);
    expect(Date.parse(readiness.deadline ?? '')).toBeGreaterThan(Date.now());
    await market.passes({ days: 8 });
    expect((await me(seller)).readiness).toMatchObject({ canBePaidOut: false, missing: [{ state: 'past_due' }] });
    const { url } = await seller.api.POST('/v1/sellers/me/connect', { body: {} });
    await (await HostedOnboarding.open(url)).complete();
    await market.settles();
    expect((await me(seller)).readiness).toMatchObject({ canSell: true, canBePaidOut: true, missing: [] });
  });

  it('5: a lost capability takes the listings off, tells open carts why and lets transfers wait', async () => {
    const market = opened();
    const [a, b] = [await market.onboardsSeller(), await market.onboardsSeller()];
    const [ofA, ofB] = [await market.lists(a, 60_00), await market.lists(b, 40_00)];
    const buyer = await market.buyer();
    const order = await market.orders([{ product: ofA }, { product: ofB }], { buyer });
    await market.emulator.account(a.accountId, { action: 'disable_capability', capability: 'transfers' });
    await market.settles();

    const forSale = await buyer.api.GET('/v1/catalogue/products', { params: { query: { sellerId: a.id } } });
    expect(forSale.data).toEqual([]);
    const shown = buyer.api.GET('/v1/catalogue/products/{productId}', { params: { path: { productId: ofA.id } } });
    expect(await refusal(shown)).toMatchObject({ status: 404 });
    const cart = await refusal(market.orders([{ product: ofB }, { product: ofA }], { buyer }));
    expect(cart).toMatchObject({ status: 409, code: 'items_not_available' });
    expect(cart.facts.items).toMatchObject([{ productId: ofA.id, code: 'seller_not_ready' }]);

    await market.confirms(order);
    await market.settles();
    expect(await market.order(order)).toMatchObject({ state: 'paid' });
    expect([await market.balanceOf(a), await market.balanceOf(b)]).toEqual([usd(0), usd(36_00)]);

    await market.emulator.account(a.accountId, { action: 'restore_capability', capability: 'transfers' });
    await market.settles();
    expect([await market.balanceOf(a), await market.platformBalance()]).toEqual([usd(54_00), usd(6_80)]);
    await market.orders([{ product: ofA }], { buyer });
  });

  it('5: also when Stripe refuses the transfer before anybody has told us of the lost capability', async () => {
    const market = opened();
    const [a, b] = [await market.onboardsSeller(), await market.onboardsSeller()];
    const items = [{ product: await market.lists(a, 60_00) }, { product: await market.lists(b, 40_00) }];
    const order = await market.orders(items);
    await market.confirms(order);
    await market.emulator.account(a.accountId, { action: 'disable_capability', capability: 'transfers' });
    await market.settles();
    expect([await market.balanceOf(a), await market.balanceOf(b)]).toEqual([usd(0), usd(36_00)]);
    await market.emulator.account(a.accountId, { action: 'restore_capability', capability: 'transfers' });
    await market.settles();
    expect([await market.balanceOf(a), await market.platformBalance()]).toEqual([usd(54_00), usd(6_80)]);
  });

  it('6: a seller who disconnects: no further calls, what is owed stays in the books, operators see it', async () => {
    const market = opened();
    const seller = await market.onboardsSeller();
    const product = await market.lists(seller, 100_00);
    await market.buyerPays([{ product }]);
    await market.emulator.account(seller.accountId, { action: 'deauthorize' });
    await market.settles();
    const [latest] = await market.emulator.requests();

    expect((await me(seller)).deauthorizedAt).not.toBeNull();
    expect((await me(seller)).readiness).toMatchObject({ canSell: false, canBePaidOut: false });
    const connect = seller.api.POST('/v1/sellers/me/connect', { body: {} });
    expect(await refusal(connect)).toMatchObject({ code: 'seller_disconnected' });
    expect(await refusal(seller.api.POST('/v1/sellers/me/login-link'))).toMatchObject({ code: 'seller_disconnected' });
    expect(await refusal(market.orders([{ product }]))).toMatchObject({ code: 'items_not_available' });
    const { api } = await market.operator();
    const payout = { sellerId: seller.id, amountMinor: 50_00, currency: 'usd' };
    expect((await refusal(api.POST('/v1/payouts', { body: payout }))).status).toBe(409);

    const gone = await api.GET('/v1/sellers', { params: { query: { state: 'disconnected' } } });
    expect(gone.data.map(({ id }) => id)).toContain(seller.id);
    const accounts = await api.GET('/v1/ledger/accounts', {
      params: { query: { prefix: `seller_payable:${seller.accountId}` } },
    });
    expect(accounts.data).toMatchObject([{ balances: [{ currency: 'usd', amountMinor: 90_00 }] }]);
    await market.settles();
    const calls = await requestsSince(market, latest?.id);
    expect(
      calls.filter(({ account, path }) => account === seller.accountId || path.includes(seller.accountId)),
    ).toEqual([]);
  });

  it('6: a sale that we hear of only after its seller has disconnected is booked all the same', async () => {
    const market = opened();
    const seller = await market.onboardsSeller();
    const order = await market.orders([{ product: await market.lists(seller, 100_00) }]);
    await market.confirms(order);
    await market.emulator.account(seller.accountId, { action: 'deauthorize' });
    await market.settles();
    expect(await market.order(order)).toMatchObject({ state: 'paid' });
    expect(await market.platformBalance()).toEqual(usd(6_80));
  });

  it('keeps the address to come back to inside the marketplace', async () => {
    const market = opened();
    const seller = await newcomer(market, 'elsewhere');
    const body = { returnUrl: 'https://evil.example/return' };
    const away = seller.api.POST('/v1/sellers/me/connect', { body });
    expect(await refusal(away)).toMatchObject({ status: 400, code: 'return_url_not_allowed' });
    const guest = createSellerApi(market.run.urls['seller-onboarding-api']);
    expect((await refusal(guest.POST('/v1/sellers/me/connect', { body: {} }))).status).toBe(401);
  });
});
