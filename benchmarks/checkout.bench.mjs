// What an order costs over the Stripe call it makes: a guest's order of one line through POST /v1/orders, beside the same
// PaymentIntent made with the bare SDK at the same emulator. One at a time and in turns, then ten at once.
import { randomUUID } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { usableDataDirectory } from '@guildhall/launcher';
import { EmulatorControl } from '@guildhall/testing';
import pg from 'pg';
import { median, quantile, row } from './support/figures.mjs';
import { HttpClient, perSecond } from './support/http-client.mjs';
import { cpuMicroseconds } from './support/processes.mjs';
import { openHouse, sellerWithProducts } from './support/temporary-house.mjs';

const CONNECTIONS = 10;
/** Orders of one product wait for each other: its stock is counted down by one at a time. */
const PRODUCTS = 50;

class Till {
  constructor({ run, stripe }, { seller, products }) {
    this.client = new HttpClient(run.urls['buyer-checkout-api'], CONNECTIONS);
    this.stripe = stripe;
    this.seller = seller;
    this.products = products;
    this.orders = 0;
  }

  async order() {
    const { id } = this.products[(this.orders += 1) % PRODUCTS];
    const body = { items: [{ productId: id, quantity: 1 }], guestEmail: 'guest@guildhall.example' };
    const placed = await this.client.send('POST', '/v1/orders', { body, headers: { 'idempotency-key': randomUUID() } });
    if (!placed.payment.clientSecret) throw new Error('the order came without a client secret');
  }

  async bare() {
    const intent = await this.stripe.paymentIntents.create(
      {
        amount: 10_000,
        currency: 'usd',
        application_fee_amount: 1_000,
        transfer_data: { destination: this.seller.accountId },
        automatic_payment_methods: { enabled: true },
        metadata: { order_id: randomUUID(), operation_id: randomUUID() },
      },
      { idempotencyKey: randomUUID() },
    );
    if (!intent.client_secret) throw new Error('the PaymentIntent came without a client secret');
  }

  frame() {
    return this.client.send('GET', '/health/live');
  }
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** One after another, in turns, so that whatever else the machine does slows both alike. */
async function latencyRound(till, calls) {
  const ms = { order: [], bare: [], frame: [] };
  for (let call = 0; call < calls; call += 1) {
    ms.bare.push(await timed(() => till.bare()));
    ms.order.push(await timed(() => till.order()));
    ms.frame.push(await timed(() => till.frame()));
  }
  return ms;
}

async function cpuPer(count, pids, work) {
  const before = await Promise.all(pids.map(cpuMicroseconds));
  for (let done = 0; done < count; done += 1) await work();
  const after = await Promise.all(pids.map(cpuMicroseconds));
  return after.map((used, index) => (used - before[index]) / count / 1_000);
}

/** Lets PostgreSQL write down each statement of the API for a few orders. @returns statements per order, ms inside PostgreSQL */
async function statementsPerOrder(till, { run, directory }, orders) {
  const log = join(await usableDataDirectory(join(directory, 'postgres')), 'server.log');
  const client = new pg.Client({ connectionString: run.databaseUrl });
  await client.connect();
  const set = async (settings) => {
    for (const setting of settings) await client.query(setting);
    await client.query('SELECT pg_reload_conf()');
    await new Promise((resolve) => setTimeout(resolve, 500));
  };
  try {
    await set(["ALTER SYSTEM SET log_line_prefix = '[%a] '", 'ALTER SYSTEM SET log_min_duration_statement = 0']);
    await appendFile(log, '\n[benchmark] begin\n');
    for (let done = 0; done < orders; done += 1) await till.order();
    await set(['ALTER SYSTEM RESET log_line_prefix', 'ALTER SYSTEM RESET log_min_duration_statement']);
  } finally {
    await client.end();
  }
  const lines = (await readFile(log, 'utf8')).split('[benchmark] begin').at(-1).split('\n');
  const own = lines
    .map((line) => /^\[buyer-checkout-api\] LOG: {2}duration: ([\d.]+) ms {2}(\w+)/.exec(line))
    .filter(Boolean);
  const roundTrips = own.filter(([, , step]) => step === 'execute' || step === 'statement').length;
  return { roundTrips: roundTrips / orders, ms: own.reduce((sum, [, ms]) => sum + Number(ms), 0) / orders };
}

async function measure(house, { quick }) {
  const [rounds, calls, seconds] = quick ? [5, 60, 1] : [7, 300, 4];
  const till = new Till(house, await sellerWithProducts(house.run, PRODUCTS));
  const emulator = new EmulatorControl(house.run.urls['stripe-emulator']);
  try {
    await latencyRound(till, 150);
    const live = await perSecond(CONNECTIONS, seconds * 2_000, () => till.order());
    await emulator.deliveries('hold');
    const { pids } = house.run;
    const names = ['buyer-checkout-api', 'postgres', 'stripe-emulator'];
    const measured = { order: [], bare: [], share: [], frame: [], orderP99: [], bareP99: [], orders: [], bares: [] };
    for (let round = 0; round < rounds; round += 1) {
      const ms = await latencyRound(till, calls);
      for (const name of ['order', 'bare', 'frame']) measured[name].push(median(ms[name]));
      measured.share.push(median(ms.order) - median(ms.bare));
      measured.orderP99.push(quantile(ms.order, 0.99));
      measured.bareP99.push(quantile(ms.bare, 0.99));
      measured.orders.push(await perSecond(CONNECTIONS, seconds * 1_000, () => till.order()));
      measured.bares.push(await perSecond(CONNECTIONS, seconds * 1_000, () => till.bare()));
    }
    const cpu = await cpuPer(
      calls,
      names.map((name) => pids[name]),
      () => till.order(),
    );
    const statements = await statementsPerOrder(till, house, 20);
    return { measured, cpu, statements, live };
  } finally {
    till.client.close();
  }
}

export async function run({ quick = false } = {}) {
  const house = await openHouse();
  try {
    const { measured, cpu, statements, live } = await measure(house, { quick });
    const ratio = measured.orders.map((figure, round) => figure / measured.bares[round]);
    return {
      title: 'Checkout: an order with its PaymentIntent',
      rows: [
        row("the platform's own share of p50 (order - bare SDK call)", measured.share, 'ms', '<= 4 ms, aim 2 ms'),
        row('p50 of an order, one at a time', measured.order, 'ms'),
        row('p50 of the bare SDK call', measured.bare, 'ms'),
        row('p50 of a request that does nothing (GET /health/live)', measured.frame, 'ms'),
        row(
          'p99 of an order / of the bare call',
          measured.orderP99.map((ms, round) => ms / measured.bareP99[round]),
          'x',
        ),
        row(`orders at ${CONNECTIONS} connections`, measured.orders, '/s'),
        row(`bare SDK calls at ${CONNECTIONS} connections`, measured.bares, '/s'),
        row('orders / bare calls', ratio, 'x'),
        row(`orders at ${CONNECTIONS} connections while webhooks are delivered and applied`, [live], '/s'),
        row('SQL round trips per order', [statements.roundTrips], ''),
        row('inside PostgreSQL per order (statements being written to its log)', [statements.ms], 'ms'),
        row('CPU of the API per order', [cpu[0]], 'ms'),
        row('CPU of PostgreSQL per order (all its processes)', [cpu[1]], 'ms'),
        row('CPU of the emulator per order', [cpu[2]], 'ms'),
      ],
      note:
        'Calls are made in turns: bare, order, nothing. Webhooks are held back unless a row says otherwise: the worker ' +
        'would share the cores. The share is what is left for HTTP, pricing, two transactions and their fsyncs; the CPU ' +
        'figures say how much of it is work.',
    };
  } finally {
    await house.close();
  }
}
