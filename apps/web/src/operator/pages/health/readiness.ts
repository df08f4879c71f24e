/** The processes that answer through this origin; whoever brings in Stripe's events and works on them has no door here. */
export const PROCESSES = ['buyer', 'seller', 'admin'] as const;

export type ProcessName = (typeof PROCESSES)[number];

export interface Readiness {
  readonly process: ProcessName;
  /** Null: it does not answer at all. */
  readonly status: 'ok' | 'failing' | 'stopping' | null;
  /** Checks that do not work just now: `database`. */
  readonly failing: readonly string[];
}

/** What a process says at `/health/ready`, also when it says so with a 503. */
export async function readinessOf(process: ProcessName, signal: AbortSignal): Promise<Readiness> {
  try {
    const answer = await fetch(`/api/${process}/health/ready`, { signal });
    return readReport(process, await answer.json());
  } catch (error) {
    if (signal.aborted) throw error;
    return { process, status: null, failing: [] };
  }
}

/** @param report anything; what is no report counts as no answer */
export function readReport(process: ProcessName, report: unknown): Readiness {
  const { status, checks } = (report ?? {}) as { status?: unknown; checks?: Record<string, { ok?: unknown } | null> };
  if (status !== 'ok' && status !== 'failing' && status !== 'stopping') return { process, status: null, failing: [] };
  const failing = Object.entries(checks ?? {}).flatMap(([name, check]) => (check?.ok === true ? [] : [name]));
  return { process, status, failing };
}
