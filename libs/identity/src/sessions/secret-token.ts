import { createHash, randomBytes } from 'node:crypto';

/** Sessions begin with ghs_, personal access tokens with ghp_: a scanner finds either in a place where it should not be. */
export type TokenPrefix = 'ghs_' | 'ghp_';

/** @returns a token with 256 bits of chance, and the hash that is all we keep */
export function newToken(prefix: TokenPrefix): { token: string; tokenHash: string } {
  const token = prefix + randomBytes(32).toString('base64url');
  return { token, tokenHash: hashOfToken(token) };
}

/** SHA-256 is enough for what cannot be guessed; passwords are another matter. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
