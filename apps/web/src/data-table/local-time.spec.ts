import fc from 'fast-check';
import { instantOf, localTimeOf } from './local-time.js';

describe('local times', () => {
  it('come back as the same minute', () => {
    const minutes = fc.integer({ min: 0, max: 40_000_000 }).map((minute) => new Date(minute * 60_000).toISOString());
    fc.assert(
      fc.property(minutes, (instant) => {
        const back = Date.parse(instantOf(localTimeOf(instant)));
        // An hour that a clock change repeats has one name only.
        expect(Math.abs(back - Date.parse(instant)) % 3_600_000).toBe(0);
      }),
    );
    expect(instantOf(localTimeOf('2026-07-01T12:34:00.000Z'))).toBe('2026-07-01T12:34:00.000Z');
  });

  it.each([undefined, '', 'yesterday'])('of %s are empty', (instant) => {
    expect(localTimeOf(instant)).toBe('');
    expect(instantOf(instant ?? '')).toBe('');
  });
});
