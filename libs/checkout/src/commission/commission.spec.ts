import fc from 'fast-check';
import { Money } from '@guildhall/money';
import { type CommissionRule, computeCommission, resolveCommissionRule } from './commission.js';

const usd = (minor: number) => Money.of(minor, 'usd');
const NOW = new Date('2026-06-01T12:00:00Z');

function rule(over: Partial<CommissionRule>): CommissionRule {
  return {
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
    ...over,
  };
}

describe('the rule of a product', () => {
  const subject = { productId: 'p1', category: 'books', sellerId: 's1' };
  const platform = rule({});
  const seller = rule({ scope: 'seller', scopeReference: 's1' });
  const category = rule({ scope: 'category', scopeReference: 'books' });
  const product = rule({ scope: 'product', scopeReference: 'p1' });

  it.each([
    ['product', [platform, seller, category, product], product],
    ['category', [platform, seller, category], category],
    ['seller', [platform, seller], seller],
    ['platform', [platform], platform],
  ])('is the most specific one: %s', (_scope, rules, expected) => {
    expect(resolveCommissionRule(rules, subject, NOW)).toBe(expected);
  });

  it('is nobody else’s', () => {
    const others = [
      rule({ scope: 'product', scopeReference: 'p2' }),
      rule({ scope: 'category', scopeReference: 'toys' }),
      rule({ scope: 'seller', scopeReference: 's2' }),
    ];
    expect(resolveCommissionRule(others, subject, NOW)).toBeUndefined();
    expect(resolveCommissionRule([category], { ...subject, category: null }, NOW)).toBeUndefined();
  });

  it('is the newest version that is valid at the time', () => {
    const second = rule({ id: 'b', version: 2 });
    const future = rule({ id: 'c', version: 3, validFrom: new Date('2026-06-01T12:00:01Z') });
    const ended = rule({ id: 'd', version: 4, validTo: NOW });
    expect(resolveCommissionRule([platform, second, future, ended], subject, NOW)).toBe(second);
  });
});

describe('the commission of a line', () => {
  it.each([
    [rule({}), usd(100_00), usd(10_00)],
    [rule({ fixedMinor: 30n }), usd(100_00), usd(10_30)],
    [rule({ minimumMinor: 50n }), usd(1_00), usd(50)],
    [rule({ maximumMinor: 5_00n }), usd(100_00), usd(5_00)],
    [rule({ fixedMinor: 3_00n }), usd(1_00), usd(1_00)],
    [rule({ minimumMinor: 2_00n }), usd(1_00), usd(1_00)],
    [rule({ percentBasisPoints: 0 }), usd(1_00), usd(0)],
    [rule({ percentBasisPoints: 290 }), usd(5), usd(0)],
  ])('follows the rule %#', (given, line, expected) => {
    expect(computeCommission(given, line).amount).toEqual(expected);
  });

  it('is a multiple of what the currency can be charged in', () => {
    const kwd = Money.of(10_120, 'kwd');
    expect(computeCommission(rule({ percentBasisPoints: 10, fixedMinor: 3n }), kwd).amount.amountMinor % 10n).toBe(0n);
  });

  it('comes with the sentence that explains it', () => {
    const given = rule({ version: 2, fixedMinor: 30n, minimumMinor: 1_00n, maximumMinor: 20_00n });
    expect(computeCommission(given, usd(100_00)).explanation).toBe(
      '10% of 100.00 USD + 0.30 USD, at least 1.00 USD, at most 20.00 USD = 10.30 USD (platform rule, version 2)',
    );
  });

  it('is never negative and never above the line, whatever the rule (I8)', () => {
    const amount = fc.bigInt({ min: 0n, max: 10_000_00n });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        amount,
        fc.option(amount),
        fc.option(amount),
        fc.bigInt({ min: 0n, max: 999_999_99n }),
        (percentBasisPoints, fixedMinor, minimumMinor, maximumMinor, lineMinor) => {
          const line = Money.of(lineMinor, 'usd');
          const given = rule({ percentBasisPoints, fixedMinor, minimumMinor, maximumMinor });
          const { amount: taken } = computeCommission(given, line);
          expect(taken.isNegative()).toBe(false);
          expect(taken.compare(line)).not.toBe(1);
          if (maximumMinor !== null) expect(taken.amountMinor <= maximumMinor).toBe(true);
        },
      ),
    );
  });
});
