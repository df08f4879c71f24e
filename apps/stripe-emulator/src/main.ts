#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { parseKeyFile } from './core/key-file.js';
import { startEmulator, type EmulatorOptions } from './index.js';

// What is kept is kept for long. V8 would let the heap grow fourfold before it looks for garbage: half of that is saved, at the same speed.
setFlagsFromString('--heap-growing-percent=50');

const USAGE = `stripe-emulator [options]
  --port N        port (12111); 0 takes a free one
  --host H        address to listen on (127.0.0.1)
  --public-url U  address by which browsers reach it, for links to its pages (http://HOST:PORT)
  --data DIR      keep the state in DIR (.stripe-emulator)
  --memory        keep no state on disk
  --seed N        repeat ids from run to run
  --country CC    country of the default platform account (US)
  --keys FILE     JSON: [{ "key", "account", "permissions" }]; only these keys open anything
  --config FILE   JSON with settings of the families
stripe-emulator trigger EVENT_TYPE [--port N]   makes an event happen in a running emulator`;

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '12111' },
    host: { type: 'string', default: '127.0.0.1' },
    'public-url': { type: 'string' },
    data: { type: 'string', default: '.stripe-emulator' },
    memory: { type: 'boolean', default: false },
    seed: { type: 'string' },
    country: { type: 'string', default: 'US' },
    keys: { type: 'string' },
    config: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

function optionsOf(): EmulatorOptions {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is no port`);
  return {
    port,
    host: values.host,
    publicUrl: values['public-url'],
    data: values.memory ? undefined : values.data,
    seed: values.seed,
    country: values.country.toUpperCase(),
    keys: values.keys === undefined ? undefined : parseKeyFile(readJson(values.keys)),
    config: values.config === undefined ? undefined : (readJson(values.config) as Record<string, unknown>),
  };
}

async function serve(): Promise<void> {
  const running = await startEmulator(optionsOf());
  console.log(`listening on ${running.url}`);
  process.send?.({ ready: true, url: running.url });
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop); // whoever started it is gone
}

async function trigger(type: string): Promise<void> {
  const answer = await fetch(`http://${values.host}:${values.port}/_emulator/trigger`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ type }),
  });
  console.log(await answer.text());
  if (!answer.ok) process.exitCode = 1;
}

try {
  if (values.help) console.log(USAGE);
  else if (positionals[0] === 'trigger') await trigger(positionals[1] ?? '');
  else await serve();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
