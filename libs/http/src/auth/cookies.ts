import type { FastifyReply, FastifyRequest } from 'fastify';

/** Every cookie of ours begins like this: a request that brings one is held to the CSRF check. */
const PREFIX = 'guildhall_';
export const SESSION_COOKIE = `${PREFIX}session`;

/** Values are tokens of ours: letters, digits, `_`, `-` and `.`. Anything else is not from us and is not read. */
const VALUE = /^[\w.-]{1,3500}$/;

/** @returns the value of one of our cookies, or undefined when there is none that we could have set */
export function readCookie({ headers }: FastifyRequest, name: string): string | undefined {
  return cookiesOf(headers.cookie).get(name);
}

export function hasCookieOfOurs({ headers }: FastifyRequest): boolean {
  return [...cookiesOf(headers.cookie).keys()].some((name) => name.startsWith(PREFIX));
}

function cookiesOf(header = ''): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header.split(';')) {
    const [name = '', ...rest] = pair.split('=');
    const value = rest.join('=').trim();
    // The first of a name is the one with the more particular path (RFC 6265, 5.4).
    if (VALUE.test(value) && !cookies.has(name.trim())) cookies.set(name.trim(), value);
  }
  return cookies;
}

export interface CookieOptions {
  readonly expiresAt: Date;
  /** Only over TLS. */
  readonly secure: boolean;
}

/** No script reads it and no other site sends it along, except when its user follows a link to us. */
export function setCookie(
  reply: FastifyReply,
  name: string,
  value: string,
  { expiresAt, secure }: CookieOptions,
): void {
  const maxAgeSeconds = Math.max(0, Math.floor((expiresAt.getTime() - Date.now()) / 1_000));
  const attributes = [`Max-Age=${String(maxAgeSeconds)}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (secure) attributes.push('Secure');
  void reply.header('set-cookie', [`${name}=${value}`, ...attributes].join('; '));
}

export function clearCookie(reply: FastifyReply, name: string, secure: boolean): void {
  setCookie(reply, name, '', { expiresAt: new Date(0), secure });
}
