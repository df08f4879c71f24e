import type { StripeEventState } from '@guildhall/database';
import { ChoiceField, FlagField, InstantField, IntegerField, PageRequest, TextField } from '@guildhall/http';

const STATES = ['pending', 'processed', 'ignored', 'dead'] as const;
const REPLAYABLE = ['dead', 'ignored', 'processed'] as const;
const ACCOUNT = { optional: true, max: 255, example: 'acct_1Q2w3E4r', description: 'Or `platform`: its own events.' };
const TYPE = { optional: true, max: 255, example: 'charge.refunded' };
const FROM = { optional: true, example: '2026-03-01T00:00:00Z', description: 'Received then or later.' };
const TO = { optional: true, example: '2026-04-01T00:00:00Z', description: 'Received before this.' };
const OBJECT_ID = { optional: true, max: 255, example: 'pi_3MtwBwLkdIwHu7ix', description: 'Id of `data.object`.' };

export class ListWebhookEventsRequest extends PageRequest {
  @ChoiceField(STATES, { optional: true, example: 'dead' }) state?: StripeEventState;
  @TextField(TYPE) type?: string;
  @TextField(OBJECT_ID) objectId?: string;
  @TextField(ACCOUNT) account?: string;
  @TextField({ optional: true, max: 255, example: 'evt_1NG8Du2eZvKYlo2C' }) eventId?: string;
  @InstantField(FROM) from?: Date;
  @InstantField(TO) to?: Date;
}

export class ReplayWebhookEventRequest {
  @FlagField({ default: false, example: false, description: 'Also when it was applied before.' })
  includeProcessed!: boolean;
}

export class ReplayWebhookEventsRequest {
  @ChoiceField(REPLAYABLE, { default: 'dead', example: 'dead' }) state!: 'dead' | 'ignored' | 'processed';
  @TextField(TYPE) type?: string;
  @TextField(OBJECT_ID) objectId?: string;
  @TextField(ACCOUNT) account?: string;
  @InstantField(FROM) from?: Date;
  @InstantField(TO) to?: Date;
  @IntegerField({ min: 1, max: 1_000, default: 1_000, example: 1_000, description: 'The oldest first.' })
  limit!: number;
}
