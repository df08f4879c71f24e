import { newId, type ProductEntity, type SellerEntity } from '@guildhall/database';
import { testDatabase } from '@guildhall/testing';
import { CheckoutBench } from '../spec-support/checkout-bench.js';

/** Nothing listens there: a quote needs no Stripe. */
const NOBODY = 'http://127.0.0.1:9';

interface Quote {
  readonly sellers: readonly { sellerId: string; lines: readonly { productId: string; problem: unknown }[] }[];
  readonly acceptedTotalMinor: number | null;
  readonly problems: readonly { code: string; message: string; productId: string | null }[];
}

describe('what a cart comes to', () => {
  let bench: CheckoutBench;
  let seller: SellerEntity;
  let mug: ProductEntity;
  beforeAll(async () => {
    bench = await CheckoutBench.open(await testDatabase(), NOBODY);
    const rule = { currency: 'usd', flatMinor: 5_01 };
    const operator = await bench.user();
    const headers = { 'idempotency-key': newId() };
    const made = await bench.request('POST', '/admin/v1/shipping-rules', `op-${operator}`, rule, headers);
    expect(made.status).toBe(201);
  });
  afterAll(() => bench.close());
  beforeEach(async () => {
    seller = await bench.seller();
    mug = await bench.product(seller.id, 10_00, 3, { pictureUrl: 'https://example.com/mug.jpg' });
  });
  const quoted = async (...items: [string, number][]) => {
    const body = { items: items.map(([productId, quantity]) => ({ productId, quantity })) };
    const answer = await bench.request('POST', '/v1/orders/quote', null, body);
    expect(answer.status).toBe(200);
    return answer.body as unknown as Quote;
  };

  it('is said by seller, and is the total that an order then takes', async () => {
    const other = await bench.seller(undefined, { displayName: 'Grace’s Pots' });
    const pot = await bench.product(other.id, 40_00);
    const quote = await quoted([mug.id, 1], [pot.id, 1], [mug.id, 1]);
    expect(quote).toEqual({
      sellers: [
        {
          sellerId: seller.id,
          sellerName: 'Seller',
          goodsMinor: 20_00,
          shippingMinor: 2_51,
          lines: [
            {
              productId: mug.id,
              title: 'Blue mug',
              pictureUrl: 'https://example.com/mug.jpg',
              quantity: 2,
              stock: 3,
              currency: 'usd',
              unitPriceMinor: 10_00,
              goodsMinor: 20_00,
              problem: null,
            },
          ],
        },
        expect.objectContaining({ sellerName: 'Grace’s Pots', goodsMinor: 40_00, shippingMinor: 2_50 }) as unknown,
      ],
      currency: 'usd',
      goodsMinor: 60_00,
      shippingMinor: 5_01,
      acceptedTotalMinor: 65_01,
      problems: [],
    });
    const items = [mug, mug, pot].map(({ id }) => ({ productId: id, quantity: 1 }));
    const buyer = await bench.user();
    const refused = await bench.place(buyer, { items, acceptedTotalMinor: 65_00 });
    expect([refused.body.code, refused.body.totalMinor]).toEqual(['price_changed', 65_01]);
    const placed = await bench.place(buyer, { items, acceptedTotalMinor: 65_01 });
    expect(placed.body.code).toBe('payment_pending_setup'); // as far as it gets without Stripe
  });

  it('reserves and writes nothing', async () => {
    const before = [await bench.count('marketplace_order'), await bench.count('idempotency_record')];
    await quoted([mug.id, 3]);
    expect(await bench.stockOf(mug.id)).toBe(3);
    expect([await bench.count('marketplace_order'), await bench.count('idempotency_record')]).toEqual(before);
  });

  it('says of each thing why it cannot be bought, and what the others come to', async () => {
    const archived = await bench.product(seller.id, 1_00, 1, { status: 'archived', title: 'Old mug' });
    const unready = await bench.product((await bench.seller(undefined, { transfers: 'inactive' })).id, 1_00);
    const soldOut = await bench.product(seller.id, 1_00, 0, { title: 'Rare mug' });
    const gone = newId();
    const quote = await quoted([mug.id, 1], [archived.id, 1], [unready.id, 1], [soldOut.id, 1], [gone, 1]);
    expect(quote).toMatchObject({ goodsMinor: 10_00, shippingMinor: 5_01, acceptedTotalMinor: null });
    expect(quote.problems.map(({ code, productId }) => [productId, code])).toEqual([
      [archived.id, 'product_archived'],
      [unready.id, 'seller_not_ready'],
      [soldOut.id, 'out_of_stock'],
      [gone, 'product_not_found'],
    ]);
    expect(quote.problems[2]?.message).toBe('"Rare mug" is sold out.');
    const lines = quote.sellers.flatMap((each) => each.lines);
    expect(lines.map(({ productId, problem }) => [productId, problem === null])).toEqual([
      [mug.id, true],
      [archived.id, false],
      [soldOut.id, false],
      [unready.id, false],
    ]);
    expect((await quoted([mug.id, 4])).problems).toMatchObject([{ message: '"Blue mug" has only 3 left.' }]);
  });

  it('has no total in several currencies, or beyond what can be charged at once', async () => {
    const inEuro = await bench.product(seller.id, 10_00, 5, { currency: 'eur' });
    const mixed = await quoted([mug.id, 1], [inEuro.id, 1]);
    expect(mixed).toMatchObject({ currency: null, goodsMinor: null, acceptedTotalMinor: null });
    expect(mixed.problems).toMatchObject([{ code: 'currencies_mixed', productId: null }]);
    const dear = await bench.product(seller.id, 99_999_999, 10_000_000);
    expect(await quoted([dear.id, 10_000_000 / 10])).toMatchObject({
      goodsMinor: null,
      acceptedTotalMinor: null,
      problems: [{ code: 'order_total_too_large' }],
    });
  });

  it('is refused for what is no cart', async () => {
    for (const body of [{}, { items: [] }, { items: [{ productId: mug.id, quantity: 0 }] }]) {
      expect((await bench.request('POST', '/v1/orders/quote', null, body)).body.code).toBe('invalid_request');
    }
  });

  it('comes with what a page needs to take a card', async () => {
    const { status, body } = await bench.request('GET', '/v1/client-config', null);
    expect([status, body]).toEqual([
      200,
      {
        stripePublishableKey: 'pk_test_checkout',
        stripeJsUrl: `${NOBODY}/v3/`,
        platformCountry: 'US',
        platformCurrency: 'usd',
        livemode: false,
      },
    ]);
  });
});
