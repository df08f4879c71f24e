import * as fc from 'fast-check';
import {
  allocate,
  CURRENCIES,
  currencyRule,
  CurrencyMismatch,
  InvalidAmount,
  Money,
  parseDecimal,
  UnknownCurrency,
} from './index.js';

const usd = (amountMinor: number) => Money.of(amountMinor, 'usd');

describe('Money', () => {
  it('I8: refuses floats, unknown currencies and mixed sums', () => {
    expect(() => Money.of(1.5, 'usd')).toThrow(InvalidAmount);
    expect(() => Money.of(2 ** 53, 'usd')).toThrow(InvalidAmount);
    expect(() => Money.of(1, 'USD')).toThrow(UnknownCurrency);
    expect(() => usd(1).plus(Money.of(1, 'eur'))).toThrow(CurrencyMismatch);
  });

  it('splits 10.00 evenly over three as 3.34, 3.33, 3.33', () => {
    expect(
      usd(10_00)
        .split([1n, 1n, 1n])
        .map((share) => share.toDecimal()),
    ).toEqual(['3.34', '3.33', '3.33']);
  });

  it('I8: shares of any split add up to the whole and differ from the exact share by less than one step', () => {
    const currency = fc.constantFrom(...CURRENCIES);
    const weights = fc.array(fc.bigInt(0n, 10n ** 9n), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 12n), 10n ** 12n), currency, weights, (amountMinor, code, parts) => {
        const whole = Money.of(amountMinor, code);
        const shares = whole.split(parts);
        expect(Money.sum(shares, code).equals(whole)).toBe(true);
        expect(shares).toHaveLength(parts.length);
      }),
    );
  });

  it('gives the odd unit to the largest remainder, the earlier one on a tie', () => {
    expect(allocate(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(allocate(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n]);
    expect(allocate(5n, [1n, 3n])).toEqual([1n, 4n]);
    expect(allocate(7n, [0n, 0n])).toEqual([4n, 3n]);
  });

  it('rounds a share half away from zero to the step of the currency', () => {
    expect(usd(12_35).share(1000).amountMinor).toBe(124n);
    expect(usd(-12_35).share(1000).amountMinor).toBe(-124n);
    expect(Money.of(10_120, 'kwd').share(10).amountMinor % 10n).toBe(0n);
    expect(Money.of(1000, 'jpy').share(1000).amountMinor).toBe(100n);
  });

  it('writes and reads decimals exactly', () => {
    expect(usd(-5).toDecimal()).toBe('-0.05');
    expect(Money.of(1000, 'jpy').toDecimal()).toBe('1000');
    expect(Money.of(10_120, 'kwd').toDecimal()).toBe('10.120');
    expect(usd(1250).format('en-US')).toBe('$12.50');
    expect(() => parseDecimal('5.123', 'usd')).toThrow(InvalidAmount);
    expect(() => parseDecimal('1e3', 'usd')).toThrow(InvalidAmount);
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 14n), 10n ** 14n), fc.constantFrom(...CURRENCIES), (amountMinor, code) => {
        const money = Money.of(amountMinor, code);
        expect(parseDecimal(money.toDecimal(), code).equals(money)).toBe(true);
      }),
    );
  });

  it('knows the special currencies', () => {
    expect(currencyRule('isk').chargeStepMinor).toBe(100n);
    expect(currencyRule('huf')).toEqual({ minorDigits: 2, chargeStepMinor: 1n, payoutStepMinor: 100n });
    expect(currencyRule('krw').minorDigits).toBe(0);
  });
});
