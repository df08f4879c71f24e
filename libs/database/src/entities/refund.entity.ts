import { Entity } from 'typeorm';
import { CreatedAt, Id, Instant, MinorUnits, Reference, Text } from '../columns.js';

export type RefundState =
  'requested' | 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled' | 'rejected';

/** Money that goes back to the buyer of one order. */
@Entity('refund')
export class RefundEntity {
  @Id() id!: string;
  @Reference() orderId!: string;
  @Reference() paymentId!: string;
  @Text() state!: RefundState;
  @Text() currency!: string;
  @MinorUnits() amountMinor!: bigint;
  @Text() reason!: 'duplicate' | 'fraudulent' | 'requested_by_customer';
  /** Whether the platform gives its commission back with the goods. */
  @Text() commissionPolicy!: 'return' | 'keep';
  @Text({ nullable: true }) stripeRefundId!: string | null;
  @Text({ nullable: true }) failureReason!: string | null;
  /** Null when the platform refunds by itself (a payment that came after the order's deadline). */
  @Reference({ nullable: true }) requestedByUserId!: string | null;
  @CreatedAt() createdAt!: Date;
  @Instant() updatedAt!: Date;
}
