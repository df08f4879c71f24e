import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type ProcessName =
  | 'web'
  | 'stripe-emulator'
  | 'seller-onboarding-api'
  | 'buyer-checkout-api'
  | 'admin-api'
  | 'webhook-ingest'
  | 'worker';

export interface SeededLogin {
  readonly role: 'seller' | 'buyer' | 'operator';
  readonly email: string;
  readonly password: string;
  /** A personal access token with the login's roles. */
  readonly token: string;
  /** For people: who this is in the story. */
  readonly note: string;
}

/** `.guildhall/run.json`: what a script needs to find the running house. Written with mode 0600. */
export interface RunFile {
  readonly startedAt: string;
  readonly launcherPid: number;
  readonly urls: Readonly<Record<ProcessName, string>>;
  readonly pids: Readonly<Partial<Record<ProcessName | 'postgres', number>>>;
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly logDirectory: string;
  readonly stripe: { readonly apiBase: string | null; readonly secretKey: string; readonly publishableKey: string };
  readonly platform: { readonly country: string; readonly currency: string };
  readonly logins: readonly SeededLogin[];
}

const NAME = 'run.json';

/** @returns null when nothing has been started here, or what was has been stopped */
export async function readRunFile(directory: string): Promise<RunFile | null> {
  const text = await readFile(join(directory, NAME), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as RunFile);
}

/** Replaces the file whole, so that a reader never sees half of it. */
export async function writeRunFile(directory: string, run: RunFile): Promise<void> {
  const path = join(directory, NAME);
  await writeFile(`${path}.new`, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

export async function removeRunFile(directory: string): Promise<void> {
  await rm(join(directory, NAME), { force: true });
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
