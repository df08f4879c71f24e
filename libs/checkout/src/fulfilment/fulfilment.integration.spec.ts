import { newId, type SellerEntity } from '@guildhall/database';
import { testDatabase } from '@guildhall/testing';
import { CheckoutBench } from '../spec-support/checkout-bench.js';

/** Nothing listens there: shipping needs no Stripe. */
const NOBODY = 'http://127.0.0.1:9';

describe('shipping', () => {
  let bench: CheckoutBench;
  let buyer: string;
  let a: SellerEntity;
  let b: SellerEntity;
  beforeAll(async () => {
    bench = await CheckoutBench.open(await testDatabase(), NOBODY);
  });
  afterAll(() => bench.close());
  beforeEach(async () => {
    [buyer, a, b] = [await bench.user(), await bench.seller(), await bench.seller()];
  });

  const ADDRESS = { name: 'Ada Lovelace', line1: '12 Market Street', city: 'Springfield', region: 'IL', country: 'US' };
  /** An order of a mug from each seller, as it is once Stripe has said that it is paid. @returns its id */
  const sold = async (state = 'paid', change: object = { shippingAddress: ADDRESS }) => {
    const items = [];
    for (const { id } of [a, b]) items.push({ productId: (await bench.product(id, 10_00)).id, quantity: 1 });
    const orderId = String((await bench.place(buyer, { items, ...change })).body.orderId);
    await bench.database.source.query(
      `UPDATE marketplace_order SET state = $2, paid_at = CASE WHEN $2 = 'awaiting_payment' THEN NULL ELSE now() END WHERE id = $1`,
      [orderId, state],
    );
    return orderId;
  };
  const asSeller = (seller: SellerEntity, method: 'GET' | 'POST', path: string, body?: object) =>
    bench.request(method, `/seller/v1/orders${path}`, `se-${seller.userId}`, body, { 'idempotency-key': newId() });
  const listed = async (seller: SellerEntity, query = '') =>
    ((await asSeller(seller, 'GET', query)).body.data as { id: string }[]).map(({ id }) => id);
  const seenByBuyer = async (orderId: string) =>
    (await bench.request('GET', `/v1/orders/${orderId}`, buyer)).body as {
      sellers: { sellerId: string; shippedAt: string | null; trackingNumber: string | null }[];
    };

  it('shows each seller their own part and where it goes, and no more', async () => {
    const orderId = await sold();
    const { body } = await asSeller(a, 'GET', `/${orderId}`);
    expect(body).toMatchObject({
      state: 'paid',
      amountMinor: 10_00,
      commissionMinor: 1_00,
      transferMinor: 9_00,
      lines: [{ sellerId: a.id }],
      shippingAddress: ADDRESS,
      shippedAt: null,
    });
    expect(body.lines).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain(b.id);
    expect(await seenByBuyer(orderId)).toMatchObject({
      shippingAddress: ADDRESS,
      sellers: [{ sellerId: a.id, sellerName: 'Seller', shippedAt: null }, { sellerId: b.id }],
    });
  });

  it('moves an order from what is to ship to what is shipped, for one seller', async () => {
    const [first, second] = [await sold(), await sold()];
    expect(await listed(a, '?fulfilment=to_ship')).toEqual([second, first]);
    const shipment = { carrier: 'UPS', trackingNumber: '1Z' };
    const shipped = await asSeller(a, 'POST', `/${first}/ship`, shipment);
    expect(shipped).toMatchObject({ status: 200, body: shipment });
    expect([await listed(a, '?fulfilment=to_ship'), await listed(a, '?fulfilment=shipped')]).toEqual([
      [second],
      [first],
    ]);
    expect(await listed(b, '?fulfilment=to_ship')).toEqual([second, first]);
    const { sellers } = await seenByBuyer(first);
    expect(sellers.map(({ trackingNumber }) => trackingNumber)).toEqual(['1Z', null]);
    const corrected = await asSeller(a, 'POST', `/${first}/ship`, { carrier: 'UPS', trackingNumber: '1Z2' });
    expect(corrected.body).toMatchObject({ trackingNumber: '1Z2', shippedAt: shipped.body.shippedAt });
  });

  it('may be taken back within a minute, not later', async () => {
    const orderId = await sold();
    await asSeller(a, 'POST', `/${orderId}/ship`, { carrier: 'UPS' });
    expect((await asSeller(a, 'POST', `/${orderId}/unship`)).body).toMatchObject({ shippedAt: null, carrier: null });
    await asSeller(a, 'POST', `/${orderId}/ship`, {});
    await bench.database.source.query(
      `UPDATE seller_share SET shipped_at = now() - interval '61 seconds' WHERE order_id = $1 AND seller_id = $2`,
      [orderId, a.id],
    );
    expect((await asSeller(a, 'POST', `/${orderId}/unship`)).body.code).toBe('shipment_not_undoable');
  });

  it('is of what is paid and not going back', async () => {
    const unpaid = await sold('awaiting_payment');
    expect((await asSeller(a, 'POST', `/${unpaid}/ship`, {})).body.code).toBe('order_not_found');
    for (const state of ['refunded', 'refunding']) {
      const orderId = await sold(state);
      const answer = await asSeller(a, 'POST', `/${orderId}/ship`, {});
      expect([answer.status, answer.body.code]).toEqual([409, 'order_not_to_ship']);
      expect(await listed(a)).toContain(orderId);
      expect(await listed(a, '?fulfilment=to_ship')).not.toContain(orderId);
    }
  });

  it('is for sellers of the order alone (I7)', async () => {
    const orderId = await sold();
    const stranger = await bench.seller();
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/ship'],
      ['POST', '/unship'],
    ] as const) {
      const answer = await asSeller(stranger, method, `/${orderId}${path}`, method === 'GET' ? undefined : {});
      expect([answer.status, answer.body.code]).toEqual([404, 'order_not_found']);
    }
    expect(await listed(stranger)).toEqual([]);
    expect((await seenByBuyer(orderId)).sellers.map(({ shippedAt }) => shippedAt)).toEqual([null, null]);
  });

  it('needs no address, but a whole one', async () => {
    const orderId = await sold('paid', {});
    expect((await asSeller(a, 'GET', `/${orderId}`)).body.shippingAddress).toBeNull();
    const items = [{ productId: newId(), quantity: 1 }];
    const answer = await bench.place(buyer, { items, shippingAddress: { name: 'Ada', country: 'US' } });
    expect(answer.body.code).toBe('invalid_request');
  });
});
