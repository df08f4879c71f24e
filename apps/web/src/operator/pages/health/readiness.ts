import type { AdminSchemas } from '@guildhall/api-client';

/** The processes that answer through this origin. The operators' API asks the others. */
export const PROCESSES = ['buyer', 'seller', 'admin'] as const;

type Watched = AdminSchemas['ProcessHealthResponse'];

export interface Readiness {
  readonly process: (typeof PROCESSES)[number] | Watched['process'];
  /** `unknown`: who could ask it does not answer. */
  readonly status: Watched['status'] | 'unknown';
  /** Checks that do not work just now: `database`. */
  readonly failing: readonly string[];
}

/** What a process says at `/health/ready`, also when it says so with a 503. */
export async function readinessOf(process: Readiness['process'], signal: AbortSignal): Promise<Readiness> {
  try {
    const answer = await fetch(`/api/${process}/health/ready`, { signal });
    return readReport(process, await answer.json());
  } catch (error) {
    if (signal.aborted) throw error;
    return { process, status: 'silent', failing: [] };
  }
}

/** @param report anything; what is no report counts as no answer */
export function readReport(process: Readiness['process'], report: unknown): Readiness {
  const { status, checks } = (report ?? {}) as { status?: unknown; checks?: Record<string, { ok?: unknown } | null> };
  if (status !== 'ok' && status !== 'failing' && status !== 'stopping')
    return { process, status: 'silent', failing: [] };
  const failing = Object.entries(checks ?? {}).flatMap(([name, check]) => (check?.ok === true ? [] : [name]));
  return { process, status, failing };
}
