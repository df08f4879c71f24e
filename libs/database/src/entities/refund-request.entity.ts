import { Entity } from 'typeorm';
import { CreatedAt, Id, Instant, MinorUnits, Reference, Text } from '../columns.js';

/** A buyer asks for their money back. Whether they get it is decided by an operator. */
@Entity('refund_request')
export class RefundRequestEntity {
  @Id() id!: string;
  @Reference() orderId!: string;
  @Text() state!: 'open' | 'approved' | 'declined';
  @Text() reason!: 'not_received' | 'not_as_described' | 'damaged' | 'changed_mind' | 'other';
  /** The buyer's words. May be personal: never logged. */
  @Text() message!: string;
  @Text() currency!: string;
  /** What the buyer had paid when they asked. */
  @MinorUnits() amountMinor!: bigint;
  /** Null for a guest. */
  @Reference({ nullable: true }) requestedByUserId!: string | null;
  /** The operator's words, for the buyer. */
  @Text({ nullable: true }) answer!: string | null;
  @Reference({ nullable: true }) decidedByUserId!: string | null;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  /** The refund that an approval has started. */
  @Reference({ nullable: true }) refundId!: string | null;
  @CreatedAt() createdAt!: Date;
  @Instant() updatedAt!: Date;
}
