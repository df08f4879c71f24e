import type { Principal } from './principal.js';

/** Turns a bearer token into who holds it. `@guildhall/identity` implements it; provide it globally. */
export abstract class Authenticator {
  /** @returns null for a token that is unknown, expired or revoked */
  abstract authenticate(token: string): Promise<Principal | null>;
}
