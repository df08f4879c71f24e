import { DataSource } from 'typeorm';
import { Outbox } from '../outbox.js';
import { startOutboxApp } from './outbox-app.js';

/**
 * A process to be killed: does one piece of work and ends. GUILDHALL_FAILPOINT says where it dies.
 * `request` records and runs in the request, `relay` records and leaves it to the worker in this process,
 * `resume` is a worker that finds work, `event` publishes a domain event and is also its worker.
 */
const [mode = '', databaseUrl = '', stripeUrl = '', subjectId = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const app = await startOutboxApp({
    role: mode === 'request' ? 'http' : 'worker',
    databaseUrl,
    stripeUrl,
    settings: { keyLifetimeMs: Number(process.env.KEY_LIFETIME_MS ?? '3600000') },
  });
  const outbox = app.get(Outbox);
  const source = app.get(DataSource);
  const request = {
    kind: 'spec.customer',
    subjectId,
    serialKey: subjectId,
    params: { name: 'A', metadata: { ours: '1' } },
  };

  if (mode === 'request') {
    const { id } = await source.transaction((manager) => outbox.record(manager, { ...request, runAtOnce: true }));
    await outbox.run(id);
  } else if (mode === 'relay') {
    await source.transaction((manager) => outbox.record(manager, request));
    await until(`SELECT 1 FROM stripe_operation WHERE subject_id = $1 AND settled_at IS NOT NULL`, 1);
  } else if (mode === 'resume') {
    await until(`SELECT 1 FROM stripe_operation WHERE subject_id = $1 AND settled_at IS NOT NULL`, 1);
  } else if (mode === 'event') {
    await source.transaction((manager) => outbox.publish(manager, 'order.refunded', { orderId: subjectId }));
    await until(`SELECT 1 FROM domain_event WHERE payload ->> 'orderId' = $1::text AND state = 'done'`, 3);
  } else throw new Error(`no such mode: ${mode}`);
  await app.close();

  async function until(query: string, rows: number): Promise<void> {
    while ((await source.query<unknown[]>(query, [subjectId])).length < rows) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

void main();
