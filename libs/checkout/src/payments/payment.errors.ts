import { DomainError } from '@guildhall/http';

/** The order stands, Stripe has not answered yet. Repeat the request with the same Idempotency-Key in a moment. */
export class PaymentPendingSetup extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'payment_pending_setup';

  constructor(orderId: string) {
    super('Your order is kept. The payment is not ready yet: try again in a moment, with the same Idempotency-Key.', {
      orderId,
      retryAfterSeconds: 2,
    });
  }
}

/** Stripe will not take this payment at all (an amount below its minimum, say). The order is canceled, nothing is charged. */
export class PaymentRefused extends DomainError {
  readonly kind = 'refused';
  readonly code = 'payment_refused';

  constructor(orderId: string, reason: string) {
    super(`The payment was refused: ${reason}`, { orderId });
  }
}

/** No such saved payment method, or not yours, or deleted. */
export class SavedPaymentMethodNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'payment_method_not_found';

  constructor() {
    super('There is no such saved payment method.');
  }
}
