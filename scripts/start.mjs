// `npm start`: the whole marketplace on this machine. `npm start -- --help` lists the options.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root, run as runCommand, seconds } from './prepare.mjs';

const { values: options } = parseArgs({
  options: {
    detach: { type: 'boolean', default: false },
    reset: { type: 'boolean', default: false },
    country: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const directory = join(root, '.guildhall');

function help() {
  console.log(`npm start -- [options]

  --detach        return once everything is ready; stop it with: npm stop
  --reset         forget everything and start over
  --country GB    country of the platform and the seeded sellers (US, GB, DE, JP); only with an empty state

DATABASE_URL and REDIS_URL are used when set. With STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY (test mode) the real
Stripe is used instead of the emulator; STRIPE_WEBHOOK_SECRETS and STRIPE_CONNECT_WEBHOOK_SECRETS then come from you.`);
}

/** Starts this script again in the background and waits until it says that it is ready. */
async function detach() {
  const { readRunFile } = await import('@guildhall/launcher');
  mkdirSync(join(directory, 'logs'), { recursive: true });
  const log = openSync(join(directory, 'logs', 'launcher.log'), 'a');
  const rest = process.argv.slice(2).filter((argument) => !['--detach', '--reset'].includes(argument));
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs'), ...rest], {
    cwd: root,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  const outcome = await new Promise((resolve) => {
    child.on('message', (message) => {
      if (message.step !== undefined) console.log(`  ${message.step}`);
      if (message.ready === true) resolve(0);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
  if (outcome !== 0) {
    console.error(`it did not start; see ${join('.guildhall', 'logs', 'launcher.log')}`);
    process.exit(outcome);
  }
  const { introduction } = await import('./introduction.mjs');
  console.log(introduction(await readRunFile(directory)));
  child.disconnect();
  child.unref();
}

async function stripeFromEnvironment() {
  const { STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRETS, STRIPE_CONNECT_WEBHOOK_SECRETS } =
    process.env;
  if (!STRIPE_SECRET_KEY) return undefined;
  if (!/^(sk|rk)_test_/.test(STRIPE_SECRET_KEY))
    throw new Error('npm start takes test-mode keys only (sk_test_... or rk_test_...)');
  if (!STRIPE_PUBLISHABLE_KEY || !STRIPE_WEBHOOK_SECRETS || !STRIPE_CONNECT_WEBHOOK_SECRETS) {
    throw new Error(
      'with STRIPE_SECRET_KEY set, STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRETS and STRIPE_CONNECT_WEBHOOK_SECRETS are needed too (see README, "Real Stripe")',
    );
  }
  return {
    secretKey: STRIPE_SECRET_KEY,
    publishableKey: STRIPE_PUBLISHABLE_KEY,
    webhookSecrets: STRIPE_WEBHOOK_SECRETS,
    connectWebhookSecrets: STRIPE_CONNECT_WEBHOOK_SECRETS,
  };
}

function say(step) {
  console.log(step);
  if (process.connected) process.send({ step });
}

async function refuseSecondStart(launcher) {
  const running = await launcher.readRunFile(directory);
  if (running === null || !launcher.isRunning(running.launcherPid)) return;
  console.error(`Guildhall runs here already (process ${running.launcherPid}): npm stop, then start again.`);
  process.exit(1);
}

async function reset() {
  const { stopPostgresIn, usableDataDirectory } = await import('@guildhall/launcher');
  const dataDirectory = await usableDataDirectory(join(directory, 'postgres'));
  await stopPostgresIn(dataDirectory);
  for (const path of [dataDirectory, `${dataDirectory}.password`, directory])
    await rm(path, { recursive: true, force: true });
  say('everything forgotten');
}

/** Once, and in a process of its own: what it needs to load is not needed afterwards. */
async function seed(house) {
  const known = await readFile(join(directory, 'logins.json'), 'utf8').catch(() => null);
  if (known !== null) return JSON.parse(known);
  say('seeding a small market');
  await house.writeRunFile([]);
  await runCommand(process.execPath, ['scripts/seed.mjs']);
  return JSON.parse(await readFile(join(directory, 'logins.json'), 'utf8'));
}

async function main() {
  if (options.help) return help();
  const started = performance.now();
  await prepare();
  const launcher = await import('@guildhall/launcher');
  await refuseSecondStart(launcher);
  if (options.reset) await reset(); // not in the background: its log is among what is forgotten
  if (options.detach) return detach();

  const stripe = await stripeFromEnvironment();
  const { currencyOfCountry } = await import('@guildhall/money');
  const country = options.country ?? process.env.PLATFORM_COUNTRY ?? 'US';
  const house = await launcher.House.start({
    root,
    directory,
    country,
    currency: currencyOfCountry(country) ?? 'usd',
    preferKnownPorts: true,
    onProgress: say,
    ...(stripe === undefined ? {} : { stripe }),
    ...(process.env.DATABASE_URL ? { databaseUrl: process.env.DATABASE_URL } : {}),
    ...(process.env.REDIS_URL ? { redisUrl: process.env.REDIS_URL } : {}),
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    console.log('\nstopping (everything is kept; npm start comes back to it)');
    await house.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  const run = await house.writeRunFile(await seed(house));
  const { introduction } = await import('./introduction.mjs');
  console.log(introduction(run));
  say(`ready in ${seconds(started)}; Ctrl-C stops`);
  if (process.connected) process.send({ ready: true });
}

main().catch((error) => {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
});
