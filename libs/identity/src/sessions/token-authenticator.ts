import { Injectable } from '@nestjs/common';
import { Authenticator, type Principal } from '@guildhall/http';
import { AccessTokensRepository } from '../tokens/access-tokens.repository.js';
import { SessionsRepository } from './sessions.repository.js';

/** Knows both kinds of bearer token by their prefix. Nothing is cached: what is revoked is refused from then on. */
@Injectable()
export class TokenAuthenticator extends Authenticator {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly tokens: AccessTokensRepository,
  ) {
    super();
  }

  async authenticate(token: string): Promise<Principal | null> {
    if (token.startsWith('ghs_')) return this.sessions.find(token);
    if (token.startsWith('ghp_')) return this.tokens.find(token);
    return null;
  }
}
