import { Entity } from 'typeorm';
import { CreatedAt, Id, Instant, MinorUnits, Reference, Text } from '../columns.js';

export type TransferState = 'waiting' | 'requested' | 'created' | 'rejected' | 'canceled' | 'reversed';

/** What one seller gets of one order: made by us (separate) or by Stripe with the charge (destination). */
@Entity('transfer')
export class TransferEntity {
  @Id() id!: string;
  @Reference() orderId!: string;
  @Reference() sellerId!: string;
  @Text() stripeAccountId!: string;
  @Text() chargeMode!: 'destination' | 'separate';
  @Text() state!: TransferState;
  @Text() currency!: string;
  /** What moves to the connected account. Destination: the whole charge (the fee goes back); separate: share - commission. */
  @MinorUnits() amountMinor!: bigint;
  /** The platform's commission on this share. */
  @MinorUnits() commissionMinor!: bigint;
  @MinorUnits() reversedMinor!: bigint;
  @Text({ nullable: true }) stripeTransferId!: string | null;
  /** The payment (`py_`) that the transfer made on the connected account. */
  @Text({ nullable: true }) destinationPaymentId!: string | null;
  @Text({ nullable: true }) failureReason!: string | null;
  @CreatedAt() createdAt!: Date;
  @Instant() updatedAt!: Date;
}
