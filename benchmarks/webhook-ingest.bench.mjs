// How fast signed deliveries are stored and acknowledged, beside a bare Node server that only checks the signature and
// one that runs an INSERT per request. Rounds are interleaved, so that a busy machine slows all alike; figures are
// medians, with the range of the ratios.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import pg from 'pg';
import Stripe from 'stripe';
import { row } from './support/figures.mjs';
import { cpuMicroseconds } from './support/processes.mjs';

const self = fileURLToPath(import.meta.url);
const root = dirname(dirname(self));
const SECRET = 'whsec_benchmark';
const CONNECTIONS = 50;
/** Of the open loop, per second. */
const RATE = 500;

/** An event of 3.1 KB, as large as Stripe's usual ones. */
function eventText() {
  const event = {
    id: `evt_${randomBytes(12).toString('hex')}`,
    object: 'event',
    api_version: Stripe.API_VERSION,
    created: Math.floor(Date.now() / 1_000),
    data: { object: { id: `ch_${randomBytes(12).toString('hex')}`, object: 'charge', amount: 10_000, metadata: {} } },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: 'charge.updated',
  };
  for (let name = 0; JSON.stringify(event, null, 2).length < 3_100; name += 1) {
    event.data.object.metadata[`field_${name}`] = 'a value of a usual length';
  }
  return JSON.stringify(event, null, 2);
}

function deliveries(count) {
  return Array.from({ length: count }, () => {
    const body = eventText();
    const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET });
    return { body, signature };
  });
}

/** The two servers that ours is compared with: the least that a webhook endpoint can do. */
async function serve(kind) {
  const pool = kind === 'insert' ? new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 }) : undefined;
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    try {
      const event = Stripe.webhooks.constructEvent(Buffer.concat(parts), request.headers['stripe-signature'], SECRET);
      await pool?.query(
        `INSERT INTO stripe_event (stripe_account, event_id, type, object_id, api_version, livemode, stripe_created_at,
           source, payload) VALUES ('', $1, $2, $3, $4, $5, to_timestamp($6), 'webhook', $7) ON CONFLICT DO NOTHING`,
        [event.id, event.type, event.data.object.id, event.api_version, event.livemode, event.created, event],
      );
      response.end('{"received":true}');
    } catch {
      response.writeHead(400).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send({ ready: true, url: `http://127.0.0.1:${server.address().port}` });
}

async function start(name, databaseUrl) {
  const [script, parameters] =
    name === 'ingest' ? [join(root, 'dist/apps/webhook-ingest/main.js'), []] : [self, ['--serve', name]];
  const child = spawn(process.execPath, [script, ...parameters], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      DATABASE_URL: databaseUrl,
      DATABASE_POOL_SIZE: '10',
      STRIPE_SECRET_KEY: 'sk_test_benchmark',
      STRIPE_WEBHOOK_SECRETS: SECRET,
      STRIPE_CONNECT_WEBHOOK_SECRETS: SECRET,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ url }] = await once(child, 'message');
  return { name, child, url: `${url}/webhooks/platform`, databaseUrl };
}

function fire(target, requests, limits) {
  let next = 0;
  return new Promise((resolve, reject) => {
    autocannon(
      {
        url: target.url,
        method: 'POST',
        connections: CONNECTIONS,
        sampleInt: 100, // a run by amount ends at a sample, not at its last answer
        ...limits,
        requests: [
          {
            setupRequest: (request) => {
              const { body, signature } = requests[next++ % requests.length];
              const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature };
              return { ...request, headers, body };
            },
          },
        ],
      },
      (error, result) => {
        if (error) reject(error);
        else if (result.non2xx > 0 || result.errors > 0)
          reject(new Error(`${target.name}: ${result.non2xx} refused, ${result.errors} errors`));
        else resolve(result);
      },
    );
  });
}

/** Closed loop: as many as 50 connections can get through. */
async function throughput(target, requests, postmaster) {
  const before = [await cpuMicroseconds(target.child.pid), await cpuMicroseconds(postmaster)];
  const started = performance.now();
  await fire(target, requests, { amount: requests.length });
  const tookSeconds = (performance.now() - started) / 1_000;
  const after = [await cpuMicroseconds(target.child.pid), await cpuMicroseconds(postmaster)];
  return {
    perSecond: requests.length / tookSeconds,
    nodeUs: (after[0] - before[0]) / requests.length,
    postgresUs: (after[1] - before[1]) / requests.length,
  };
}

/** Open loop: a steady stream that does not wait for answers; latencies count from when a request was due. */
async function latency(target, requests, seconds) {
  const { latency: ms } = await fire(target, requests, { overallRate: RATE, duration: seconds });
  return { p50: ms.p50, p99: ms.p99 };
}

async function assertStored(target, expected) {
  const client = new pg.Client({ connectionString: target.databaseUrl });
  await client.connect();
  const { rows } = await client.query('SELECT count(*)::integer AS stored FROM stripe_event');
  await client.end();
  if (rows[0].stored < expected)
    throw new Error(`${target.name} acknowledged ${expected} events and stored ${rows[0].stored}`);
}

async function compare(postgres, targets, { events, rounds, seconds }) {
  const measured = new Map(targets.map(({ name }) => [name, []]));
  const warmUp = deliveries(2_000);
  for (const target of targets) await throughput(target, warmUp, postgres.pid);
  for (let round = 1; round <= rounds; round += 1) {
    const requests = deliveries(events);
    const steady = deliveries(RATE * seconds + CONNECTIONS);
    // Another one goes first in each round.
    const order = targets.map((_, place) => targets[(place + round) % targets.length]);
    for (const target of order) {
      const closed = await throughput(target, requests, postgres.pid);
      const open = await latency(target, steady, seconds);
      measured.get(target.name).push({ ...closed, ...open });
    }
    process.stderr.write(`round ${round} of ${rounds}\n`);
  }
  for (const target of targets) if (target.name !== 'bare') await assertStored(target, rounds * events);
  return measured;
}

const NAMES = {
  bare: 'bare Node http + constructEvent, stores nothing',
  insert: 'the same + one INSERT per request, pool of 10',
  ingest: 'Guildhall webhook-ingest, durable',
};

function rowsOf(measured) {
  const runs = (name) => measured.get(name);
  const ratios = (one, other, figure) => runs(one).map((run, round) => figure(run) / figure(runs(other)[round]));
  const cpu = (run) => run.nodeUs + run.postgresUs;
  return [
    row(
      'throughput: ours / bare',
      ratios('ingest', 'bare', (run) => run.perSecond),
      'x',
      '>= 0.45, aim 0.7',
    ),
    row('CPU per event: INSERT per request / ours', ratios('insert', 'ingest', cpu), 'x', '>= 1.6'),
    row(
      'throughput: ours / INSERT per request',
      ratios('ingest', 'insert', (run) => run.perSecond),
      'x',
    ),
    row(
      `p99 at ${RATE}/s: ours / INSERT per request`,
      ratios('ingest', 'insert', (run) => run.p99),
      'x',
      '<= 1, aim 0.5',
    ),
    ...Object.entries(NAMES).flatMap(([name, label]) => [
      row(
        `events/s: ${label}`,
        runs(name).map((run) => run.perSecond),
        '/s',
      ),
      row(
        `CPU of Node per event: ${label}`,
        runs(name).map((run) => run.nodeUs),
        'us',
      ),
      ...(name === 'bare'
        ? []
        : [
            row(
              `CPU of PostgreSQL per event: ${label}`,
              runs(name).map((run) => run.postgresUs),
              'us',
            ),
          ]),
      row(
        `p50 at ${RATE}/s: ${label}`,
        runs(name).map((run) => run.p50),
        'ms',
      ),
      row(
        `p99 at ${RATE}/s: ${label}`,
        runs(name).map((run) => run.p99),
        'ms',
      ),
    ]),
  ];
}

export async function run({ quick = false } = {}) {
  const settings = { rounds: 5, events: quick ? 6_000 : 15_000, seconds: quick ? 2 : 5 };
  const { migrate } = await import('@guildhall/database');
  const { createDatabase, freePort, startEmbeddedPostgres } = await import('@guildhall/launcher');
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-bench-'));
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDirectory: join(folder, 'postgres'), port: await freePort() });
  const targets = [];
  try {
    for (const name of Object.keys(NAMES)) {
      const url = await createDatabase(postgres.url, `bench_${name}`);
      await migrate(url);
      targets.push(await start(name, url));
    }
    return {
      title: 'Webhook ingest: signed deliveries stored and acknowledged',
      rows: rowsOf(await compare(postgres, targets, settings)),
      note: `Events of 3.1 KB, ${CONNECTIONS} connections, ${settings.rounds} rounds of ${settings.events} events; the load generator runs on the same machine.`,
    };
  } finally {
    for (const { child } of targets) {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[2] === '--serve') await serve(process.argv[3]);
