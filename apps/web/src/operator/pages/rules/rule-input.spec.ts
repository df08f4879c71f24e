import fc from 'fast-check';
import { draftOf, readMinor, readPercent } from './rule-input.js';

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
    ['30', 30],
    ['', undefined],
    ['1.5', null],
    ['-3', null],
  ])('%j is %s minor units', (typed, minor) => {
    expect(readMinor(typed)).toBe(minor);
  });

  it('becomes what the API takes: what is not typed is left out', () => {
    const nothing = { fixedMinor: '', minimumMinor: '', maximumMinor: '', validFrom: '', validTo: '' };
    expect(draftOf({ scope: 'platform', scopeReference: 'left over', percent: '12,5', ...nothing })).toEqual({
      scope: 'platform',
      scopeReference: null,
      percentBasisPoints: 1_250,
      fixedMinor: 0,
    });
    const full = { ...nothing, fixedMinor: '30', minimumMinor: '50', validTo: '2027-03-01T00:00' };
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
