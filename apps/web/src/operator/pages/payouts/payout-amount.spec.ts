import fc from 'fast-check';
import { readAmount, typeAmount } from './payout-amount.js';

describe('readAmount', () => {
  it('reads what typeAmount types, in every kind of currency', () => {
    fc.assert(
      fc.property(fc.constantFrom('usd', 'jpy', 'kwd'), fc.integer({ min: 1, max: 99_999_999 }), (currency, minor) => {
        expect(readAmount(typeAmount(minor, currency), currency)).toBe(minor);
      }),
    );
  });

  it.each([
    ['', 'usd', undefined],
    ['12,5', 'usd', 1250],
    [' 12.50 ', 'usd', 1250],
    ['12.505', 'usd', null],
    ['12.5', 'jpy', null],
    ['0', 'usd', null],
    ['-3', 'usd', null],
    ['1.000,50', 'usd', null],
    ['twelve', 'usd', null],
  ])('takes "%s" in %s for %s', (typed, currency, minor) => {
    expect(readAmount(typed, currency)).toBe(minor);
  });
});
