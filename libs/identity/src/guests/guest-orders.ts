import { type AppConfig, CONFIG } from '@guildhall/config';
import { type AuthenticatedRequest, readCookie, setCookie, Unauthenticated, wantsCookie } from '@guildhall/http';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { hashOfToken } from '../sessions/secret-token.js';

const COOKIE = 'guildhall_orders';
const TOKEN_HEADER = 'x-order-token';
/** Of one browser, the newest first; a cookie holds 4 kB. */
const MOST_TOKENS = 20;
const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/** Who may see an order: the buyer who is signed in, or whoever holds a guest's token of it. */
export interface OrderAccess {
  readonly userId: string | null;
  readonly orderTokens: readonly string[];
}

/** Guests' order tokens on their way to and from the caller: in a header, or in a cookie that no script can read. */
@Injectable()
export class GuestOrders {
  private readonly secure: boolean;

  constructor(@Inject(CONFIG) { environment }: AppConfig) {
    this.secure = environment === 'production';
  }

  /**
   * A token in the header says which order is meant better than a login does: somebody may have ordered as a guest
   * before. The cookie comes along by itself, so it only adds to the login.
   * @throws Unauthenticated when there is neither a user nor a token
   */
  accessOf(request: AuthenticatedRequest): OrderAccess {
    const header = request.headers[TOKEN_HEADER];
    if (typeof header === 'string' && header !== '') return { userId: null, orderTokens: [header] };
    const orderTokens = tokensOf(request);
    const userId = request.principal?.userId ?? null;
    if (userId === null && orderTokens.length === 0) throw new Unauthenticated();
    return { userId, orderTokens };
  }

  /** @returns the token for the answer's body: null when there is none, or the caller has it as a cookie */
  handOver(request: AuthenticatedRequest, reply: FastifyReply, token: string | null): string | null {
    if (token === null || !wantsCookie(request)) return token;
    const tokens = [token, ...tokensOf(request).filter((known) => known !== token)].slice(0, MOST_TOKENS);
    const expiresAt = new Date(Date.now() + KEPT_DAYS * DAY_MS);
    setCookie(reply, COOKIE, tokens.join('.'), { expiresAt, secure: this.secure });
    return null;
  }
}

function tokensOf(request: AuthenticatedRequest): string[] {
  return readCookie(request, COOKIE)?.split('.').slice(0, MOST_TOKENS) ?? [];
}

/** What an order's row has of its guest's token. */
export function hashOfOrderToken(token: string): string {
  return hashOfToken(token);
}
