import { DomainError } from '../domain-error.js';

/** The key was used for another request within 24 hours. Take a new key. */
export class IdempotencyKeyReused extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'idempotency_key_reused';

  constructor() {
    super('This Idempotency-Key was used for a request with another body. Take a new key for a new request.');
  }
}

/** The first request with this key has not been answered yet. Ask again shortly, with the same key. */
export class IdempotencyKeyInUse extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'idempotency_key_in_use';

  constructor() {
    super('A request with this Idempotency-Key is still running. Repeat it shortly, with the same key.', {
      retryAfterSeconds: 1,
    });
  }
}
