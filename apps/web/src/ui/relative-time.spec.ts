import { relativeTime } from './relative-time.js';

describe('relativeTime', () => {
  const now = new Date('2026-03-10T12:00:00Z');
  it.each([
    ['2026-03-10T11:59:40Z', 'en', 'now'],
    ['2026-03-10T11:15:00Z', 'en', '45 minutes ago'],
    ['2026-03-10T09:00:00Z', 'de', 'vor 3 Stunden'],
    ['2026-03-09T11:00:00Z', 'en', 'yesterday'],
    ['2026-03-12T12:00:00Z', 'de', 'übermorgen'],
    ['2026-03-02T12:00:00Z', 'en', null],
  ])('%s in %s is %s', (at, locale, expected) => {
    expect(relativeTime(new Date(at), now, locale)).toBe(expected);
  });
});
