import { DomainError } from '@guildhall/http';

/** E-mail or password is wrong; which of them is not said. */
export class InvalidCredentials extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'invalid_credentials';

  constructor() {
    super('The e-mail address or the password is wrong.');
  }
}

/** Too many failed logins for this e-mail address or from this network address. Wait. */
export class TooManyLogins extends DomainError {
  readonly kind = 'too_many';
  readonly code = 'login_throttled';

  constructor(retryAfterSeconds: number) {
    super('Too many failed logins. Wait before you try again.', { retryAfterSeconds });
  }
}

/** Somebody has an account with this e-mail address. */
export class EmailTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'email_taken';

  constructor() {
    super('There is an account with this e-mail address. Log in instead.');
  }
}

/** An access token must not make other credentials, or it could outlive its own end. */
export class SessionRequired extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'session_required';

  constructor() {
    super('Log in with e-mail and password for this: an access token is not enough.');
  }
}

/** A token can have only roles that its owner has. */
export class RoleNotHeld extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'role_not_held';

  constructor() {
    super('A token can have only roles that you have yourself.');
  }
}

/** No such session of this user. */
export class SessionNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'session_not_found';

  constructor() {
    super('You have no such session.');
  }
}

/** No such token of this user. */
export class AccessTokenNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'access_token_not_found';

  constructor() {
    super('You have no such access token.');
  }
}

/** No such person. */
export class UserNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'user_not_found';

  constructor() {
    super('There is no such user.');
  }
}

/** An operator who took the role from themselves could lock everybody out. */
export class OwnOperatorRole extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'own_operator_role';

  constructor() {
    super('You cannot take the operator role from yourself: ask another operator.');
  }
}
