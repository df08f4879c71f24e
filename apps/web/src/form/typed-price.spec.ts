import { Money } from '@guildhall/money';
import fc from 'fast-check';
import { priceMinorOf } from './typed-price.js';

describe('A price that is typed as a filter', () => {
  it.each([
    ['10', 'usd', 1_000],
    ['10.5', 'usd', 1_050],
    ['10,50', 'eur', 1_050],
    [' 7 ', 'jpy', 7],
    ['7.5', 'jpy', null],
    ['1.234', 'usd', null],
    ['-1', 'usd', null],
    ['0', 'usd', null],
    ['ten', 'usd', null],
    ['99999999', 'usd', null],
  ])('%s in %s is %s', (text, currency, minor) => {
    expect(priceMinorOf(text, currency)).toBe(minor);
  });

  it('reads what Money writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.constantFrom('usd', 'jpy', 'kwd'), (minor, currency) => {
        expect(priceMinorOf(Money.of(minor, currency).toDecimal(), currency)).toBe(minor);
      }),
    );
  });
});
