import type Stripe from 'stripe';
import type { WebhookContext } from '../webhook-handler.js';

/** A row that this process may work on until its lease runs out. */
export interface ClaimedEvent {
  readonly id: string;
  readonly stripeAccount: string;
  readonly eventId: string;
  readonly type: string;
  readonly objectId: string;
  readonly receivedAt: Date;
  readonly stripeCreatedAt: Date;
  readonly payload: Stripe.Event;
  /**
   * Counted at the claim, so that an event that kills its worker is counted too. Also the fence: whoever claims the row
   * later has a higher number, and this process can then change nothing any more.
   */
  readonly attempts: number;
}

/** Events with the same key are worked on one after the other. Ids of some objects (capabilities) repeat per account. */
export function objectKey(event: Pick<ClaimedEvent, 'stripeAccount' | 'objectId' | 'type'>): string {
  return `${event.stripeAccount} ${event.objectId === '' ? event.type : event.objectId}`;
}

export function contextOf(event: ClaimedEvent): WebhookContext {
  return {
    eventId: event.eventId,
    type: event.type,
    stripeAccount: event.stripeAccount === '' ? null : event.stripeAccount,
    createdAt: event.stripeCreatedAt,
  };
}
