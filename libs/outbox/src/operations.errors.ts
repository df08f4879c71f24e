import { DomainError } from '@guildhall/http';

export class OperationNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'operation_not_found';
  constructor(operationId: string) {
    super('There is no such operation.', { operationId });
  }
}

/** Only what is stuck or ambiguous waits for a person. */
export class OperationNotOpen extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'operation_not_open';
  constructor(operationId: string, state: string) {
    super(`The operation is ${state}; only a stuck or ambiguous one can be retried or resolved.`, {
      operationId,
      state,
    });
  }
}

export class DomainEventNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'domain_event_not_found';
  constructor(domainEventId: string) {
    super('There is no such domain event.', { domainEventId });
  }
}

export class DomainEventNotDead extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'domain_event_not_dead';
  constructor(domainEventId: string) {
    super('There is no dead domain event with this id.', { domainEventId });
  }
}
