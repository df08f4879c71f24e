import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AdminSchemas } from '@guildhall/api-client';
import { isRunning, readRunFile } from '@guildhall/launcher';
import { eventually, Failpoints, Market } from '@guildhall/testing';
import { STAGES } from './crash.journeys.js';
import { expectBooksToTieOut, usd } from './story.js';

const WINDOWS = [
  ['between commit and call', 'outbox:before-call'],
  ['between call and result', 'outbox:after-call'],
  ['between result and commit', 'outbox:before-result-commit'],
] as const;
/** What an operation of a kind makes at Stripe; it is found there by its `operation_id`. The others change what exists: their journeys look at it. */
const MADE_BY: Readonly<Partial<Record<string, string>>> = {
  'account.create': 'account',
  'customer.create': 'customer',
  'payment_intent.create': 'payment_intent',
  'payout.create': 'payout',
  'refund.create': 'refund',
  'setup_intent.create': 'setup_intent',
  'transfer.create': 'transfer',
  'transfer_reversal.create': 'transfer_reversal',
};
const failpoints = new Failpoints();
let market: Market;

beforeAll(async () => {
  market = await Market.opens({ env: { ...failpoints.env, WORK_LEASE_MS: '800' } });
});
afterAll(async () => {
  await market.closes();
  failpoints.remove();
});

/** A stage kills up to eighteen processes, and on a busy machine each takes its time to come back. */
const PATIENCE_MS = 300_000;

async function operationsOf(kind: string): Promise<AdminSchemas['OperationResponse'][]> {
  const { api } = await market.operator();
  return (await api.GET('/v1/operations', { params: { query: { kind, limit: 100 } } })).data;
}

describe.each(STAGES.map((journeys) => ({ journeys, title: journeys.flatMap(({ kinds }) => kinds).join(', ') })))(
  'killed around its call to Stripe: $title',
  ({ journeys }) => {
    const kinds = journeys.flatMap((journey) => journey.kinds);
    const cells = kinds.flatMap((kind) => WINDOWS.map(([window, place]) => ({ kind, window, place })));
    let outcomes: readonly (() => Promise<void>)[] = [];

    beforeAll(async () => {
      await market.opensBooks();
      const prepared = await Promise.all(journeys.map((journey) => journey.prepare(market)));
      for (const { place, kind } of cells) failpoints.arm(`${place}@${kind}`);
      await Promise.all(prepared.map(({ act }) => act()));
      await market.settles(PATIENCE_MS);
      outcomes = prepared.map(({ expectOutcome }) => expectOutcome);
    }, 2 * PATIENCE_MS);

    it.each(cells)('I1, I2: $kind, killed $window, is done once', async ({ kind, place }) => {
      const death = failpoints.deathAt(`${place}@${kind}`);
      expect(death && isRunning(death.pid)).toBe(false);
      const struck = (await operationsOf(kind)).find(({ id }) => id === death?.subject);
      expect(struck).toMatchObject({ kind, state: 'succeeded' });
      expect(struck?.attempts).toBeGreaterThan(1);
    });

    it.each(kinds)('I1, I2: every %s that was near is done once', async (kind) => {
      const type = MADE_BY[kind];
      for (const { id, state } of await operationsOf(kind)) {
        expect(state).toBe('succeeded');
        if (type !== undefined) expect(await market.emulator.count(type, { operation_id: id })).toBe(1);
      }
    });

    it.each(journeys.map(({ title }, index) => ({ title, index })))('$title', async ({ index }) => {
      const expectOutcome = outcomes[index];
      if (expectOutcome === undefined) throw new Error('it was not played');
      await expectOutcome();
    });

    it('I3, I4: the books tie out', async () => {
      await expectBooksToTieOut(market);
      const gains = journeys.reduce((sum, { platformGains }) => sum + platformGains, 0);
      expect(await market.platformBalance()).toEqual(usd(gains));
    });
  },
);

describe('the list of kinds', () => {
  /** Every `@StripeOperation` of the slices. */
  function kindsInTheCode(): string[] {
    const files = readdirSync('libs', { recursive: true, encoding: 'utf8' }).filter((path) =>
      /^[\w-]+\/src\/(?!.*spec).*\.ts$/.test(path),
    );
    const found = files.flatMap((path) => [
      ...readFileSync(join('libs', path), 'utf8').matchAll(/^@StripeOperation\('(.+)'\)/gm),
    ]);
    return found.map(([, kind = '']) => kind).sort();
  }

  it('is complete: a new kind needs a journey', () => {
    expect(kindsInTheCode().length).toBeGreaterThan(0);
    const played = STAGES.flat().flatMap(({ kinds }) => kinds);
    expect([...played].sort()).toEqual(kindsInTheCode());
    for (const kind of kindsInTheCode().filter((each) => each.endsWith('.create') && each !== 'account_link.create'))
      expect(MADE_BY).toHaveProperty([kind]);
  });
});

it('the run file names the processes that came back', async () => {
  const { house } = market;
  const before = (await house.writeRunFile([])).pids;
  const killed = ['worker', 'webhook-ingest'] as const;
  await market.kills(...killed);
  const named = await eventually(
    async () => (await readRunFile(house.options.directory))?.pids ?? before,
    (pids) => killed.every((name) => pids[name] !== undefined && pids[name] !== before[name]),
  );
  expect(named).toEqual(house.runFile([]).pids);
});
