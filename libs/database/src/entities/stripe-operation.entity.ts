import { Entity } from 'typeorm';
import { Count, CreatedAt, Id, Instant, Json, Reference, Text } from '../columns.js';

/**
 * `pending`: committed, not sent (or sent and known not to have happened). `sending`: leased by a process.
 * `ambiguous`: sent, answer unknown. `stuck`: needs a person. `succeeded` and `rejected` are final.
 */
export type StripeOperationState = 'pending' | 'sending' | 'ambiguous' | 'succeeded' | 'rejected' | 'stuck';

/** One mutating Stripe call: first this row, then the call, then its result in the same transaction as this row's state. */
@Entity('stripe_operation')
export class StripeOperationEntity {
  @Id() id!: string;
  /** For example `refund.create`; found again by the class with `@StripeOperation(kind)`. */
  @Text() kind!: string;
  /** The row of the slice that this is about. */
  @Reference() subjectId!: string;
  /** Operations of one key are sent one after the other, in the order they were recorded. */
  @Text() serialKey!: string;
  /** Exactly what is sent, frozen when the row was written. */
  @Json() params!: Record<string, unknown>;
  @Text({ nullable: true }) stripeAccount!: string | null;
  @Text() apiVersion!: string;
  @Text() idempotencyKey!: string;
  @Text() state!: StripeOperationState;
  /** Lower goes first: buyers before jobs. */
  @Count() priority!: number;
  @Count() attempts!: number;
  @Instant() nextAttemptAt!: Date;
  @Text({ nullable: true }) leaseOwner!: string | null;
  @Instant({ nullable: true }) leaseUntil!: Date | null;
  @Instant({ nullable: true }) firstSentAt!: Date | null;
  /** Id of the Stripe object that the call made or changed. */
  @Text({ nullable: true }) resultId!: string | null;
  @Text({ nullable: true }) stripeRequestId!: string | null;
  /** Type, code, decline code, message and HTTP status of the last failure; never card data or secrets. */
  @Json({ nullable: true }) lastError!: Record<string, unknown> | null;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) settledAt!: Date | null;
}
