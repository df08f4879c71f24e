import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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
import { createTestDatabase } from '@guildhall/testing';

const ORDERS = 200;
const SEED = 'december 2010';

/** Story 48: orders of a real format, with their dirt; three sources agree to the penny whatever is killed on the way. */
describe('orders of a wholesaler are replayed while APIs and worker are killed at random', () => {
  const text = generatedOrders(SEED, ORDERS);
  const plan = planReplay(readRows(text));
  let directory: string;
  let house: House;
  let first: ReplayReport;
  const over = new AbortController();

  const replay = (chaos?: Chaos) =>
    new Replay({
      run: house.runFile([]),
      directory,
      file: { name: 'generated.csv', sha256: createHash('sha256').update(text).digest('hex') },
      plan,
      concurrency: 4,
      progress: silentProgress,
      signal: over.signal,
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
      databaseUrl: await createTestDatabase(),
      env: { LOG_LEVEL: 'warn', STRIPE_MAX_REQUESTS_PER_SECOND: '5000' },
    });
    const chaos = new Chaos(house, {
      seed: SEED,
      pause: [500, 2_000],
      most: 8,
      say: () => undefined,
    });
    first = await replay(chaos);
  }, 240_000);
  afterAll(async () => {
    over.abort();
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

  it('does nothing when it is replayed again', async () => {
    const again = await replay();
    expect(again.thisRun).toMatchObject({ orders: 0, refunds: 0 });
    expect(again.totals).toEqual(first.totals);
    expect(again.problems).toEqual([]);
  }, 60_000);

  it('charges and refunds nobody twice when it has forgotten what is done', async () => {
    const path = join(directory, 'replay.ndjson');
    const lines = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, lines.filter((line) => !/"is":"(order|refund|product)"/.test(line)).join('\n'));
    const again = await replay();
    expect(again.thisRun).toMatchObject({ orders: plan.orders.length, refunds: plan.refunds.length });
    expect(again.totals).toEqual(first.totals);
    expect(again.problems).toEqual([]);
  }, 90_000);
});
