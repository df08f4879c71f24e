// How fast entries are booked when every payment moves one Stripe balance, beside the same spread over many accounts.
// Rounds are interleaved, so that a busy machine slows both alike.
import { join } from 'node:path';
import { dataSourceOptions, migrate, newId } from '@guildhall/database';
import { freePort, startEmbeddedPostgres, usableDataDirectory } from '@guildhall/launcher';
import { CheckpointJob, LedgerBooks, PostgresLedger, account, credit, debit } from '@guildhall/ledger';
import { Money } from '@guildhall/money';
import { DataSource } from 'typeorm';
import { row } from './support/figures.mjs';
import { removeDirectory, temporaryDirectory } from './support/temporary-house.mjs';

const CLIENTS = 8;
const BATCH = 50;
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
async function bookRound(source, entries, ownerOf, size) {
  const ledger = new PostgresLedger(source);
  let booked = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (booked < entries) {
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

async function measure(source, { entries, rounds }) {
  const results = { hotBatch: [], spreadBatch: [], hotSingle: [], spreadSingle: [] };
  await bookRound(source, entries, spread, BATCH);
  for (let round = 0; round < rounds; round += 1) {
    results.hotBatch.push(await bookRound(source, entries, hot, BATCH));
    results.spreadBatch.push(await bookRound(source, entries, spread, BATCH));
    results.hotSingle.push(await bookRound(source, entries, hot, 1));
    results.spreadSingle.push(await bookRound(source, entries, spread, 1));
  }
  const summed = await balanceLatency(source);
  await new CheckpointJob(source).run();
  const [{ postings }] = await source.query('SELECT count(*)::int AS postings FROM posting');
  const { balanced } = await new LedgerBooks(source).trialBalance();
  if (!balanced) throw new Error('the books do not balance');
  return { ...results, summed, checkpointed: await balanceLatency(source), postings };
}

function rowsOf(result) {
  const slower = (hotter, other) => hotter.map((figure, round) => other[round] / figure);
  return [
    row(
      `one platform account: times slower than 1,000 accounts, ${BATCH} entries per commit`,
      slower(result.hotBatch, result.spreadBatch),
      'x',
      '<= 1.2, aim 1.0',
    ),
    row('the same with a commit per entry', slower(result.hotSingle, result.spreadSingle), 'x', '<= 1.2, aim 1.0'),
    row(`entries on one account, ${BATCH} per commit`, result.hotBatch, '/s'),
    row(`entries on 1,000 accounts, ${BATCH} per commit`, result.spreadBatch, '/s'),
    row('entries on one account, a commit per entry', result.hotSingle, '/s'),
    row('entries on 1,000 accounts, a commit per entry', result.spreadSingle, '/s'),
    row(`balance of the hot account, ${result.postings} postings stored, no checkpoint`, [result.summed], 'ms'),
    row('the same after a checkpoint', [result.checkpointed], 'ms'),
  ];
}

export async function run({ quick = false } = {}) {
  const settings = { entries: quick ? 1_500 : 6_000, rounds: 5 };
  const folder = await temporaryDirectory();
  const dataDirectory = await usableDataDirectory(join(folder, 'postgres'));
  const postgres = await startEmbeddedPostgres({ dataDirectory, port: await freePort() });
  try {
    await migrate(postgres.url);
    const options = dataSourceOptions({ url: postgres.url, poolSize: CLIENTS, applicationName: 'guildhall-bench' });
    const source = await new DataSource(options).initialize();
    try {
      return {
        title: 'Ledger: payments booked on one Stripe balance, or on many',
        rows: rowsOf(await measure(source, settings)),
        note: `${settings.rounds} interleaved rounds of ${settings.entries} entries with three postings each, ${CLIENTS} clients.`,
      };
    } finally {
      await source.destroy();
    }
  } finally {
    await postgres.stop();
    await removeDirectory(folder);
  }
}
