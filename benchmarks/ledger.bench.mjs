// How fast entries are booked when every payment moves one Stripe balance, beside the same spread over many accounts.
// Rounds are interleaved, so that a busy machine slows both alike. `node benchmarks/ledger.bench.mjs [--entries 6000] [--rounds 5]`
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataSourceOptions, migrate, newId } from '@guildhall/database';
import { startEmbeddedPostgres } from '@guildhall/launcher';
import { CheckpointJob, LedgerBooks, PostgresLedger, account, credit, debit } from '@guildhall/ledger';
import { Money } from '@guildhall/money';
import { DataSource } from 'typeorm';

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '6000' },
    rounds: { type: 'string', default: '5' },
    clients: { type: 'string', default: '8' },
    batch: { type: 'string', default: '50' },
  },
});
const [entriesPerRound, rounds, clients, batchSize] = [values.entries, values.rounds, values.clients, values.batch].map(
  Number,
);
const usd = (amountMinor) => Money.of(amountMinor, 'usd');

function payment(owner) {
  const orderId = newId();
  const key = `txn_${orderId}`;
  return {
    key,
    occurredAt: new Date(),
    description: 'charge',
    orderId,
    postings: [
      debit(account.stripeBalance(owner), usd(9_680), key),
      debit(account.stripeFees, usd(320)),
      credit(account.orderClearing(orderId), usd(10_000)),
    ],
  };
}

/** @returns entries per second */
async function bookRound(source, ownerOf, size) {
  const ledger = new PostgresLedger(source);
  let booked = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (booked < entriesPerRound) {
        const first = booked;
        booked += size;
        const batch = Array.from({ length: size }, (_, index) => payment(ownerOf(first + index)));
        await source.transaction((manager) => ledger.post(manager, batch));
      }
    }),
  );
  return (booked * 1_000) / (performance.now() - started);
}

async function balanceLatency(source) {
  const ledger = new PostgresLedger(source);
  const started = performance.now();
  for (let read = 0; read < 200; read += 1) await ledger.balanceOf(account.stripeBalance('platform'), 'usd');
  return (performance.now() - started) / 200;
}

const hot = () => 'platform';
const spread = (index) => `acct_${index % 1_000}`;

async function measure(source) {
  const results = { hotBatch: [], spreadBatch: [], hotSingle: [], spreadSingle: [] };
  await bookRound(source, spread, batchSize);
  for (let round = 0; round < rounds; round += 1) {
    results.hotBatch.push(await bookRound(source, hot, batchSize));
    results.spreadBatch.push(await bookRound(source, spread, batchSize));
    results.hotSingle.push(await bookRound(source, hot, 1));
    results.spreadSingle.push(await bookRound(source, spread, 1));
  }
  const summed = await balanceLatency(source);
  await new CheckpointJob(source).run();
  const [{ postings }] = await source.query('SELECT count(*)::int AS postings FROM posting');
  const { balanced } = await new LedgerBooks(source).trialBalance();
  if (!balanced) throw new Error('the books do not balance');
  return { ...results, summed, checkpointed: await balanceLatency(source), postings };
}

const sorted = (figures) => [...figures].sort((left, right) => left - right);
const median = (figures) => sorted(figures)[Math.floor(figures.length / 2)];
const whole = (figure) => Math.round(figure).toLocaleString('en');

function row(label, figures, other) {
  const [low, high] = [sorted(figures)[0], sorted(figures).at(-1)];
  const slower = median(figures.map((figure, round) => other[round] / figure));
  return `| ${label} | ${whole(median(figures))} | ${whole(low)} - ${whole(high)} | ${slower.toFixed(2)} |`;
}

function print(result) {
  console.log(
    `\nLedger, ${rounds} interleaved rounds of ${whole(entriesPerRound)} entries of 3 postings, ${clients} clients.`,
  );
  console.log(
    `${cpus()[0]?.model ?? 'unknown CPU'}, ${availableParallelism()} cores, ${whole(totalmem() / 2 ** 30)} GB, Node ${process.version}, embedded PostgreSQL with fsync.\n`,
  );
  console.log('| what | entries/s (median) | range | times slower than spread |\n|---|---|---|---|');
  console.log(row(`one hot account, ${batchSize} entries per commit`, result.hotBatch, result.spreadBatch));
  console.log(row(`1,000 accounts, ${batchSize} entries per commit`, result.spreadBatch, result.spreadBatch));
  console.log(row('one hot account, a commit per entry', result.hotSingle, result.spreadSingle));
  console.log(row('1,000 accounts, a commit per entry', result.spreadSingle, result.spreadSingle));
  console.log(`\n| balance of the hot account, ${whole(result.postings)} postings stored | ms |\n|---|---|`);
  console.log(
    `| before a checkpoint | ${result.summed.toFixed(2)} |\n| after it | ${result.checkpointed.toFixed(2)} |`,
  );
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

const folder = await mkdtemp(join(tmpdir(), 'guildhall-bench-'));
await chmod(folder, 0o755);
const postgres = await startEmbeddedPostgres({ dataDirectory: join(folder, 'postgres'), port: await freePort() });
try {
  await migrate(postgres.url);
  const source = await new DataSource(
    dataSourceOptions({ url: postgres.url, poolSize: clients, applicationName: 'guildhall-bench' }),
  ).initialize();
  try {
    print(await measure(source));
  } finally {
    await source.destroy();
  }
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
