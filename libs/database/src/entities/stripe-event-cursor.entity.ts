import { Entity, PrimaryColumn } from 'typeorm';
import { Count, Instant, Text } from '../columns.js';

/** How far `GET /v1/events` of one account has been read, in Stripe's time. */
@Entity('stripe_event_cursor')
export class StripeEventCursorEntity {
  /** Empty for the platform's own events. */
  @PrimaryColumn({ type: 'text' }) stripeAccount!: string;
  /** The newest `created` seen; null before the first complete run. */
  @Instant({ nullable: true }) seenUntil!: Date | null;
  @Instant() nextRunAt!: Date;
  @Instant({ nullable: true }) lastRunAt!: Date | null;
  /** Events of the last run that had not come by webhook. */
  @Count() lastFound!: number;
  @Text({ nullable: true }) lastError!: string | null;
}
