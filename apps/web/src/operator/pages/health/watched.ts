import { api } from '../../api.js';
import type { Readiness } from './readiness.js';

const WATCHED = ['webhook_ingest', 'worker'] as const;

/** What the operators' API hears from the processes without a door here; when it is silent itself, nobody knows. */
export async function watchedReadiness(signal: AbortSignal): Promise<readonly Readiness[]> {
  try {
    return (await api.GET('/v1/health-overview/processes', { signal })).data;
  } catch (error) {
    if (signal.aborted) throw error;
    return WATCHED.map((process) => ({ process, status: 'unknown', failing: [] }));
  }
}
