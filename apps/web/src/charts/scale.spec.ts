import fc from 'fast-check';
import { axisTicks } from './scale.js';

describe('axisTicks', () => {
  it('are round, evenly spaced, few, and hold every value and zero', () => {
    expect(axisTicks([12_300, 35_600])).toEqual([0, 10_000, 20_000, 30_000, 40_000]);
    expect(axisTicks([])).toEqual([0, 1]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e12, max: 1e12 }), { minLength: 1 }), (values) => {
        const ticks = axisTicks(values);
        expect(ticks.length).toBeLessThanOrEqual(8);
        expect(ticks).toContain(0);
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(...values));
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values));
      }),
    );
  });
});
