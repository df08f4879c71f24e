import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { House } from '@guildhall/launcher';
import {
  Chaos,
  generatedOrders,
  planReplay,
  readRows,
  Replay,
  type ReplayReport,
  silentProgress,
} from '@guildhall/replay';

const ORDERS = 200;
const SEED = 'december 2010';

/** Story 48: orders of a real format, with their dirt; three sources agree to the penny whatever is killed on the way. */
describe('orders of a wholesaler are replayed while APIs and worker are killed at random', () => {
  const text = generatedOrders(SEED, ORDERS);
  const plan = planReplay(readRows(text));
  let directory: string;
  let house: House;
  let first: ReplayReport;

  const replay = (chaos?: Chaos) =>
    new Replay({
      run: house.runFile([]),
      directory,
      file: { name: 'generated.csv', sha256: createHash('sha256').update(text).digest('hex') },
      plan,
      concurrency: 4,
      progress: silentProgress,
      signal: new AbortController().signal,
      ...(chaos === undefined ? {} : { chaos }),
    }).perform();

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'guildhall-replay-'));
    house = await House.start({
      root: process.cwd(),
      directory,
      country: 'GB',
      currency: 'gbp',
      throwAway: true,
      env: { LOG_LEVEL: 'warn', STRIPE_MAX_REQUESTS_PER_SECOND: '5000' },
    });
    const chaos = new Chaos(house, { seed: SEED, pause: [700, 2_500], say: () => undefined });
    first = await replay(chaos);
  }, 240_000);
  afterAll(async () => {
    await house.stop();
    await rm(directory, { recursive: true, force: true });
  }, 60_000);

  it('finds the file’s, the ledger’s and Stripe’s totals equal', () => {
    expect(first.problems).toEqual([]);
    expect(first.totals.filter(({ agrees }) => !agrees)).toEqual([]);
    expect(first.thisRun).toMatchObject({ orders: plan.orders.length, refunds: plan.refunds.length });
  });

  it('was really hit, and had all kinds of orders', () => {
    const hit = new Set(first.thisRun.kills.map(({ process }) => process));
    expect(hit).toContain('buyer-checkout-api');
    expect(hit).toContain('worker');
    expect(plan.refunds.length).toBeGreaterThan(3);
    expect(first.orders.guests).toBeGreaterThan(10);
    const sellersOf = plan.orders.map(({ lines }) => new Set(lines.map(({ seller }) => seller)).size);
    expect(sellersOf.filter((sellers) => sellers === 1).length).toBeGreaterThan(5);
    expect(sellersOf.filter((sellers) => sellers > 3).length).toBeGreaterThan(5);
  });

  it('leaves no row of the file unaccounted for', () => {
    const { rows, inOrders, inRefunds, notApplied, unexplained } = first.rows;
    expect([inOrders + inRefunds + notApplied, unexplained]).toEqual([rows, 0n]);
    expect(first.notApplied.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([
        'price_zero',
        'price_not_whole_pence',
        'quantity_not_positive',
        'cancels_part_of_an_order',
      ]),
    );
  });

  it('charges nobody twice when it is replayed again, not even when it has forgotten what is done', async () => {
    const again = await replay();
    expect(again.thisRun).toMatchObject({ orders: 0, refunds: 0 });
    expect(again.totals).toEqual(first.totals);
    expect(again.problems).toEqual([]);
  }, 60_000);
});
