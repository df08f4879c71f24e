import { defineResource } from '../../../core/resource.js';

export type Scope = 'read_only' | 'read_write';

/** A code that a platform may change for tokens once, within five minutes. */
export interface AuthorizationCode {
  readonly id: string;
  readonly object: '_authorization_code';
  readonly account: string;
  /** Unix seconds. */
  readonly created: number;
  readonly scope: Scope;
  readonly isUsed: boolean;
}
export const authorizationCodes = defineResource<AuthorizationCode>({ object: '_authorization_code', idPrefix: 'ac' });

export interface RefreshToken {
  readonly id: string;
  readonly object: '_refresh_token';
  readonly account: string;
  readonly scope: Scope;
  readonly publishableKey: string;
}
export const refreshTokens = defineResource<RefreshToken>({ object: '_refresh_token', idPrefix: 'rt' });
