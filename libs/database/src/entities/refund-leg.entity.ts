import { Entity } from 'typeorm';
import { CreatedAt, Id, Instant, MinorUnits, Reference, Text } from '../columns.js';

/** One seller's part of a refund: what the buyer gets of it, what is taken back from the seller, what the platform gives up. */
@Entity('refund_leg')
export class RefundLegEntity {
  @Id() id!: string;
  @Reference() refundId!: string;
  @Reference() sellerId!: string;
  /** Null when the order had not been transferred yet. */
  @Reference({ nullable: true }) transferId!: string | null;
  /** `with_refund`: Stripe reverses it in the refund call; `reversal`: its own operation; `none`: nothing to take back. */
  @Text() means!: 'with_refund' | 'reversal' | 'none';
  @Text() state!: 'planned' | 'requested' | 'done' | 'owed' | 'canceled';
  @Text() currency!: string;
  @MinorUnits() buyerMinor!: bigint;
  @MinorUnits() takeBackMinor!: bigint;
  @MinorUnits() commissionBackMinor!: bigint;
  @Text({ nullable: true }) stripeReversalId!: string | null;
  @Text({ nullable: true }) failureReason!: string | null;
  @CreatedAt() createdAt!: Date;
  @Instant() updatedAt!: Date;
}
