import { DomainError } from '@guildhall/http';

export class InboxRunNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'webhook_run_not_found';

  constructor() {
    super('There is no such run.');
  }
}
