// How fast the Stripe emulator writes with its journal on, whether lists stay flat as it fills, and what objects weigh.
// Beside it a bare Node server that parses the same form and answers JSON of the same size: what HTTP alone costs.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { median, row } from './support/figures.mjs';
import { HttpClient } from './support/http-client.mjs';
import { memoryOf } from './support/processes.mjs';
import { removeDirectory, root, temporaryDirectory } from './support/temporary-house.mjs';

const self = fileURLToPath(import.meta.url);
const CONNECTIONS = 10;
const HEADERS = { authorization: 'Bearer sk_test_benchmark', 'content-type': 'application/x-www-form-urlencoded' };

/** The least that answers POST /v1/customers. */
async function serve() {
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
    const customer = { id: 'cus_1', object: 'customer', ...form, metadata: {}, padding: 'x'.repeat(500) };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(customer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send({ url: `http://127.0.0.1:${server.address().port}` });
  process.on('disconnect', () => process.exit(0));
}

async function start(script, parameters) {
  // As the house starts its processes.
  const options = {
    execArgv: ['--max-semi-space-size=2', '--v8-pool-size=1'],
    env: { ...process.env, MALLOC_ARENA_MAX: '1' },
  };
  const child = fork(script, parameters, { ...options, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ url }] = await once(child, 'message');
  const stop = async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  return { url, pid: child.pid, stop };
}

async function emulator(data) {
  return start(join(root, 'apps/stripe-emulator/dist/main.js'), ['--port', '0', '--data', data]);
}

/** @param limits `{ duration }` in seconds or `{ amount }` @returns requests per second */
function post(url, path, body, limits) {
  let next = 0;
  const setupRequest = (request) => ({ ...request, body: body((next += 1)) });
  return new Promise((resolve, reject) => {
    const settings = {
      url: url + path,
      method: 'POST',
      headers: HEADERS,
      connections: CONNECTIONS,
      sampleInt: 100,
      ...limits,
    };
    autocannon({ ...settings, requests: [{ setupRequest }] }, (error, result) => {
      if (error) reject(error);
      else if (result.non2xx > 0 || result.errors > 0)
        reject(new Error(`${path}: ${result.non2xx} refused, ${result.errors} errors`));
      else resolve(result.requests.total / result.duration);
    });
  });
}

/** Ten customers share an address, however many there are: a filter always finds as much. */
const customerOf = (total) => (index) =>
  `email=buyer${index % (total / 10)}%40example.com&name=Buyer+${index}&metadata[order]=${index}`;
const intent = () => 'amount=10000&currency=usd&automatic_payment_methods[enabled]=true&metadata[order_id]=o1';
const paid = (account) => () =>
  `${intent()}&confirm=true&payment_method=pm_card_visa&return_url=http%3A%2F%2F127.0.0.1%2F` +
  `&application_fee_amount=1000&transfer_data[destination]=${account}`;

async function readyAccount(url) {
  const send = async (path, body) => {
    const answer = await fetch(url + path, { method: 'POST', headers: HEADERS, body });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const body = 'type=express&capabilities[card_payments][requested]=true&capabilities[transfers][requested]=true';
  const { id } = await send('/v1/accounts', body);
  await send(`/_control/accounts/${id}`, 'action=complete_onboarding');
  return id;
}

async function writes({ url }, bare, { rounds, seconds }) {
  const account = await readyAccount(url);
  const limits = { duration: seconds };
  const measured = { customers: [], bare: [], ratio: [], intents: [], paid: [] };
  for (let round = 0; round < rounds; round += 1) {
    const customers = await post(url, '/v1/customers', customerOf(10_000), limits);
    const plain = await post(bare.url, '/v1/customers', customerOf(10_000), limits);
    measured.customers.push(customers);
    measured.bare.push(plain);
    measured.ratio.push(customers / plain);
    measured.intents.push(await post(url, '/v1/payment_intents', intent, limits));
    measured.paid.push(await post(url, '/v1/payment_intents', paid(account), limits));
  }
  return measured;
}

async function readMs(client, path, calls) {
  const ms = [];
  for (let call = 0; call < calls; call += 1) {
    const started = performance.now();
    await client.send('GET', path, { headers: HEADERS });
    ms.push(performance.now() - started);
  }
  return median(ms);
}

/** The same reads on a small and a large emulator, in turns. */
async function lists(small, large, { rounds, calls }) {
  const clients = [new HttpClient(small.url), new HttpClient(large.url)];
  const reads = { list: '/v1/customers?limit=10', filter: '/v1/customers?limit=10&email=buyer7%40example.com' };
  const measured = { list: [], filter: [], listMs: [], filterMs: [] };
  for (const client of clients) await readMs(client, reads.list, 100);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, path] of Object.entries(reads)) {
      const [few, many] = [await readMs(clients[0], path, calls), await readMs(clients[1], path, calls)];
      measured[name].push(many / few);
      measured[`${name}Ms`].push(many);
    }
  }
  for (const client of clients) client.close();
  return measured;
}

/** Webhooks per second to an endpoint that answers at once, from the first request until the last has arrived. */
async function deliveries({ url }, { url: endpoint }, { rounds, events }) {
  const body = `url=${encodeURIComponent(endpoint)}&enabled_events[]=customer.created`;
  await fetch(`${url}/v1/webhook_endpoints`, { method: 'POST', headers: HEADERS, body });
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await post(url, '/v1/customers', customerOf(10_000), { amount: events });
    await fetch(`${url}/_emulator/deliveries/flush`, { method: 'POST' });
    measured.push((events * 1000) / (performance.now() - started));
  }
  return measured;
}

async function weight({ url, pid }, count) {
  await post(url, '/v1/payment_intents', intent, { amount: 2_000 });
  const before = await memoryOf(pid);
  await post(url, '/v1/payment_intents', intent, { amount: count });
  await new Promise((resolve) => setTimeout(resolve, 10_000)); // V8 gives garbage back when it has nothing else to do
  const after = await memoryOf(pid);
  return ((after.rss - before.rss) * 100_000) / count;
}

export async function run({ quick = false } = {}) {
  // Each customer comes with its event: a million objects.
  const many = quick ? 20_000 : 500_000;
  const weighed = quick ? 20_000 : 100_000;
  const settings = { rounds: 5, seconds: quick ? 1 : 3, calls: quick ? 200 : 1_000, events: quick ? 1_000 : 5_000 };
  const folder = await temporaryDirectory();
  const started = [];
  const open = async (opening) => {
    started.push(await opening);
    return started.at(-1);
  };
  try {
    const bare = await open(start(self, ['--serve']));
    const busy = await open(emulator(join(folder, 'busy')));
    const written = await writes(busy, bare, settings);
    const delivered = await deliveries(busy, bare, settings);
    await busy.stop();
    const [small, large] = [await open(emulator(join(folder, 'small'))), await open(emulator(join(folder, 'large')))];
    await post(small.url, '/v1/customers', customerOf(1_000), { amount: 1_000 });
    await post(large.url, '/v1/customers', customerOf(many), { amount: many });
    const read = await lists(small, large, settings);
    const heavy = await open(emulator(join(folder, 'heavy')));
    const megabytes = await weight(heavy, weighed);
    const size = (2 * many).toLocaleString('en');
    return {
      title: 'Stripe emulator',
      rows: [
        row(
          `POST /v1/customers, ${CONNECTIONS} connections, journal on`,
          written.customers,
          '/s',
          '>= 4,400/s on the machine of the bars',
        ),
        row('the same at a bare Node server that stores nothing', written.bare, '/s'),
        row('customers: emulator / bare Node', written.ratio, 'x'),
        row('POST /v1/payment_intents', written.intents, '/s'),
        row('PaymentIntent created and paid as a destination charge with a fee', written.paid, '/s'),
        row('webhooks delivered, signed, while customers are created', delivered, '/s'),
        row(`list of 10 with ${size} objects: times slower than with 2,000`, read.list, 'x', '<= 1.2'),
        row(`filter by email with ${size} objects: times slower than with 2,000`, read.filter, 'x', '<= 1.2'),
        row(`list of 10 with ${size} objects, p50`, read.listMs, 'ms'),
        row(`filter by email with ${size} objects, p50`, read.filterMs, 'ms'),
        row('memory per 100,000 PaymentIntents (growth of RSS)', [megabytes], 'MB', '<= 400 MB, aim 200 MB'),
      ],
      note:
        'One emulator process with its journal on disk. Ten customers share an address, so a filter finds ten in ' +
        'both. The bar for customers is the fastest other stand-in, measured on the machine of the bars.',
    };
  } finally {
    for (const each of started) await each.stop();
    await removeDirectory(folder);
  }
}

if (process.argv[2] === '--serve') await serve();
