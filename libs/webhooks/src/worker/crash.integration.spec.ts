import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import { WEBHOOK_FAILPOINTS } from '../failpoints.js';
import { CountingHandler, makeCountingTables } from '../spec-support/counting.handlers.js';
import { eventOf } from '../spec-support/deliveries.js';
import { deliver, eventually, startInboxApp } from '../spec-support/inbox-app.js';

const EVENTS = 40;
const WORKER = join(process.cwd(), 'dist/libs/webhooks/spec-support/crash.main.js');

describe('I6: a worker that is killed', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await makeCountingTables(database.source);
  });
  afterAll(() => database.close());

  /** @returns the signal that ended it, or null when it finished */
  async function work(failpoint: string): Promise<NodeJS.Signals | null> {
    const env = { ...process.env, GUILDHALL_FAILPOINT: failpoint };
    const child = spawn(process.execPath, [WORKER, database.url], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    if (signal === null && code !== 0) throw new Error(`the worker ended with ${String(code)}`);
    return signal;
  }

  /** The next worker. */
  async function finish(): Promise<void> {
    const app = await startInboxApp({ databaseUrl: database.url, handlers: [CountingHandler] });
    const waiting = () =>
      database.source.query<unknown[]>(`SELECT 1 FROM stripe_event WHERE state = 'pending' LIMIT 1`);
    await eventually(async () => (await waiting()).length === 0);
    await app.close();
  }

  const places = WEBHOOK_FAILPOINTS.filter((name) => !name.endsWith('-insert'));

  it.each([...places, 'webhooks:after-apply#3', 'webhooks:before-commit#3'])(
    'at %s has applied each event exactly once, or the next one does',
    async (failpoint) => {
      await database.source.query('TRUNCATE stripe_event, spec_applied, spec_balance');
      const ingest = await startInboxApp({ databaseUrl: database.url, worker: false });
      const events = Array.from({ length: EVENTS }, (_, place) => eventOf({ objectId: `cus_${place % 11}` }));
      await Promise.all(events.map((event) => deliver(ingest, event)));
      await ingest.close();

      // The third claim may never come: then it has simply finished.
      const signal = await work(failpoint);
      if (!failpoint.includes('#')) expect(signal).toBe('SIGKILL');
      await finish();

      const [sums] = await database.source.query<object[]>(`
        SELECT (SELECT count(*) FROM spec_applied)::integer AS applied,
               (SELECT count(DISTINCT event_id) FROM spec_applied)::integer AS distinct,
               (SELECT events FROM spec_balance WHERE id = 'all') AS balance,
               (SELECT count(*) FROM stripe_event WHERE state = 'processed')::integer AS processed`);
      expect(sums).toEqual({ applied: EVENTS, distinct: EVENTS, balance: EVENTS, processed: EVENTS });
    },
  );
});
