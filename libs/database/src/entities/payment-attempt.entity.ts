import { Entity } from 'typeorm';
import { CreatedAt, Id, Instant, MinorUnits, Reference, Text } from '../columns.js';

export type PaymentAttemptOutcome = 'pending' | 'succeeded' | 'failed';

/** One try of a buyer to pay: every charge, and every failure that came before there was one. */
@Entity('payment_attempt')
export class PaymentAttemptEntity {
  @Id() id!: string;
  @Reference() paymentId!: string;
  /** What makes it once-only: the charge, or the event that told of a failure without a charge. */
  @Text() stripeId!: string;
  /** Null when it failed before there was a charge: the buyer's bank did not authenticate the buyer. */
  @Text({ nullable: true }) stripeChargeId!: string | null;
  /** Stripe's type of payment method, for example `card`; null when Stripe did not say. */
  @Text({ nullable: true }) methodType!: string | null;
  @Text({ nullable: true }) cardBrand!: string | null;
  @Text({ nullable: true }) cardFunding!: string | null;
  /** ISO 3166-1 alpha-2. */
  @Text({ nullable: true }) cardCountry!: string | null;
  @Text() outcome!: PaymentAttemptOutcome;
  /** Stripe's error code, for example `card_declined`. */
  @Text({ nullable: true }) failureCode!: string | null;
  /** Why the issuer declined, for example `insufficient_funds`. */
  @Text({ nullable: true }) declineCode!: string | null;
  @Text({ nullable: true }) message!: string | null;
  @Text({ nullable: true }) riskLevel!: string | null;
  @Text() currency!: string;
  @MinorUnits() amountMinor!: bigint;
  /** By Stripe's clock. */
  @Instant() attemptedAt!: Date;
  @CreatedAt() createdAt!: Date;
}
