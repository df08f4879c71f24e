import { periodOf } from './overview-period.js';

const NOW = new Date(2026, 10, 26, 15, 30);
const of = (query: string): ReturnType<typeof periodOf> => periodOf(new URLSearchParams(query), NOW);

describe('periodOf', () => {
  it.each([
    ['', '30', '2026-10-28', '2026-11-26', 'day'],
    ['days=7', '7', '2026-11-20', '2026-11-26', 'day'],
    ['days=8', '30', '2026-10-28', '2026-11-26', 'day'],
    ['first=2026-03-01&last=2026-03-02', 'dates', '2026-03-01', '2026-03-02', 'hour'],
    ['first=2026-01-01&last=2026-12-31', 'dates', '2026-01-01', '2026-12-31', 'week'],
    ['first=2026-03-02&last=2026-03-01', '30', '2026-10-28', '2026-11-26', 'day'],
    ['first=2026-02-30&last=2026-03-01', '30', '2026-10-28', '2026-11-26', 'day'],
    ['first=yesterday&last=2026-03-01', '30', '2026-10-28', '2026-11-26', 'day'],
  ])('reads "%s"', (query, choice, first, last, interval) => {
    expect(of(query)).toMatchObject({ choice, first, last, interval });
  });

  it('is whole days, whatever the clocks do in between', () => {
    for (const query of ['days=90', 'first=2026-03-01&last=2026-11-30']) {
      const { from, to } = of(query);
      for (const instant of [from, to]) expect(new Date(instant).getHours()).toBe(0);
    }
  });

  it('does not change within a day, so that it is asked for once', () => {
    expect(of('')).toEqual(periodOf(new URLSearchParams(), new Date(2026, 10, 26, 23, 59)));
  });
});
