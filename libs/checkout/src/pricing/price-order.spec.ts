import fc from 'fast-check';
import { Money } from '@guildhall/money';
import type { CommissionRule } from '../commission/commission.js';
import { NoCommissionRule, type OrderItem, priceOrder } from './price-order.js';

const AT = new Date('2026-06-01T12:00:00Z');
const TEN_PERCENT: CommissionRule = {
  id: '01960000-0000-7000-8000-000000000001',
  version: 1,
  scope: 'platform',
  scopeReference: null,
  percentBasisPoints: 1000,
  fixedMinor: 0n,
  minimumMinor: null,
  maximumMinor: null,
  validFrom: new Date('2020-01-01T00:00:00Z'),
  validTo: null,
};

function item(seller: number, priceMinor: number, quantity = 1, currency = 'usd'): OrderItem {
  return {
    productId: `product-${String(seller)}-${String(priceMinor)}`,
    sellerId: `seller-${String(seller)}`,
    stripeAccountId: `acct_${String(seller)}`,
    title: 'Thing',
    category: null,
    unitPrice: Money.of(priceMinor, currency),
    quantity,
  };
}

function price(items: OrderItem[], shippingMinor = 0, rules = [TEN_PERCENT]) {
  const currency = items[0]?.unitPrice.currency ?? 'usd';
  return priceOrder(items, { shipping: Money.of(shippingMinor, currency), commissionRules: rules, at: AT });
}

const minor = (amounts: readonly Money[]) => amounts.map(({ amountMinor }) => Number(amountMinor));

describe('the price of an order', () => {
  it('story 8: one seller, 100.00, commission 10.00', () => {
    const { total, shares } = price([item(1, 100_00)]);
    expect(total.toString()).toBe('100.00 USD');
    expect(shares.map(({ commission, transfer }) => `${commission.toString()} ${transfer.toString()}`)).toEqual([
      '10.00 USD 90.00 USD',
    ]);
  });

  it('story 9: 60.00 and 40.00 of two sellers', () => {
    const { total, commission, shares } = price([item(1, 60_00), item(2, 40_00)]);
    expect([total.toString(), commission.toString()]).toEqual(['100.00 USD', '10.00 USD']);
    expect(minor(shares.map(({ transfer }) => transfer))).toEqual([54_00, 36_00]);
  });

  it('story 10: shipping 10.00 over three sellers is 3.34, 3.33, 3.33, the first in order of line', () => {
    const { total, lines, shares } = price([item(3, 5_00), item(1, 5_00), item(2, 5_00)], 10_00);
    expect(minor(lines.map(({ shipping }) => shipping))).toEqual([3_34, 3_33, 3_33]);
    expect(shares.map(({ sellerId }) => sellerId)).toEqual(['seller-3', 'seller-1', 'seller-2']);
    expect(total.toString()).toBe('25.00 USD');
  });

  it('splits a seller’s shipping over its lines by the value of their goods', () => {
    const { lines } = price([item(1, 30_00), item(2, 1_00), item(1, 10_00)], 8_00);
    expect(minor(lines.map(({ shipping }) => shipping))).toEqual([3_00, 4_00, 1_00]);
  });

  it('takes the commission of goods and shipping', () => {
    expect(price([item(1, 100_00)], 10_00).commission.toString()).toBe('11.00 USD');
  });

  it('story 17: JPY 1,000 leaves the seller 900; KWD shares end in 0', () => {
    expect(minor(price([item(1, 1_000, 1, 'jpy')]).shares.map(({ transfer }) => transfer))).toEqual([900]);
    const kwd = price([item(1, 10_120, 1, 'kwd')], 0, [{ ...TEN_PERCENT, percentBasisPoints: 10 }]);
    expect(minor([kwd.commission])).toEqual([10]);
  });

  it('cannot be told without any commission rule', () => {
    expect(() => price([item(1, 1_00)], 0, [])).toThrow(NoCommissionRule);
  });

  it('adds up for 1 to 50 sellers, whatever the prices, quantities and shipping (story 10, I8)', () => {
    const anyItem = fc.record({
      seller: fc.integer({ min: 1, max: 50 }),
      priceMinor: fc.integer({ min: 1, max: 99_999 }),
      quantity: fc.integer({ min: 1, max: 99 }),
    });
    fc.assert(
      fc.property(
        fc.array(anyItem, { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        (items, shippingMinor, percentBasisPoints) => {
          const priced = price(
            items.map(({ seller, priceMinor, quantity }) => item(seller, priceMinor, quantity)),
            shippingMinor,
            [{ ...TEN_PERCENT, percentBasisPoints }],
          );
          const sum = (amounts: readonly Money[]) => Money.sum(amounts, 'usd').amountMinor;
          const { lines, shares, total } = priced;
          expect(lines).toHaveLength(items.length);
          expect(sum(lines.map(({ shipping }) => shipping))).toBe(BigInt(shippingMinor));
          expect(sum(lines.flatMap(({ goods, shipping }) => [goods, shipping]))).toBe(total.amountMinor);
          expect(sum(shares.map(({ amount }) => amount))).toBe(total.amountMinor);
          expect(sum(shares.map(({ commission }) => commission))).toBe(priced.commission.amountMinor);
          const perSeller = shippingBySeller(lines);
          expect(
            Number(perSeller.reduce((a, b) => (a > b ? a : b)) - perSeller.reduce((a, b) => (a < b ? a : b))),
          ).toBeLessThanOrEqual(1);
          for (const share of shares) {
            expect(share.commission.plus(share.transfer)).toEqual(share.amount);
            expect(share.transfer.isNegative()).toBe(false);
          }
        },
      ),
    );
  });
});

function shippingBySeller(lines: readonly { sellerId: string; shipping: Money }[]): bigint[] {
  const sums = new Map<string, bigint>();
  for (const { sellerId, shipping } of lines) sums.set(sellerId, (sums.get(sellerId) ?? 0n) + shipping.amountMinor);
  return [...sums.values()];
}
