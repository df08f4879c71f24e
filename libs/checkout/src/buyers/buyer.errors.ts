import { DomainError } from '@guildhall/http';

/** Stripe has not answered yet. Repeat the request with the same Idempotency-Key in a moment. */
export class SetupPending extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'payment_method_setup_pending';

  constructor() {
    super('Saving a payment method is not possible at this moment: try again with the same Idempotency-Key.', {
      retryAfterSeconds: 2,
    });
  }
}

/** Stripe refused for good. */
export class SetupRefused extends DomainError {
  readonly kind = 'refused';
  readonly code = 'payment_method_setup_refused';

  constructor(reason: string) {
    super(`A payment method cannot be saved: ${reason}`);
  }
}
