import { DomainError } from '@guildhall/http';

export class WebhookEventNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'webhook_event_not_found';

  constructor() {
    super('There is no such event in the inbox.');
  }
}

/** It still waits, or it was applied and a second time was not asked for. */
export class WebhookEventNotReplayable extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'webhook_event_not_replayable';

  constructor(state: string) {
    super(
      state === 'pending'
        ? 'The event waits to be applied already.'
        : 'The event was applied. To have its handlers run once more, set includeProcessed.',
      { state },
    );
  }
}
