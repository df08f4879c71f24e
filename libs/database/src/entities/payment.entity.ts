import { Entity } from 'typeorm';
import { CreatedAt, Id, Instant, MinorUnits, Reference, Text } from '../columns.js';

/** The one PaymentIntent of an order (invariant I1) and what we know of its charge. */
@Entity('payment')
export class PaymentEntity {
  @Id() id!: string;
  @Reference() orderId!: string;
  @Text({ nullable: true }) stripePaymentIntentId!: string | null;
  /** The charge that succeeded. */
  @Text({ nullable: true }) stripeChargeId!: string | null;
  /** `creating` until Stripe has answered, then Stripe's own status. */
  @Text() status!:
    | 'creating'
    | 'rejected'
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_action'
    | 'processing'
    | 'requires_capture'
    | 'succeeded'
    | 'canceled';
  @Text() currency!: string;
  @MinorUnits() amountMinor!: bigint;
  /** Zero for separate charges. */
  @MinorUnits() applicationFeeMinor!: bigint;
  @MinorUnits() capturedMinor!: bigint;
  /** Requested and not failed, whether or not Stripe has settled them: what a further refund may not exceed. */
  @MinorUnits() refundedMinor!: bigint;
  @Text({ nullable: true }) lastErrorCode!: string | null;
  @Text({ nullable: true }) lastErrorMessage!: string | null;
  @CreatedAt() createdAt!: Date;
  @Instant() updatedAt!: Date;
}
