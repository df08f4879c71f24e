import fc from 'fast-check';
import { readRows, type Row } from '../csv/read-rows.js';
import { generatedOrders } from '../testing/generated-orders.js';
import { accountForRows, commissionOf, expectedTotals, sellerFigures, stripeFeeOf } from './expected-totals.js';
import { planReplay } from './replay-plan.js';
import { sellerOf } from './seller-of.js';

const TERMS = { percentBasisPoints: 1_000, fixedMinor: 0, minimumMinor: null, maximumMinor: null };

let number = 0;
function row(fields: Partial<Row>): Row {
  number += 1;
  const usual = { invoice: '1', stockCode: 'A', description: 'THING', quantity: '2', unitPrice: '1.25', customer: '7' };
  return { ...usual, number, ...fields };
}
const reasonsOf = (rows: Row[]) => planReplay(rows).notApplied.map(({ reason, rows: own }) => [reason, own.length]);

describe('what a file comes to', () => {
  it('makes an order of an invoice, a listing of a stock code at a price, a buyer of a customer', () => {
    const plan = planReplay([
      row({ stockCode: 'A' }),
      row({ stockCode: 'A', unitPrice: '1.30', description: '' }),
      row({ stockCode: 'A', quantity: '1' }),
      row({ invoice: '2', customer: '', stockCode: 'POST', description: '' }),
    ]);
    expect(plan.orders.map(({ invoice, customer, amountMinor }) => [invoice, customer, amountMinor])).toEqual([
      ['1', '7', 250n + 260n + 125n],
      ['2', null, 250n],
    ]);
    expect(plan.products.map(({ key, title, priceMinor }) => [key, title, priceMinor])).toEqual([
      ['A@125', 'THING', 125],
      ['A@130', 'THING', 130],
      ['POST@125', 'POST', 125],
    ]);
  });

  it('says of every other row why not', () => {
    const dirt: [Partial<Row>, string][] = [
      [{ invoice: 'A563185' }, 'invoice_is_no_order'],
      [{ stockCode: '' }, 'stock_code_missing'],
      [{ quantity: 'x' }, 'quantity_not_a_number'],
      [{ quantity: '-3' }, 'quantity_not_positive'],
      [{ quantity: '1000001' }, 'quantity_too_large'],
      [{ unitPrice: '' }, 'price_not_a_number'],
      [{ unitPrice: '0' }, 'price_zero'],
      [{ unitPrice: '-1' }, 'price_negative'],
      [{ unitPrice: '0.001' }, 'price_not_whole_pence'],
      [{ unitPrice: '1000000' }, 'price_too_large'],
      [{ unitPrice: '0.10' }, 'order_below_minimum'],
      [{ unitPrice: '999999.99' }, 'order_above_maximum'],
    ];
    for (const [fields, reason] of dirt) expect([fields, reasonsOf([row(fields)])]).toEqual([fields, [[reason, 1]]]);
    expect(reasonsOf([row({}), row({ customer: '8' })])).toEqual([['customers_differ', 2]]);
    expect(reasonsOf(Array.from({ length: 2_001 }, () => row({})))).toEqual([['order_has_too_many_lines', 2_001]]);
  });

  it('orders what is left of an invoice', () => {
    const plan = planReplay([row({}), row({ unitPrice: '0' })]);
    expect([plan.orders[0]?.amountMinor, plan.notApplied[0]?.reason]).toEqual([250n, 'price_zero']);
  });
});

describe('a cancellation refunds the order that it takes back as a whole', () => {
  const back = (fields: Partial<Row> = {}) => row({ invoice: 'C9', quantity: '-2', ...fields });
  const refunded = (rows: Row[]) => planReplay(rows).refunds.map(({ order }) => order.invoice);

  it('the latest that fits, each once', () => {
    const orders = [row({ invoice: '1' }), row({ invoice: '2' })];
    expect(refunded([...orders, back()])).toEqual(['2']);
    const thrice = ['C1', 'C2', 'C3'].map((invoice) => back({ invoice }));
    expect(refunded([...orders, ...thrice])).toEqual(['2', '1']);
    expect(reasonsOf([...orders, ...thrice])).toEqual([['cancels_part_of_an_order', 1]]);
  });

  it('whatever the order of the rows and however they are split', () => {
    const order = [row({ stockCode: 'A' }), row({ stockCode: 'B', quantity: '1' })];
    const parts = [
      back({ stockCode: 'B', quantity: '-1' }),
      back({ stockCode: 'A', quantity: '-1' }),
      back({ stockCode: 'A', quantity: '-1' }),
    ];
    expect(refunded([...order, ...parts])).toEqual(['1']);
  });

  it('not a later one, nor one of somebody else, at another price, of a guest, or a part', () => {
    const later = back();
    expect(refunded([later, row({})])).toEqual([]);
    const others: [Partial<Row>, Partial<Row>, string][] = [
      [{}, { customer: '8' }, 'cancels_no_known_order'],
      [{}, { unitPrice: '1.24' }, 'cancels_part_of_an_order'],
      [{ customer: '' }, { customer: '' }, 'cancels_goods_of_a_guest'],
      [{}, { quantity: '-1' }, 'cancels_part_of_an_order'],
      [{}, { stockCode: 'B' }, 'cancels_no_known_order'],
      [{}, { unitPrice: '0' }, 'cancels_part_of_an_order'],
    ];
    for (const [order, cancel, reason] of others) {
      expect([cancel, reasonsOf([row(order), back(cancel)])]).toEqual([cancel, [[reason, 1]]]);
    }
  });
});

describe('what must hold of every file', () => {
  const anyFile = fc.record({ seed: fc.string(), orders: fc.integer({ min: 0, max: 40 }) });

  it('no row and no fraction of a penny is lost, with any limit', () => {
    fc.assert(
      fc.property(anyFile, fc.integer({ min: 0, max: 40 }), ({ seed, orders }, limit) => {
        const rows = readRows(generatedOrders(seed, orders));
        const plan = planReplay(rows, limit);
        const account = accountForRows(plan);
        expect(account.inOrders + account.inRefunds + account.notApplied).toBe(rows.length);
        expect(account.unexplained).toBe(0n);
        expect(plan.orders.length).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 60 },
    );
  });

  it('a larger limit only adds: what was done before stays right', () => {
    fc.assert(
      fc.property(anyFile, fc.integer({ min: 0, max: 40 }), ({ seed, orders }, limit) => {
        const rows = readRows(generatedOrders(seed, orders));
        const [some, all] = [planReplay(rows, limit), planReplay(rows)];
        const invoices = (plan: typeof all) => plan.orders.map(({ invoice }) => invoice);
        const refunds = (plan: typeof all) => plan.refunds.map(({ invoice, order }) => `${invoice} ${order.invoice}`);
        expect(invoices(all).slice(0, invoices(some).length)).toEqual(invoices(some));
        expect(refunds(all)).toEqual(expect.arrayContaining(refunds(some)));
      }),
      { numRuns: 60 },
    );
  });

  it('what buyers paid is what sellers, platform, Stripe and refunds have', () => {
    fc.assert(
      fc.property(anyFile, ({ seed, orders }) => {
        const plan = planReplay(readRows(generatedOrders(seed, orders)));
        const totals = expectedTotals(plan, TERMS);
        const sellers = totals.sellers.reduce((sum, balance) => sum + balance, 0n);
        expect(totals.platform + sellers).toBe(totals.charged - totals.refunded - totals.stripeFees);
        const lines = sellerFigures(plan, TERMS).reduce((sum, figures) => sum + figures.lines, 0);
        expect(lines).toBe(plan.orders.reduce((sum, order) => sum + order.lines.length, 0));
      }),
      { numRuns: 60 },
    );
  });
});

describe('price lists', () => {
  it('takes Stripe’s 1.5% + £0.20, half a penny up', () => {
    expect([30n, 100n, 33n, 10_000n].map(stripeFeeOf)).toEqual([20n, 22n, 20n, 170n]);
  });

  it('keeps the commission between its bounds and below the line', () => {
    expect(commissionOf(105n, TERMS)).toBe(11n);
    expect(commissionOf(104n, TERMS)).toBe(10n);
    expect(commissionOf(100n, { ...TERMS, minimumMinor: 500 })).toBe(100n);
    expect(commissionOf(10_000n, { ...TERMS, fixedMinor: 30, maximumMinor: 600 })).toBe(600n);
  });

  it('gives every stock code to the same one of eight sellers, in any spelling', () => {
    expect(['85123A', '85123a', '71053', 'POST'].map(sellerOf)).toEqual([
      sellerOf('85123A'),
      sellerOf('85123A'),
      sellerOf('71053'),
      sellerOf('POST'),
    ]);
    const used = new Set(Array.from({ length: 200 }, (_, n) => sellerOf(String(20_000 + n))));
    expect([...used].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});
