import { Column, Entity } from 'typeorm';
import { CreatedAt, Id, Instant, MinorUnits, Reference, Text } from '../columns.js';

export type OrderState = 'awaiting_payment' | 'processing' | 'paid' | 'canceled' | 'expired' | 'refunding' | 'refunded';
export type ChargeMode = 'destination' | 'separate';

/** Where goods go. */
export interface PostalAddress {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string | null;
  readonly city: string;
  readonly postalCode?: string | null;
  readonly region?: string | null;
  readonly country: string;
}

/** What a buyer bought in one checkout, from one or several sellers. ("order" alone is a reserved word of SQL.) */
@Entity('marketplace_order')
export class MarketplaceOrderEntity {
  @Id() id!: string;
  /** Null for a guest. */
  @Reference({ nullable: true }) userId!: string | null;
  @Text({ nullable: true }) guestEmail!: string | null;
  /** SHA-256 (hex) of the token that lets a guest see this order. */
  @Text({ nullable: true }) guestTokenHash!: string | null;
  /** Who asked and under which Idempotency-Key: the same request never makes a second order. */
  @Text() requestKey!: string;
  @Text() state!: OrderState;
  @Text() chargeMode!: ChargeMode;
  @Text() currency!: string;
  /** Goods and shipping: what the buyer pays. */
  @MinorUnits() amountMinor!: bigint;
  @MinorUnits() shippingMinor!: bigint;
  /** Personal: never logged, never sent to Stripe. Null: the buyer gave none. */
  @Column({ type: 'jsonb', nullable: true }) shippingAddress!: PostalAddress | null;
  /** Label of the charge and its transfers at Stripe. */
  @Text() transferGroup!: string;
  /** An unpaid order gives its stock back after this. */
  @Instant() expiresAt!: Date;
  @Instant({ nullable: true }) stockReturnedAt!: Date | null;
  @Instant({ nullable: true }) paidAt!: Date | null;
  @CreatedAt() createdAt!: Date;
  @Instant() updatedAt!: Date;
}
