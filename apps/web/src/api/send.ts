import type { ApiClientOptions } from '@guildhall/api-client';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const listeners = new Set<() => void>();

/** Tells when an API says that nobody is signed in (any more). @returns stops telling */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Sends as this origin's session: the cookie goes along by itself, and what changes something carries the header that another
 * origin cannot set. No token is ever seen by a script.
 */
export const send = async (request: Request): Promise<Response> => {
  if (!SAFE.has(request.method)) request.headers.set('x-guildhall-csrf', '1');
  if (request.url.endsWith('/v1/auth/login') || request.url.endsWith('/v1/auth/register')) {
    request.headers.set('x-guildhall-session', 'cookie');
  }
  const response = await fetch(request, { credentials: 'same-origin' });
  if (response.status === 401 && !request.url.includes('/v1/auth/')) for (const listener of listeners) listener();
  return response;
};

/** How every area calls its API. Lost connections are tried again with the same Idempotency-Key (libs/api-client). */
export const BROWSER: ApiClientOptions = { fetch: send };
