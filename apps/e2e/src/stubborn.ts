import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 250;
const PATIENCE_MS = 90_000;

/**
 * A client that presses on: the same request under the same Idempotency-Key until its answer comes, whatever dies in
 * between. For `ApiClientOptions.fetch`.
 */
export async function stubborn(request: Request): Promise<Response> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await fetch(request.clone()).catch(() => null);
    if (Date.now() > deadline) throw new Error(`no answer to ${request.method} ${request.url}`);
    if (response !== null && !(await isTryAgain(response))) return response;
    await sleep(PAUSE_MS);
  }
}

async function isTryAgain(response: Response): Promise<boolean> {
  if (response.status === 503) return true;
  if (response.status !== 409) return false;
  const { code } = (await response.clone().json()) as { code?: string };
  return code === 'idempotency_key_in_use';
}
