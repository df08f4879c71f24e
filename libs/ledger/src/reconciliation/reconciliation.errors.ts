import { DomainError } from '@guildhall/http';

export class ReconciliationRunNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'reconciliation_run_not_found';
  constructor() {
    super('There is no such reconciliation run.');
  }
}

export class DifferenceNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'difference_not_found';
  constructor() {
    super('There is no such difference.');
  }
}

export class DifferenceAlreadyResolved extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'difference_already_resolved';
  constructor() {
    super('This difference is resolved already; a later run lists it again if it is still there.');
  }
}
