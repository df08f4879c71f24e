import { Entity } from 'typeorm';
import { CreatedAt, Flag, Id, Instant, Json, Reference, Text } from '../columns.js';

export type AccountType = 'express' | 'standard' | 'custom';
export type CapabilityStatus = 'inactive' | 'pending' | 'active' | 'unrequested';

/** What Stripe still wants to know about a seller: the parts of `account.requirements` that people act on. */
export interface SellerRequirements {
  currentlyDue: string[];
  pastDue: string[];
  eventuallyDue: string[];
  pendingVerification: string[];
  errors: { code: string; reason: string; requirement: string }[];
  /** ISO instant, or null when nothing is due by a date. */
  currentDeadline: string | null;
}

/** A seller and the mirror of its connected account's readiness. */
@Entity('seller')
export class SellerEntity {
  @Id() id!: string;
  @Reference() userId!: string;
  @Text() displayName!: string;
  /** ISO 3166-1 alpha-2, upper case. */
  @Text() country!: string;
  /** The account's default currency, lower case. */
  @Text() currency!: string;
  @Text() accountType!: AccountType;
  @Text() serviceAgreement!: 'full' | 'recipient';
  @Text({ nullable: true }) stripeAccountId!: string | null;
  @Flag() detailsSubmitted!: boolean;
  @Flag() chargesEnabled!: boolean;
  @Flag() payoutsEnabled!: boolean;
  @Text() cardPayments!: CapabilityStatus;
  @Text() transfers!: CapabilityStatus;
  @Json() requirements!: SellerRequirements;
  @Text({ nullable: true }) disabledReason!: string | null;
  /** Why the last payout's failure holds the next, in words; null when it does not. */
  @Text({ nullable: true }) payoutHoldReason!: string | null;
  /** Why an operator holds payouts; null when none does. */
  @Text({ nullable: true }) operatorHoldReason!: string | null;
  @Instant({ nullable: true }) deauthorizedAt!: Date | null;
  @CreatedAt() createdAt!: Date;
  @Instant() updatedAt!: Date;
}
