import type { StripeEventEntity, StripeEventState } from '@guildhall/database';
import { ChoiceField, FlagField, InstantField, IntegerField, JsonField, TextField } from '@guildhall/http';
import type { EventSummary } from './events.service.js';

const AT = '2026-03-01T12:00:00Z';

/** An event of the inbox, without what it says. */
export class WebhookEventResponse {
  @TextField({ example: '184467', description: 'Number of the row.' }) id!: string;
  @TextField({ example: 'evt_1NG8Du2eZvKYlo2C' }) eventId!: string;
  @TextField({ nullable: true, example: 'acct_1Q2w3E4r', description: 'Null: an event of the platform itself.' })
  account!: string | null;
  @TextField({ example: 'charge.refunded' }) type!: string;
  @TextField({ example: 'ch_3MmlLrLkdIwHu7ix', description: 'Id of `data.object`; empty where it has none.' })
  objectId!: string;
  @TextField({ nullable: true, example: '2026-10-28.endive' }) apiVersion!: string | null;
  @FlagField({ example: false }) livemode!: boolean;
  @ChoiceField(['webhook', 'backfill'], { example: 'webhook' }) source!: 'webhook' | 'backfill';
  @ChoiceField(['pending', 'processed', 'ignored', 'dead'], { example: 'dead' }) state!: StripeEventState;
  @IntegerField({ min: 0, example: 20 }) attempts!: number;
  @TextField({ nullable: true, max: 20_000, example: 'Error: no such order', description: 'Redacted.' })
  lastError!: string | null;
  @InstantField({ example: AT }) stripeCreatedAt!: Date;
  @InstantField({ example: AT }) receivedAt!: Date;
  @InstantField({ example: AT }) nextAttemptAt!: Date;
  @InstantField({ nullable: true, example: AT }) processedAt!: Date | null;

  static from(event: EventSummary): WebhookEventResponse {
    const account = event.stripeAccount === '' ? null : event.stripeAccount;
    return Object.assign(new WebhookEventResponse(), { ...event, account });
  }
}

export class WebhookEventDetailResponse extends WebhookEventResponse {
  @JsonField({ example: { id: 'evt_1NG8Du2eZvKYlo2C' }, description: 'As Stripe sent it, less client secrets.' })
  payload!: Record<string, unknown>;

  static override from(event: StripeEventEntity): WebhookEventDetailResponse {
    return Object.assign(new WebhookEventDetailResponse(), WebhookEventResponse.from(event), {
      payload: event.payload,
    });
  }
}
