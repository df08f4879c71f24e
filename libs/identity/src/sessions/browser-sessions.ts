import { type AppConfig, CONFIG } from '@guildhall/config';
import { clearCookie, SESSION_COOKIE, setCookie, wantsCookie } from '@guildhall/http';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenedSession } from './sessions.repository.js';

/** Sessions of pages: the token is in a cookie that no script reads, and in no answer. */
@Injectable()
export class BrowserSessions {
  private readonly secure: boolean;

  constructor(@Inject(CONFIG) { environment }: AppConfig) {
    this.secure = environment === 'production';
  }

  /** @returns the token for the answer's body: null when the caller has it as a cookie */
  handOver(request: FastifyRequest, reply: FastifyReply, { token, expiresAt }: OpenedSession): string | null {
    if (!wantsCookie(request)) return token;
    setCookie(reply, SESSION_COOKIE, token, { expiresAt, secure: this.secure });
    return null;
  }

  end(reply: FastifyReply): void {
    clearCookie(reply, SESSION_COOKIE, this.secure);
  }
}
