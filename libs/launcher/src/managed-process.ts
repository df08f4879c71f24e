import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessPlan {
  readonly name: string;
  /** Path of the compiled entry file. */
  readonly script: string;
  readonly arguments?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** True: takes as little memory as it can, and a tenth more time. */
  readonly isFrugal?: boolean;
  /** How long it may take to report that it is ready. */
  readonly readyTimeoutMs?: number;
  /** It had died and is ready again, as another process. */
  readonly onRevived?: () => void;
}

/**
 * A laptop runs seven of these. A small young generation keeps each about 20 MB smaller, code that is compact rather than
 * fast 10 MB, one helper thread and one malloc arena (glibc makes one per thread) another 7 MB.
 */
const SMALL_HEAP = ['--max-semi-space-size=2', '--v8-pool-size=1', '--optimize-for-size'];
const SMALL_ARENAS = { MALLOC_ARENA_MAX: '1' };
const STOP_TIMEOUT_MS = 15_000;
/** A process that lived as long as this did come up. */
const LIVED_MS = 3_000;

/**
 * One process of the house. It reports `{ ready: true, url }` over IPC, is started again when it dies by itself (or by
 * somebody's SIGKILL), and is stopped with SIGTERM.
 */
export class ManagedProcess {
  private child: ChildProcess | undefined;
  private stopping = false;
  private restarts = 0;
  private deathsInARow = 0;
  private launchedAt = 0;
  private starting: Promise<string> | undefined;

  constructor(private readonly plan: ProcessPlan) {}

  get name(): string {
    return this.plan.name;
  }

  get pid(): number | undefined {
    return this.child?.exitCode === null && this.child.signalCode === null ? this.child.pid : undefined;
  }

  /** How often it came back after a death that nobody asked for. */
  get restartCount(): number {
    return this.restarts;
  }

  /** @returns its URL once it is ready @throws Error with the end of its log when it is not */
  start(): Promise<string> {
    this.stopping = false;
    this.starting = this.launch();
    return this.starting;
  }

  /** Resolves when it is ready (again): after a `kill`, when it has come back. */
  async whenReady(): Promise<void> {
    await this.starting;
  }

  /** SIGKILL: nothing is cleaned up, as in a crash. It is started again by itself. */
  async kill(): Promise<void> {
    const child = this.child;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.starting?.catch(() => undefined);
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(timer);
  }

  private async launch(): Promise<string> {
    const { script, env, logFile, isFrugal = false, readyTimeoutMs = 60_000 } = this.plan;
    const log = openSync(logFile, 'a');
    const child = spawn(process.execPath, [...(isFrugal ? SMALL_HEAP : []), script, ...(this.plan.arguments ?? [])], {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        TZ: 'UTC',
        NODE_OPTIONS: process.env.NODE_OPTIONS ?? '',
        ...(isFrugal ? SMALL_ARENAS : {}),
        ...env,
      },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.child = child;
    this.launchedAt = Date.now();
    child.once('exit', () => {
      if (this.stopping || child !== this.child) return;
      this.starting = this.revive();
      const ignore = () => undefined; // its own death is seen by this listener, which tries again
      this.starting.then(() => this.plan.onRevived?.(), ignore);
    });
    const timer = new AbortController();
    try {
      return await Promise.race([
        readyMessage(child),
        once(child, 'exit', { signal: timer.signal }).then(() => this.fail('stopped before it was ready')),
        sleep(readyTimeoutMs, undefined, { signal: timer.signal }).then(() =>
          this.fail(`was not ready after ${readyTimeoutMs} ms`),
        ),
      ]);
    } finally {
      timer.abort();
    }
  }

  private fail(what: string): never {
    const tail = readFileSync(this.plan.logFile, 'utf8').split('\n').slice(-25).join('\n');
    throw new Error(`${this.plan.name} ${what}; the end of ${this.plan.logFile}:\n${tail}`);
  }

  /** At once, unless it dies again and again without having lived: then with growing pauses. */
  private async revive(): Promise<string> {
    this.restarts += 1;
    this.deathsInARow = Date.now() - this.launchedAt > LIVED_MS ? 1 : this.deathsInARow + 1;
    await sleep(Math.min(100 * this.deathsInARow, 5_000));
    if (this.isStopping()) throw new Error(`${this.plan.name} was stopped`);
    return this.launch();
  }

  private isStopping(): boolean {
    return this.stopping;
  }
}

function readyMessage(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      const { ready, url } = message as { ready?: boolean; url?: string };
      if (ready === true && url !== undefined) resolve(url);
    });
  });
}
