import { Entity } from 'typeorm';
import { CreatedAt, Flag, Id, Instant, MinorUnits, Reference, Text } from '../columns.js';

export type PayoutState = 'requested' | 'pending' | 'in_transit' | 'paid' | 'failed' | 'canceled' | 'rejected';

/** Money on its way from a connected account's balance to the seller's bank. */
@Entity('payout')
export class PayoutEntity {
  @Id() id!: string;
  @Reference() sellerId!: string;
  @Text() stripeAccountId!: string;
  @Text() state!: PayoutState;
  @Text() currency!: string;
  @MinorUnits() amountMinor!: bigint;
  /** True when Stripe made it by the account's schedule. */
  @Flag() automatic!: boolean;
  @Text() method!: 'standard' | 'instant';
  @Text({ nullable: true }) stripePayoutId!: string | null;
  @Instant({ nullable: true }) arrivesAt!: Date | null;
  @Text({ nullable: true }) failureCode!: string | null;
  @Text({ nullable: true }) failureReason!: string | null;
  @Reference({ nullable: true }) requestedByUserId!: string | null;
  @CreatedAt() createdAt!: Date;
  @Instant() updatedAt!: Date;
}
