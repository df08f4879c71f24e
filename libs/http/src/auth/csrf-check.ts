import { type AppConfig, CONFIG } from '@guildhall/config';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isAllowedOrigin } from '../bootstrap/cors.js';
import { CsrfCheckFailed } from './auth.errors.js';
import { hasCookieOfOurs } from './cookies.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const CSRF_HEADER = 'x-guildhall-csrf';
const SESSION_HEADER = 'x-guildhall-session';

/** Whether the caller wants its credential as a cookie that no script can read, instead of in the answer. */
export function wantsCookie({ headers }: FastifyRequest): boolean {
  return headers[SESSION_HEADER] === 'cookie';
}

/**
 * Browsers send cookies along whoever wrote the page. So a request that changes something and comes with a cookie must
 * carry a header that only a script of an allowed origin can set, and must not come from anywhere else.
 */
@Injectable()
export class CsrfCheck {
  constructor(@Inject(CONFIG) private readonly config: AppConfig) {}

  /**
   * @param isPublic nobody is asked who they are: then only a request for a new cookie is checked (login CSRF)
   * @throws CsrfCheckFailed
   */
  check(request: FastifyRequest, isPublic: boolean): void {
    if (SAFE.has(request.method)) return;
    const isByCookie = !isPublic && request.headers.authorization === undefined && hasCookieOfOurs(request);
    if (isByCookie && request.headers[CSRF_HEADER] !== '1') throw new CsrfCheckFailed();
    if ((isByCookie || wantsCookie(request)) && !this.isFromAllowedPage(request)) throw new CsrfCheckFailed();
  }

  /** What a browser says of where a request comes from cannot be forged by a page; other clients may say nothing. */
  private isFromAllowedPage({ headers, protocol, host }: FastifyRequest): boolean {
    const { origin } = headers;
    if (origin !== undefined) {
      return origin === `${protocol}://${host}` || isAllowedOrigin(origin, this.config.returnUrlOrigins);
    }
    const site = headers['sec-fetch-site'];
    return site === undefined || site === 'same-origin' || site === 'none';
  }
}
