import { salesPeriod } from './sales-period.js';

describe('the period of sales', () => {
  // A Thursday, by the clock of wherever this runs.
  const now = new Date(2026, 10, 26, 15, 30);
  const partsOf = (name: 'days' | 'weeks' | 'months') => {
    const { from, to, interval } = salesPeriod(name, now);
    return [new Date(from), new Date(to), interval];
  };

  it.each([
    ['days', new Date(2026, 9, 28), 'day'],
    ['weeks', new Date(2026, 8, 7), 'week'],
    ['months', new Date(2025, 11, 1), 'month'],
  ] as const)('%s', (name, from, interval) => {
    expect(partsOf(name)).toEqual([from, new Date(2026, 10, 27), interval]);
  });
});
