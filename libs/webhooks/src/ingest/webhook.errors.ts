import { DomainError } from '@guildhall/http';

/** The body was not signed by Stripe with a secret of this endpoint, or not now. */
export class WebhookSignatureInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'webhook_signature_invalid';

  constructor(reason: string) {
    super(`The delivery is not accepted: ${reason}.`);
  }
}

/** Signed, but not an event that belongs here. */
export class WebhookEventRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'webhook_event_refused';

  constructor(reason: string) {
    super(`The event is refused: ${reason}.`);
  }
}

/** It could not be stored; Stripe delivers it again. */
export class WebhookNotStored extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'webhook_not_stored';

  constructor() {
    super('The event could not be stored. Deliver it again.');
  }
}
