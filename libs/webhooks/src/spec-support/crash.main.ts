import { DataSource } from 'typeorm';
import { CountingHandler } from './counting.handlers.js';
import { eventually, startInboxApp } from './inbox-app.js';

/** A worker to be killed: works on the inbox until nothing is left. GUILDHALL_FAILPOINT says where it dies. */
const [databaseUrl = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const app = await startInboxApp({
    databaseUrl,
    handlers: [CountingHandler],
    options: { leaseMs: 400, maxApplied: 7 },
  });
  const source = app.get(DataSource);
  await eventually(
    async () =>
      (await source.query<unknown[]>(`SELECT 1 FROM stripe_event WHERE state = 'pending' LIMIT 1`)).length === 0,
  );
  await app.close();
}

void main();
