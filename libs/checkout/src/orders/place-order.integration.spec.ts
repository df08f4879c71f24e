import {
  AuditRecordEntity,
  CommissionRuleEntity,
  MarketplaceOrderEntity,
  newId,
  PaymentEntity,
  type ProductEntity,
} from '@guildhall/database';
import { testDatabase } from '@guildhall/testing';
import { CheckoutBench } from '../spec-support/checkout-bench.js';
import { ExpireOrdersJob } from './expire-orders.job.js';
import { PlaceOrderUseCase } from './place-order.use-case.js';

/** Nothing listens there: Stripe is down, so whatever holds here holds without its answer. */
const NOBODY = 'http://127.0.0.1:9';

describe('placing an order while Stripe cannot be reached', () => {
  let bench: CheckoutBench;
  let buyer: string;
  let product: ProductEntity;
  beforeAll(async () => {
    bench = await CheckoutBench.open(await testDatabase(20), NOBODY);
  });
  afterAll(() => bench.close());
  beforeEach(async () => {
    buyer = await bench.user();
    product = await bench.product((await bench.seller()).id, 10_00, 10);
  });
  const one = () => ({ items: [{ productId: product.id, quantity: 1 }] });
  const ordersOf = (userId: string) => bench.database.source.manager.findBy(MarketplaceOrderEntity, { userId });

  it('keeps the order and says so; the same request again finds it (I1, I2)', async () => {
    const key = newId();
    const first = await bench.place(buyer, one(), key);
    expect([first.status, first.body.code]).toEqual([503, 'payment_pending_setup']);
    const again = await bench.place(buyer, one(), key);
    expect([again.status, again.body.orderId]).toEqual([503, first.body.orderId]);
    expect(await ordersOf(buyer)).toHaveLength(1);
    expect(await bench.stockOf(product.id)).toBe(9);
  });

  it('makes one order of fifty parallel requests under one key (I1)', async () => {
    const key = newId();
    const before = await bench.count('stripe_operation');
    const answers = await Promise.all(Array.from({ length: 50 }, () => bench.place(buyer, one(), key)));
    expect(answers.every(({ status }) => status === 503 || status === 409)).toBe(true);
    expect(await ordersOf(buyer)).toHaveLength(1);
    expect(await bench.stockOf(product.id)).toBe(9);
    expect(await bench.count('stripe_operation')).toBe(before + 1);
  });

  it('makes one order of twenty requests that reach the use case at once (I1)', async () => {
    const last = await bench.product(product.sellerId, 10_00, 1);
    const items = [{ productId: last.id, quantity: 1 }];
    const command = { owner: { userId: buyer }, idempotencyKey: newId(), items };
    const place = bench.get(PlaceOrderUseCase);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => place.execute(command)));
    const reasons = outcomes.map((outcome) =>
      outcome.status === 'rejected' ? (outcome.reason as Error).name : 'done',
    );
    expect(new Set(reasons)).toEqual(new Set(['PaymentPendingSetup']));
    expect(await ordersOf(buyer)).toHaveLength(1);
    expect(await bench.stockOf(last.id)).toBe(0);
  });

  it('gives the same key of another buyer another order (I7)', async () => {
    const key = newId();
    const other = await bench.user();
    await Promise.all([bench.place(buyer, one(), key), bench.place(other, one(), key)]);
    expect([(await ordersOf(buyer)).length, (await ordersOf(other)).length]).toEqual([1, 1]);
  });

  it('story 12: sells the last item once, however many want it at the same moment', async () => {
    const last = await bench.product(product.sellerId, 10_00, 1);
    const buyers = await Promise.all(Array.from({ length: 8 }, () => bench.user()));
    const wanted = { items: [{ productId: last.id, quantity: 1 }] };
    const answers = await Promise.all(buyers.map((each) => bench.place(each, wanted)));
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(1);
    const told = answers.filter(({ status }) => status === 409);
    expect(told).toHaveLength(7);
    expect(told[0]?.body).toMatchObject({
      code: 'items_not_available',
      items: [{ code: 'out_of_stock', available: 0 }],
    });
    expect(await bench.stockOf(last.id)).toBe(0);
  });

  it('does not block when orders share products in opposite order', async () => {
    const other = await bench.product(product.sellerId, 5_00, 100);
    const many = await bench.product(product.sellerId, 5_00, 100);
    const items = [other, many].map(({ id }) => ({ productId: id, quantity: 1 }));
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, n) =>
        bench.place(await bench.user(), { items: n % 2 === 0 ? items : items.toReversed() }),
      ),
    );
    expect(answers.every(({ status }) => status === 503)).toBe(true);
    expect(await bench.stockOf(other.id)).toBe(80);
  });

  it('names every item that cannot be bought, and keeps nothing', async () => {
    const archived = await bench.product(product.sellerId, 1_00, 5, { status: 'archived' });
    const unready = await bench.product((await bench.seller('acct_unready', { transfers: 'inactive' })).id, 1_00);
    const gone = newId();
    const wanted = [product, archived, unready, { id: gone }].map(({ id }) => ({ productId: id, quantity: 1 }));
    const { status, body } = await bench.place(buyer, { items: wanted });
    expect([status, body.code]).toEqual([409, 'items_not_available']);
    expect((body.items as { code: string }[]).map(({ code }) => code)).toEqual([
      'product_archived',
      'seller_not_ready',
      'product_not_found',
    ]);
    expect(await ordersOf(buyer)).toEqual([]);
    expect(await bench.stockOf(product.id)).toBe(10);
  });

  it('counts a product that is listed twice together', async () => {
    const items = [6, 5].map((quantity) => ({ productId: product.id, quantity }));
    const { body } = await bench.place(buyer, { items });
    expect(body).toMatchObject({ code: 'items_not_available', items: [{ code: 'out_of_stock', available: 10 }] });
  });

  it('refuses to mix currencies (I8)', async () => {
    const euro = await bench.product(product.sellerId, 10_00, 10, { currency: 'eur' });
    const items = [product, euro].map(({ id }) => ({ productId: id, quantity: 1 }));
    expect((await bench.place(buyer, { items })).body.code).toBe('currencies_mixed');
  });

  it('story 11: a changed price is confirmed by the buyer; the client’s amount is never used', async () => {
    const saw = await bench.place(buyer, { ...one(), acceptedTotalMinor: 1 });
    expect([saw.status, saw.body.code, saw.body.totalMinor]).toEqual([409, 'price_changed', 10_00]);
    expect(await ordersOf(buyer)).toEqual([]);
    await bench.place(buyer, { ...one(), acceptedTotalMinor: 10_00 });
    const [order] = await ordersOf(buyer);
    expect(order?.amountMinor).toBe(10_00n);
  });

  it.each([
    ['an amount', { amountMinor: 1 }],
    ['a price', { items: [{ productId: newId(), quantity: 1, unitPriceMinor: 1 }] }],
    ['a currency', { currency: 'jpy' }],
    ['a seller’s account', { stripeAccountId: 'acct_mine' }],
    ['a fee', { applicationFeeMinor: 0 }],
    ['no quantity', { items: [{ productId: newId(), quantity: 0 }] }],
    ['half a piece', { items: [{ productId: newId(), quantity: 0.5 }] }],
    ['minus one piece', { items: [{ productId: newId(), quantity: -1 }] }],
    ['a quantity beyond 2^53', { items: [{ productId: newId(), quantity: 1e21 }] }],
    ['nothing at all', { items: [] }],
  ])('refuses a body with %s', async (_what, change) => {
    const { status } = await bench.place(buyer, { ...one(), ...change });
    expect(status).toBe(400);
    expect(await ordersOf(buyer)).toEqual([]);
  });

  it('needs a guest’s e-mail address, and shows the order to nobody without its token (I7)', async () => {
    expect((await bench.place(null, one())).body.code).toBe('guest_email_required');
    const { body } = await bench.place(null, { ...one(), guestEmail: 'guest@example.com' });
    const url = `/v1/orders/${String(body.orderId)}`;
    expect((await bench.request('GET', url, null)).status).toBe(401);
    expect((await bench.request('GET', url, buyer)).status).toBe(404);
    const forged = { 'x-order-token': 'ot_forged' };
    expect((await bench.request('GET', url, null, undefined, forged)).status).toBe(404);
    expect((await bench.request('POST', `${url}/cancel`, null, {}, forged)).status).toBe(404);
    const order = await bench.database.source.manager.findOneByOrFail(MarketplaceOrderEntity, {
      id: String(body.orderId),
    });
    expect([order.userId, order.guestEmail]).toEqual([null, 'guest@example.com']);
    expect(order.guestTokenHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('shows an order to its buyer alone (I7)', async () => {
    const { body } = await bench.place(buyer, one());
    const url = `/v1/orders/${String(body.orderId)}`;
    const other = await bench.user();
    expect(await bench.request('GET', url, buyer)).toMatchObject({
      status: 200,
      body: { state: 'awaiting_payment', amountMinor: 10_00 },
    });
    for (const [method, path] of [
      ['GET', url],
      ['GET', `${url}/payment`],
      ['POST', `${url}/cancel`],
    ] as const)
      expect((await bench.request(method, path, other)).status).toBe(404);
    expect((await bench.request('GET', '/v1/orders', other)).body.data).toEqual([]);
    expect((await bench.request('GET', '/v1/orders', buyer)).body.data).toHaveLength(1);
  });

  it('cancels an order whose payment does not exist yet, and gives its stock back once', async () => {
    const { body } = await bench.place(buyer, one());
    const url = `/v1/orders/${String(body.orderId)}/cancel`;
    const answers = await Promise.all([1, 2, 3].map(() => bench.request('POST', url, buyer, {})));
    expect(answers.map(({ status, body: { state } }) => [status, state])).toEqual(Array(3).fill([200, 'canceled']));
    expect(await bench.stockOf(product.id)).toBe(10);
  });

  it('expires an unpaid order after its deadline, on two workers at once, and gives its stock back once', async () => {
    const { body } = await bench.place(buyer, { items: [{ productId: product.id, quantity: 4 }] });
    const id = String(body.orderId);
    const job = bench.get(ExpireOrdersJob);
    await job.run();
    expect(await bench.stockOf(product.id)).toBe(6);
    await bench.database.source.manager.update(MarketplaceOrderEntity, { id }, { expiresAt: new Date(0) });
    await Promise.all([job.run(), job.run()]);
    const order = await bench.database.source.manager.findOneByOrFail(MarketplaceOrderEntity, { id });
    expect(order.state).toBe('expired');
    expect(await bench.stockOf(product.id)).toBe(10);
    expect((await bench.database.source.manager.findOneByOrFail(PaymentEntity, { orderId: id })).status).toBe(
      'creating',
    );
  });

  it('splits the shipping of an operator’s rule, and freezes the commission with its explanation', async () => {
    const operator = `op-${await bench.user()}`;
    const rule = { currency: 'chf', flatMinor: 10_00 };
    expect(
      (await bench.request('POST', '/admin/v1/shipping-rules', operator, rule, { 'idempotency-key': newId() })).status,
    ).toBe(201);
    expect(
      (await bench.request('POST', '/admin/v1/shipping-rules', buyer, rule, { 'idempotency-key': newId() })).status,
    ).toBe(403);
    const sellers = await Promise.all([1, 2, 3].map(() => bench.seller()));
    const special = { scope: 'seller', scopeReference: sellers[1]?.id, percentBasisPoints: 500, fixedMinor: 30 };
    const made = await bench.request('POST', '/admin/v1/commission-rules', operator, special, {
      'idempotency-key': newId(),
    });
    expect([made.status, made.body.version]).toEqual([201, 1]);
    const products = await Promise.all(sellers.map(({ id }) => bench.product(id, 5_00, 10, { currency: 'chf' })));
    const { body } = await bench.place(buyer, { items: products.map(({ id }) => ({ productId: id, quantity: 1 })) });
    const file = await bench.request('GET', `/admin/v1/orders/${String(body.orderId)}`, operator);
    expect(file.status).toBe(200);
    expect(file.body).toMatchObject({
      chargeMode: 'separate',
      amountMinor: 25_00,
      lines: [
        { shippingMinor: 3_34, commissionMinor: 83, commissionRuleVersion: 1 },
        {
          shippingMinor: 3_33,
          commissionMinor: 72,
          commissionExplanation: '5% of 8.33 CHF + 0.30 CHF = 0.72 CHF (seller rule, version 1)',
        },
        { shippingMinor: 3_33, commissionMinor: 83 },
      ],
      timeline: [{ source: 'operation', what: 'payment_intent.create' }],
    });
  });

  it('simulates what a line would pay under the rules that are written, and under one that is not', async () => {
    const operator = `op-${await bench.user()}`;
    const sellerId = (await bench.seller()).id;
    const simulate = (body: object, who = operator) =>
      bench.request('POST', '/admin/v1/commission-rules/simulate', who, body, { 'idempotency-key': newId() });
    const line = { lineMinor: 100_00, currency: 'usd', sellerId };
    const draft = { scope: 'seller', scopeReference: sellerId, percentBasisPoints: 500, fixedMinor: 30 };
    const rules = () => bench.database.source.manager.count(CommissionRuleEntity);
    const before = await rules();
    expect(await simulate(line)).toMatchObject({
      status: 200,
      body: { isDraft: false, commissionMinor: 10_00, currency: 'usd', rule: { scope: 'platform' } },
    });
    expect((await simulate({ ...line, draft })).body).toMatchObject({
      isDraft: true,
      commissionMinor: 5_30,
      explanation: '5% of 100.00 USD + 0.30 USD = 5.30 USD (seller rule, version 1)',
    });
    const ofAnother = { ...draft, scopeReference: newId() };
    expect((await simulate({ ...line, draft: ofAnother })).body).toMatchObject({ isDraft: false });
    expect(await simulate({ ...line, draft: { ...draft, scope: 'platform' } })).toMatchObject({
      status: 400,
      body: { code: 'commission_rule_invalid' },
    });
    expect((await simulate({ ...line, at: '1999-01-01T00:00:00Z' })).body).toMatchObject({
      rule: null,
      commissionMinor: 0,
      explanation: null,
    });
    expect((await simulate(line, buyer)).status).toBe(403);
    expect(await rules()).toBe(before);
  });

  it('ends a rule with its earlier versions, so that the next wider one applies, and never the platform’s', async () => {
    const operator = `op-${await bench.user()}`;
    const sellerId = (await bench.seller()).id;
    const post = (path: string, body: object) =>
      bench.request('POST', `/admin/v1/commission-rules${path}`, operator, body, { 'idempotency-key': newId() });
    const rule = { scope: 'seller', scopeReference: sellerId, percentBasisPoints: 500 };
    await post('', rule);
    const newest = (await post('', { ...rule, percentBasisPoints: 400 })).body as { id: string };
    const pays = async (more = {}) =>
      (await post('/simulate', { lineMinor: 100_00, currency: 'usd', sellerId, ...more })).body.commissionMinor;
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect((await post(`/${newest.id}/end`, { at: '2020-01-01T00:00:00Z' })).status).toBe(400);
    expect((await post(`/${newest.id}/end`, { at: tomorrow })).body).toMatchObject({ version: 2, validTo: tomorrow });
    expect([await pays(), await pays({ at: tomorrow })]).toEqual([4_00, 10_00]);
    expect((await post(`/${newest.id}/end`, {})).status).toBe(200);
    expect(await pays()).toBe(10_00);
    expect(await post(`/${newest.id}/end`, {})).toMatchObject({
      status: 409,
      body: { code: 'commission_rule_not_endable' },
    });
    const platform = await bench.database.source.manager.findOneByOrFail(CommissionRuleEntity, { scope: 'platform' });
    expect((await post(`/${platform.id}/end`, {})).status).toBe(409);
    expect((await post(`/${newId()}/end`, {})).status).toBe(404);
    const audit = await bench.database.source.manager.findBy(AuditRecordEntity, { subjectId: newest.id });
    expect(audit.map(({ action }) => action)).toEqual([
      'commission_rule.create',
      'commission_rule.end',
      'commission_rule.end',
    ]);
  });
});
