import fc from 'fast-check';
import { draftOf, readAmount, readPercent } from './rule-input.js';

describe('what is typed about a rule', () => {
  it.each([
    ['10', 1_000],
    ['12.5', 1_250],
    [' 0,05 ', 5],
    ['100', 10_000],
    ['100.01', null],
    ['1.234', null],
    ['-1', null],
    ['', null],
    ['ten', null],
  ])('%j percent is %s basis points', (typed, basisPoints) => {
    expect(readPercent(typed)).toBe(basisPoints);
  });

  it('reads every percentage that has two digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (basisPoints) => {
        expect(readPercent((basisPoints / 100).toFixed(2))).toBe(basisPoints);
      }),
    );
  });

  it.each([
    ['1.50', 'usd', 150],
    ['1,5', ' EUR ', 150],
    ['0', 'usd', 0],
    ['150', 'jpy', 150],
    ['1.5', 'jpy', null],
    ['', 'usd', undefined],
    ['-3', 'usd', null],
    ['1.50', 'doubloon', null],
  ])('%j in %s is %s minor units', (typed, currency, minor) => {
    expect(readAmount(typed, currency)).toBe(minor);
  });

  it('becomes what the API takes: what is not typed is left out', () => {
    const nothing = { currency: 'USD', fixed: '', minimum: '', maximum: '', validFrom: '', validTo: '' };
    expect(draftOf({ scope: 'platform', scopeReference: 'left over', percent: '12,5', ...nothing })).toEqual({
      scope: 'platform',
      scopeReference: null,
      percentBasisPoints: 1_250,
      fixedMinor: 0,
    });
    const full = { ...nothing, fixed: '0.30', minimum: '0,5', validTo: '2027-03-01T00:00' };
    expect(draftOf({ scope: 'category', scopeReference: ' kitchen ', percent: '5', ...full })).toEqual({
      scope: 'category',
      scopeReference: 'kitchen',
      percentBasisPoints: 500,
      fixedMinor: 30,
      minimumMinor: 50,
      validTo: new Date('2027-03-01T00:00').toISOString(),
    });
  });
});
