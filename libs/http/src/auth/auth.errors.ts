import type { Role } from '@guildhall/database';
import { DomainError } from '../domain-error.js';

/** No credential, or one that is not (or no longer) good. Sign in again. */
export class Unauthenticated extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'unauthenticated';

  constructor() {
    super('Sign in and send your token as "Authorization: Bearer ...".');
  }
}

/** Signed in, but as someone who may not do this. */
export class RoleRequired extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'role_required';

  constructor(roles: readonly Role[]) {
    super(`This needs the role ${roles.join(' or ')}.`, { roles });
  }
}
