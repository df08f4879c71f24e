import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StripeOperationState } from '@guildhall/database';
import fc from 'fast-check';
import { OUTBOX_FAILPOINTS } from './failpoints.js';
import {
  afterFailure,
  ALLOWED_TRANSITIONS,
  type Failure,
  mayUseFreshKey,
  mustLookUpFirst,
  nextKey,
} from './operation.states.js';
import { DEFAULT_OUTBOX_SETTINGS as settings } from './outbox.settings.js';

const failures = fc.constantFrom<Failure>(
  'rejected',
  'retry',
  'ambiguous',
  'rate_limited',
  'misconfigured',
  'apply_failed',
  'unknown_kind',
);
const unit = fc.double({ min: 0, max: 1, noNaN: true });

describe('states of an operation', () => {
  it('follow the table, whatever fails in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(failures, unit), { maxLength: 60 }), (history) => {
        let state: StripeOperationState = 'pending';
        let [last, inARow, attempts] = ['' as string, 0, 0];
        for (const [failure, random] of history) {
          if (!ALLOWED_TRANSITIONS[state].includes('sending')) break;
          const wasAmbiguous = state === 'ambiguous';
          inARow = failure === last ? inARow + 1 : 1;
          last = failure;
          attempts += 1;
          const next = afterFailure(failure, { wasAmbiguous, inARow, attempts }, settings, random);
          expect(ALLOWED_TRANSITIONS.sending).toContain(next.state);
          // What may have happened never again looks as if it had not.
          if (wasAmbiguous) expect(next.state).not.toBe('pending');
          // Only Stripe's own refusal is one.
          expect(next.state === 'rejected').toBe(failure === 'rejected');
          expect(next.delayMs).toBeGreaterThanOrEqual(0);
          expect(next.delayMs).toBeLessThanOrEqual(settings.longestBackoffMs);
          state = next.state;
        }
      }),
    );
  });

  it('never give up by themselves on what time can mend', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Failure>('retry', 'ambiguous', 'rate_limited'),
        fc.nat({ max: 100_000 }),
        fc.boolean(),
        (failure, attempts, wasAmbiguous) => {
          const attempted = { wasAmbiguous, inARow: attempts + 1, attempts: attempts + 1 };
          expect(['pending', 'ambiguous']).toContain(afterFailure(failure, attempted, settings, 0.5).state);
        },
      ),
    );
  });

  it('end for everything else: stuck after so many of the same in a row', () => {
    for (const failure of ['misconfigured', 'apply_failed', 'unknown_kind'] as const) {
      const attempted = { wasAmbiguous: false, inARow: settings.triesBeforeStuck, attempts: 9 };
      expect(afterFailure(failure, attempted, settings, 0).state).toBe('stuck');
      const before = { ...attempted, inARow: settings.triesBeforeStuck - 1 };
      expect(afterFailure(failure, before, settings, 0).state).not.toBe('stuck');
    }
  });

  it('leave final states final', () => {
    expect(ALLOWED_TRANSITIONS.succeeded).toEqual([]);
    expect(ALLOWED_TRANSITIONS.rejected).toEqual([]);
  });

  it('I1: a fresh key is used only after a look-up, and a look-up comes before the key is forgotten', () => {
    fc.assert(
      fc.property(fc.option(fc.nat({ max: 200_000_000 })), fc.boolean(), (sentAgoMs, replayedFailure) => {
        const before = { sentAgoMs, replayedFailure };
        const looksUp = mustLookUpFirst(before, settings);
        if (sentAgoMs !== null && sentAgoMs >= 24 * 3_600_000) expect(looksUp).toBe(true);
        if (sentAgoMs !== null && replayedFailure) expect(looksUp).toBe(true);
        if (sentAgoMs === null) expect(mayUseFreshKey(before, settings)).toBe(false);
      }),
    );
  });

  it('number fresh keys visibly', () => {
    expect(nextKey('guildhall-1')).toBe('guildhall-1#2');
    expect(nextKey('guildhall-1#2')).toBe('guildhall-1#3');
    expect(nextKey('guildhall-1#9')).toBe('guildhall-1#10');
  });
});

describe('the list of failpoints', () => {
  it('names every failpoint in the code of the outbox, so the crash tests pass them all', () => {
    const sources = readdirSync(__dirname).filter((name) => name.endsWith('.ts') && !name.includes('.spec.'));
    const used = sources.flatMap((name) =>
      [...readFileSync(join(__dirname, name), 'utf8').matchAll(/failpoint\('([^']+)'/g)].map(([, point]) => point),
    );
    expect([...new Set(used)].sort()).toEqual([...OUTBOX_FAILPOINTS].sort());
  });
});
