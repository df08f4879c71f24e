import createClient from 'openapi-fetch';
import { problemFrom, retryingFetch, type Send } from './retrying-fetch.js';
import type { TypedApi } from './typed-api.js';

export interface ApiClientOptions {
  /** A session or a personal access token. Without it, a guest calls. */
  readonly token?: string;
  /** How often a call is repeated when it may go better. @default 2 */
  readonly retries?: number;
  /** @default globalThis.fetch */
  readonly fetch?: Send;
}

const MUTATING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** A typed client of the API with these paths. */
export function createApi<Paths extends object>(baseUrl: string, options: ApiClientOptions = {}): TypedApi<Paths> {
  const send: Send = options.fetch ?? ((request) => fetch(request));
  const client = createClient<Record<string, never>>({ baseUrl, fetch: retryingFetch(send, options.retries ?? 2) });
  client.use({
    onRequest({ request }) {
      if (options.token !== undefined) request.headers.set('authorization', `Bearer ${options.token}`);
      if (MUTATING.has(request.method) && !request.headers.has('idempotency-key')) {
        request.headers.set('idempotency-key', crypto.randomUUID());
      }
      return request;
    },
    async onResponse({ response }) {
      if (!response.ok) throw await problemFrom(response);
    },
  });
  const call = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE') => async (path: string, init?: object) => {
    const request = client[method] as unknown as (path: string, init?: object) => Promise<{ data?: unknown }>;
    return (await request(path, init)).data;
  };
  const calls = {
    GET: call('GET'),
    POST: call('POST'),
    PUT: call('PUT'),
    PATCH: call('PATCH'),
    DELETE: call('DELETE'),
  };
  // The compiler knows paths and answers from the generated types; at run time a path is text and an answer is JSON.
  return calls as unknown as TypedApi<Paths>;
}
