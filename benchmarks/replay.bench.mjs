// Real-looking orders of a wholesaler through the whole platform: placed, paid, delivered by webhook, booked, transferred,
// some refunded, until nothing is left to do and the file, the ledger and Stripe agree to the penny.
import { createHash } from 'node:crypto';
import { generatedOrders, planReplay, readRows, Replay, silentProgress } from '@guildhall/replay';
import { row } from './support/figures.mjs';
import { cpuMicroseconds } from './support/processes.mjs';
import { openHouse } from './support/temporary-house.mjs';

const CONCURRENCY = 4;
const PROCESSES = ['buyer-checkout-api', 'webhook-ingest', 'worker', 'stripe-emulator', 'postgres'];

export async function run({ quick = false } = {}) {
  const text = generatedOrders('benchmark', quick ? 60 : 400);
  const plan = planReplay(readRows(text));
  const env = { ORDER_EXPIRES_AFTER_SECONDS: '86400' };
  const { house, directory, close } = await openHouse({ country: 'GB', currency: 'gbp', env });
  try {
    const run = house.runFile([]);
    const cpu = () => Promise.all(PROCESSES.map((name) => cpuMicroseconds(run.pids[name])));
    const before = await cpu();
    const { thisRun, orders, refunds, problems } = await new Replay({
      run,
      directory,
      file: { name: 'generated.csv', sha256: createHash('sha256').update(text).digest('hex') },
      plan,
      concurrency: CONCURRENCY,
      progress: silentProgress,
      signal: AbortSignal.timeout(600_000),
    }).perform();
    if (problems.length > 0) throw new Error(`the replay does not add up: ${problems.join('; ')}`);
    const after = await cpu();
    const all = thisRun.orderSeconds + thisRun.settleSeconds;
    return {
      title: 'Replay: orders from the first click to the last booking',
      rows: [
        row(`orders placed and paid, ${CONCURRENCY} buyers at a time`, [thisRun.ordersPerSecond], '/s'),
        row('the same until all is applied, booked, transferred and refunded', [thisRun.orders / all], '/s'),
        row('lines per order', [orders.lines / orders.planned], ''),
        ...PROCESSES.map((name, index) =>
          row(`CPU per order: ${name}`, [(after[index] - before[index]) / thisRun.orders / 1_000], 'ms'),
        ),
      ],
      note:
        `${orders.planned} generated orders with ${orders.lines} lines of ${orders.products} products by eight sellers, ` +
        `${refunds} refunds, in one run; three totals agreed. CPU includes opening the sellers and listing the products.`,
    };
  } finally {
    await close();
  }
}
