import { DomainError } from '@guildhall/http';

export class UserNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'user_not_found';
  constructor() {
    super('There is no such user.');
  }
}
