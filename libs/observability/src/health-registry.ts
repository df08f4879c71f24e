import { Injectable } from '@nestjs/common';
import { redactText } from './redact.js';

const CHECK_TIMEOUT_MS = 2_000;

export interface HealthCheckResult {
  readonly ok: boolean;
  readonly durationMs: number;
  readonly error?: string;
}

export interface HealthReport {
  readonly status: 'ok' | 'failing' | 'stopping';
  readonly checks: Readonly<Record<string, HealthCheckResult>>;
}

/**
 * What must work before this process may get requests. Liveness is not asked here: a process that answers is alive, and
 * killing it does not bring a database back.
 */
@Injectable()
export class HealthRegistry {
  private readonly checks = new Map<string, () => Promise<unknown>>();
  private stopping = false;

  /** @param check throws (or takes more than 2 s) when the thing does not work */
  register(name: string, check: () => Promise<unknown>): void {
    if (this.checks.has(name)) throw new Error(`there is a readiness check named ${name} already`);
    this.checks.set(name, check);
  }

  /** From now on not ready, so that no new requests are sent here while the last ones are finished. */
  stop(): void {
    this.stopping = true;
  }

  /** For answers that would never end by themselves: they end now. */
  get isStopping(): boolean {
    return this.stopping;
  }

  async run(): Promise<HealthReport> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await runCheck(check)] as const),
    );
    const ok = results.every(([, result]) => result.ok);
    return {
      status: this.stopping ? 'stopping' : ok ? 'ok' : 'failing',
      checks: Object.fromEntries(results),
    };
  }
}

async function runCheck(check: () => Promise<unknown>): Promise<HealthCheckResult> {
  const started = performance.now();
  const durationMs = () => Math.round(performance.now() - started);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`));
    }, CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([check(), timeout]);
    return { ok: true, durationMs: durationMs() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, durationMs: durationMs(), error: redactText(message) };
  } finally {
    clearTimeout(timer);
  }
}
