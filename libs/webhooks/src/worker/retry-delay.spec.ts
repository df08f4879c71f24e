import fc from 'fast-check';
import { PrepareSlots } from './prepare-slots.js';
import { retryDelayMs } from './retry-delay.js';

const BOUNDS = { firstDelayMs: 250, longestDelayMs: 3_600_000 };

describe('retryDelayMs', () => {
  it('doubles, with jitter over the upper half, up to the longest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempts, luck) => {
          const full = Math.min(BOUNDS.longestDelayMs, 250 * 2 ** (attempts - 1));
          const delay = retryDelayMs(attempts, BOUNDS, () => luck);
          expect(delay).toBeGreaterThanOrEqual(Math.floor(full / 2));
          expect(delay).toBeLessThanOrEqual(full);
        },
      ),
    );
  });
});

describe('PrepareSlots', () => {
  it('never lets more run than it should, over all and per account, and lets everyone run', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('', 'acct_1', 'acct_2'), { maxLength: 40 }), async (accounts) => {
        const slots = new PrepareSlots(4, 2);
        const running = new Map<string, number>();
        let done = 0;
        await Promise.all(
          accounts.map((account, place) =>
            slots.run(account, async () => {
              running.set(account, (running.get(account) ?? 0) + 1);
              expect(running.get(account)).toBeLessThanOrEqual(2);
              expect([...running.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(4);
              for (let turns = 0; turns < place % 4; turns += 1) await new Promise((resolve) => setImmediate(resolve));
              running.set(account, (running.get(account) ?? 0) - 1);
              done += 1;
            }),
          ),
        );
        expect(done).toBe(accounts.length);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps a slow account from holding up another', async () => {
    const slots = new PrepareSlots(4, 2);
    const never = new Promise<void>(() => undefined);
    for (let calls = 0; calls < 10; calls += 1) void slots.run('acct_slow', () => never);
    await expect(slots.run('acct_quick', () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
