import type { Role } from '@guildhall/database';
import { DomainError } from '../domain-error.js';

/** No credential, or one that is not (or no longer) good. Sign in again. */
export class Unauthenticated extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'unauthenticated';

  constructor() {
    super('Sign in: there is no session or token with this request, or it has ended.');
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

/** A page of another origin may have made the browser send this. */
export class CsrfCheckFailed extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'csrf_check_failed';

  constructor() {
    super('With a cookie, send "X-Guildhall-Csrf: 1", from this origin or one of RETURN_URL_ORIGINS.');
  }
}
