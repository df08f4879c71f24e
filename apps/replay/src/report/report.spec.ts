import type { Totals } from '../plan/expected-totals.js';
import { compare } from './agreement.js';
import { since, toTexts } from './baseline.js';
import { type ReplayReport, reportJson, reportText } from './replay-report.js';

const TOTALS: Totals = {
  charged: 1_000n,
  refunded: 100n,
  stripeFees: 35n,
  commission: 90n,
  platform: 55n,
  sellers: [500n, 310n],
};

describe('the three totals', () => {
  it('agree when every figure of every source is the same', () => {
    expect(compare(TOTALS, TOTALS, { ...TOTALS }).map(({ agrees }) => agrees)).toEqual(Array(7).fill(true));
  });

  it('do not when one source is a penny off, and say where', () => {
    const names = compare(TOTALS, TOTALS, TOTALS).map(({ name }) => name);
    const pennyOff: Totals[] = [
      { ...TOTALS, charged: 1_001n },
      { ...TOTALS, refunded: 99n },
      { ...TOTALS, stripeFees: 36n },
      { ...TOTALS, commission: 89n },
      { ...TOTALS, platform: 54n },
      { ...TOTALS, sellers: [501n, 310n] },
      { ...TOTALS, sellers: [500n, 309n] },
    ];
    const differing = (found: ReturnType<typeof compare>) =>
      found.filter(({ agrees }) => !agrees).map(({ name }) => name);
    pennyOff.forEach((wrong, index) => {
      expect(differing(compare(wrong, TOTALS, TOTALS))).toEqual([names[index]]);
      expect(differing(compare(TOTALS, wrong, TOTALS))).toEqual([names[index]]);
      expect(differing(compare(TOTALS, TOTALS, wrong))).toEqual([names[index]]);
    });
  });

  it('leave out what the platform did before', () => {
    const before = { charged: 7n, refunded: 6n, stripeFees: 5n, commission: 4n, platform: -3n, paidOut: 2n };
    const now = {
      ...TOTALS,
      charged: 1_007n,
      refunded: 106n,
      stripeFees: 40n,
      commission: 94n,
      platform: 52n,
      paidOut: 3n,
    };
    expect(since(now, toTexts(before))).toEqual({ ...TOTALS, paidOut: 1n });
  });
});

describe('the report', () => {
  const report: ReplayReport = {
    file: 'orders.csv',
    orders: { planned: 2, guests: 1, lines: 5, products: 4 },
    thisRun: { orders: 2, refunds: 1, orderSeconds: 4, settleSeconds: 1, ordersPerSecond: 0.5, kills: [] },
    refunds: 1,
    rows: { rows: 7, inOrders: 5, inRefunds: 1, notApplied: 1, unexplained: 0n },
    notApplied: [{ reason: 'price_not_whole_pence', rows: 1, invoices: 1, value: 42_500n }],
    sellers: [{ seller: 0, orders: 2, lines: 5, charged: 1_000n, commission: 100n, transferred: 900n, refunded: 90n }],
    totals: compare(TOTALS, TOTALS, TOTALS),
    problems: [],
  };

  it('tells people what happened, and what is wrong before anything else is believed', () => {
    const text = reportText(report);
    expect(text).toContain('2 orders in 4.0 s, 0.5 orders/s');
    expect(text).toContain('the unit price has a fraction of a penny     1         1  £0.0425');
    expect(text).toContain('The three totals agree to the penny.');
    const bad = reportText({ ...report, problems: ['charged: off by 1 p'] });
    expect(bad).toContain('  - charged: off by 1 p');
    expect(bad).not.toContain('agree to the penny');
  });

  it('tells programs the same', () => {
    expect(JSON.parse(reportJson(report))).toMatchObject({
      orders: { planned: 2 },
      rows: { unexplained: '£0.00' },
      notApplied: [{ reason: 'price_not_whole_pence', value: '£0.0425' }],
      totals: expect.arrayContaining([
        { name: 'charged', csv: 1000, ledger: 1000, stripe: 1000, agrees: true },
      ]) as unknown,
      problems: [],
    });
  });
});
