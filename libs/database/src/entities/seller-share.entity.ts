import { Entity, PrimaryColumn } from 'typeorm';
import { Count, Instant, MinorUnits, Text } from '../columns.js';

/** One seller's part of an order: the sum of its lines. amount = commission + transfer. */
@Entity('seller_share')
export class SellerShareEntity {
  @PrimaryColumn({ type: 'uuid' }) orderId!: string;
  @PrimaryColumn({ type: 'uuid' }) sellerId!: string;
  /** From 0, in the order in which the seller first appears in the lines. */
  @Count() position!: number;
  @Text() stripeAccountId!: string;
  /** Goods and shipping of this seller, as the buyer pays them. */
  @MinorUnits() amountMinor!: bigint;
  @MinorUnits() commissionMinor!: bigint;
  /** What the seller gets: amount - commission. */
  @MinorUnits() transferMinor!: bigint;
  /** When the seller said that it is on its way. */
  @Instant({ nullable: true }) shippedAt!: Date | null;
  @Text({ nullable: true }) carrier!: string | null;
  @Text({ nullable: true }) trackingNumber!: string | null;
}
