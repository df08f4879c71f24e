import type { SellerEntity } from '@guildhall/database';
import { newId } from '@guildhall/database';
import { testDatabase } from '@guildhall/testing';
import { CheckoutBench } from '../spec-support/checkout-bench.js';

/** Nothing listens there: figures need no Stripe. */
const NOBODY = 'http://127.0.0.1:9';

interface Figures {
  readonly orders: number;
  readonly amountMinor: number;
  readonly commissionMinor: number;
  readonly transferMinor: number;
}
interface Answer {
  readonly currencies: (Figures & { currency: string; series: (Figures & { at: string })[] })[];
}

describe('sales over time', () => {
  let bench: CheckoutBench;
  let a: SellerEntity;
  let b: SellerEntity;
  beforeAll(async () => {
    bench = await CheckoutBench.open(await testDatabase(), NOBODY);
    [a, b] = [await bench.seller(), await bench.seller()];
    const buyer = await bench.user();
    // Both have a part of each: 10.00 of the one, 25.00 of the other.
    for (const paidAt of ['2026-03-29T00:30:00Z', '2026-03-29T12:00:00Z', '2026-03-31T23:59:59.999Z', null]) {
      const items = [
        { productId: (await bench.product(a.id, 10_00)).id, quantity: 1 },
        { productId: (await bench.product(b.id, 25_00)).id, quantity: 1 },
      ];
      const { body } = await bench.place(buyer, { items });
      await bench.database.source.query('UPDATE marketplace_order SET paid_at = $2 WHERE id = $1', [
        body.orderId,
        paidAt,
      ]);
    }
  });
  afterAll(() => bench.close());

  const ask = async (seller: SellerEntity, query: Record<string, string>) => {
    const text = new URLSearchParams({ from: '2026-03-28T00:00:00Z', to: '2026-04-01T00:00:00Z', ...query }).toString();
    const { status, body } = await bench.request('GET', `/seller/v1/sales?${text}`, `se-${seller.userId}`);
    return { status, body: body as unknown as Answer & { code?: string } };
  };
  const seriesOf = async (seller: SellerEntity, query: Record<string, string>) =>
    (await ask(seller, query)).body.currencies[0]?.series.map(({ at, orders }) => [at.slice(0, 16), orders]);

  it('are a seller’s own part alone, add up, and leave no day out (I7)', async () => {
    const { currencies } = (await ask(a, {})).body;
    expect(currencies).toHaveLength(1);
    expect(currencies[0]).toMatchObject({
      ...{ currency: 'usd', orders: 3, amountMinor: 30_00, commissionMinor: 3_00, transferMinor: 27_00 },
    });
    expect(currencies[0]?.series.map(({ amountMinor }) => amountMinor)).toEqual([0, 20_00, 0, 10_00]);
    expect((await ask(b, {})).body.currencies[0]).toMatchObject({ orders: 3, amountMinor: 75_00 });
  });

  it('begin days, weeks and months where the seller is, also when the clock changes', async () => {
    // In Berlin 00:30 UTC is 01:30 of a day that has 23 hours.
    expect(await seriesOf(a, { timeZone: 'Europe/Berlin', from: '2026-03-28T23:00:00Z' })).toEqual([
      ['2026-03-28T23:00', 2],
      ['2026-03-29T22:00', 0],
      ['2026-03-30T22:00', 0],
      ['2026-03-31T22:00', 1],
    ]);
    expect(await seriesOf(a, { interval: 'week' })).toEqual([
      ['2026-03-23T00:00', 2],
      ['2026-03-30T00:00', 1],
    ]);
    expect(await seriesOf(a, { interval: 'month', from: '2026-02-10T00:00:00Z' })).toEqual([
      ['2026-02-01T00:00', 0],
      ['2026-03-01T00:00', 3],
    ]);
  });

  it('are zeros in the seller’s currency when nothing was sold', async () => {
    const { currencies } = (await ask(a, { to: '2026-03-29T00:00:00Z' })).body;
    expect(currencies).toMatchObject([{ currency: 'usd', orders: 0, amountMinor: 0, series: [{ orders: 0 }] }]);
  });

  it.each([
    [{ to: '2026-03-28T00:00:00Z' }, 'sales_period_invalid'],
    [{ from: '2020-01-01T00:00:00Z' }, 'sales_period_invalid'],
    [{ timeZone: 'Mars/Olympus' }, 'sales_period_invalid'],
    [{ timeZone: '+02:00' }, 'invalid_request'],
    [{ interval: 'hour' }, 'invalid_request'],
  ])('refuse the period %j', async (query, code) => {
    expect(await ask(a, query as Record<string, string>)).toMatchObject({ status: 400, body: { code } });
  });

  it('are nothing to who is no seller yet, and refused to buyers', async () => {
    const nobody = newId();
    expect((await ask({ ...a, userId: nobody }, {})).body).toEqual({ currencies: [] });
    expect((await bench.request('GET', '/seller/v1/sales', nobody)).status).toBe(403);
  });
});
