import { type AppConfig, CONFIG } from '@guildhall/config';
import { Inject, Injectable } from '@nestjs/common';
import { ProcessHealthResponse } from './process-health.messages.js';

/** Longer than its own checks may take, so that one that fails can still say so. */
const PATIENCE_MS = 3_000;
const SAYS = ['ok', 'failing', 'stopping'] as const;

/** Asks the processes that browsers cannot reach how they are. The addresses are the configuration's, never a request's. */
@Injectable()
export class ProcessHealth {
  constructor(@Inject(CONFIG) private readonly config: AppConfig) {}

  ask(): Promise<ProcessHealthResponse[]> {
    const { webhookIngest, worker } = this.config.processUrls;
    return Promise.all([readinessOf('webhook_ingest', webhookIngest), readinessOf('worker', worker)]);
  }
}

type Readiness = Pick<ProcessHealthResponse, 'status' | 'failing'>;

async function readinessOf(
  process: ProcessHealthResponse['process'],
  url: string | undefined,
): Promise<ProcessHealthResponse> {
  const readiness: Readiness = url === undefined ? { status: 'not_configured', failing: [] } : await reportAt(url);
  return Object.assign(new ProcessHealthResponse(), { process, ...readiness });
}

async function reportAt(url: string): Promise<Readiness> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(new URL('/health/ready', url), { signal, redirect: 'error' });
    return readReport(await answer.json());
  } catch {
    return { status: 'silent', failing: [] }; // whatever the reason: its log is where to look
  }
}

/** What is no report of ours counts as silence: something else listens there. */
function readReport(report: unknown): Readiness {
  const { status, checks } = (report ?? {}) as { status?: unknown; checks?: Record<string, { ok?: unknown } | null> };
  const said = SAYS.find((each) => each === status);
  if (said === undefined) return { status: 'silent', failing: [] };
  const failing = Object.entries(checks ?? {}).flatMap(([name, check]) => (check?.ok === true ? [] : [name]));
  return { status: said, failing };
}
