import { ApiProblem } from './api-problem.js';

/** Sends one request; `globalThis.fetch` unless told otherwise. */
export type Send = (request: Request) => Promise<Response>;

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;
const MAY_PASS = new Set([502, 503, 504]);

/**
 * Repeats what may go better the next time: a lost connection, a server that is restarting, a key whose first request
 * is still running. Every repetition carries the same Idempotency-Key, so it cannot do anything twice.
 */
export function retryingFetch(send: Send, retries: number): Send {
  return async (request) => {
    for (let attempt = 0; ; attempt += 1) {
      const last = attempt >= retries;
      try {
        const response = await send(request.clone());
        if (last || !(await mayPass(response))) return response;
      } catch (error) {
        if (last || request.signal.aborted) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs(attempt)));
    }
  };
}

/** Drawn, so that many who press the same button do not all come back at the same moment and turn each other away. */
function pauseMs(attempt: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2);
}

/** @returns the problem that a response that is not a 2xx stands for */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const facts: unknown = await response.json().catch(() => null);
  const known = typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>) : {};
  return new ApiProblem(response.status, known);
}

async function mayPass(response: Response): Promise<boolean> {
  if (MAY_PASS.has(response.status)) return true;
  return response.status === 409 && (await problemFrom(response.clone())).code === 'idempotency_key_in_use';
}
