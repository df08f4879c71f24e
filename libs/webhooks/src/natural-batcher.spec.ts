import fc from 'fast-check';
import { NaturalBatcher } from './natural-batcher.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('NaturalBatcher', () => {
  it('writes every item once and answers each with its own outcome, whatever comes when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 }),
        async (lanes, maxItems, gaps) => {
          const batches: number[][] = [];
          let busy = 0;
          const batcher = new NaturalBatcher<number, number>({
            lanes,
            maxItems,
            write: async (items) => {
              batches.push([...items]);
              busy += 1;
              expect(busy).toBeLessThanOrEqual(lanes);
              for (let turns = 0; turns < items.length % 3; turns += 1) await turn();
              busy -= 1;
              return items.map((item) => item * 2);
            },
          });
          const answers: Promise<number>[] = [];
          for (const [item, gap] of gaps.entries()) {
            answers.push(batcher.add(item));
            for (let turns = 0; turns < gap; turns += 1) await turn();
          }
          await batcher.idle();
          expect(await Promise.all(answers)).toEqual(gaps.map((_, item) => item * 2));
          expect(batches.flat().sort((one, other) => one - other)).toEqual(gaps.map((_, item) => item));
          expect(Math.max(0, ...batches.map((batch) => batch.length))).toBeLessThanOrEqual(maxItems);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('puts together what comes while a write is under way, without waiting for a clock', async () => {
    const sizes: number[] = [];
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const batcher = new NaturalBatcher<number>({
      lanes: 1,
      maxItems: 100,
      write: async (items) => {
        sizes.push(items.length);
        if (sizes.length === 1) await gate;
        return items.map(() => undefined);
      },
    });
    const first = batcher.add(0);
    await turn();
    await turn();
    const rest = Array.from({ length: 20 }, (_, item) => batcher.add(item));
    expect(batcher.waitingCount).toBe(20);
    release();
    await Promise.all([first, ...rest]);
    expect(sizes).toEqual([1, 20]);
  });

  it('tells every item of a batch that failed, and goes on with the next', async () => {
    let fails = true;
    const batcher = new NaturalBatcher<number>({
      lanes: 1,
      maxItems: 10,
      write: (items) =>
        fails ? Promise.reject(new Error('no database')) : Promise.resolve(items.map(() => undefined)),
    });
    await expect(Promise.allSettled([batcher.add(1), batcher.add(2)])).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ]);
    fails = false;
    await expect(batcher.add(3)).resolves.toBeUndefined();
  });
});
