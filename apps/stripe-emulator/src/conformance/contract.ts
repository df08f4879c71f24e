import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** The part of JSON Schema that TypeScript's object types need, and what the SDK's own helpers mean on the wire. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';
  readonly const?: string | number | boolean;
  readonly enum?: readonly string[];
  /** Values of an open enum: others are allowed. */
  readonly known?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | false;
  /** As the schema, with nothing required. */
  readonly partial?: Schema;
  /** As the schema, or null, or an empty string: for parameters. */
  readonly emptyable?: Schema;
  /** Must not be there. */
  readonly never?: true;
}

/** One call as the SDK declares it. */
export interface SdkCall {
  readonly name: string;
  readonly method: string;
  /** E.g. `/v1/customers/:id`. */
  readonly path: string;
  readonly params: Schema | null;
  readonly answer: Schema;
}

/** What the installed SDK promises: the calls, the events and the types they mention. */
export interface Contract {
  readonly calls: readonly SdkCall[];
  readonly events: Readonly<Record<string, Schema>>;
  readonly definitions: Readonly<Record<string, Schema>>;
}

/**
 * The contract of the installed SDK. It is generated from the SDK's types by `tools/sdk-contract.mjs` when there is
 * none yet for this SDK and this generator (two seconds), and read from the cache of `node_modules` otherwise.
 */
export function loadContract(): Contract {
  const generator = join(appFolder(), 'tools', 'sdk-contract.mjs');
  const sdk = dirname(dirname(createRequire(generator).resolve('stripe')));
  const version = readFileSync(join(sdk, 'package.json'), 'utf8');
  const fingerprint = createHash('sha256').update(version).update(readFileSync(generator)).digest('hex').slice(0, 16);
  const folder = join(dirname(sdk), '.cache', 'stripe-emulator');
  const file = join(folder, `contract-${fingerprint}.json`);
  if (!existsSync(file)) generate(generator, folder, file);
  return JSON.parse(readFileSync(file, 'utf8')) as Contract;
}

function generate(generator: string, folder: string, file: string): void {
  const { status, stderr } = spawnSync(process.execPath, [generator, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the SDK's types could not be read: ${stderr}`);
  for (const old of readdirSync(folder))
    if (old.endsWith('.json') && join(folder, old) !== file) rmSync(join(folder, old), { force: true });
}

/** The app's own folder, found from where the process was started: tests run from the repository's root. */
function appFolder(): string {
  const candidates = [resolve('apps/stripe-emulator'), resolve('.')];
  const found = candidates.find((folder) => existsSync(join(folder, 'tools', 'sdk-contract.mjs')));
  if (found === undefined) throw new Error('run this from the root of the repository');
  return found;
}
