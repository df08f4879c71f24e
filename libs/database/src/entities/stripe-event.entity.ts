import { Entity, PrimaryColumn } from 'typeorm';
import { Count, Flag, Instant, RawJson, Text } from '../columns.js';

export type StripeEventState = 'pending' | 'processed' | 'ignored' | 'dead';

/** A verified event in the inbox. Unique per account and event id, whoever delivers it and however often. */
@Entity('stripe_event')
export class StripeEventEntity {
  @PrimaryColumn({ type: 'bigint', generated: 'increment' }) id!: string;
  /** Empty for the platform's own events. */
  @Text() stripeAccount!: string;
  @Text() eventId!: string;
  @Text() type!: string;
  /** Id of `data.object`: events of one object are applied one after the other. */
  @Text() objectId!: string;
  @Text({ nullable: true }) apiVersion!: string | null;
  @Flag() livemode!: boolean;
  @Instant() stripeCreatedAt!: Date;
  @Instant() receivedAt!: Date;
  @Text() source!: 'webhook' | 'backfill';
  /** The event as Stripe sent it, less client secrets (invariant I9). */
  @RawJson() payload!: Record<string, unknown>;
  @Text() state!: StripeEventState;
  @Count() attempts!: number;
  @Instant() nextAttemptAt!: Date;
  @Text({ nullable: true }) lastError!: string | null;
  @Instant({ nullable: true }) processedAt!: Date | null;
}
