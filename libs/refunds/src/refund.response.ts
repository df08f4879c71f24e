import type { RefundEntity, RefundLegEntity } from '@guildhall/database';
import { AmountField, ChoiceField, CurrencyField, IdField, InstantField, ListField, TextField } from '@guildhall/http';

/** Of the buyer's money. */
export const REFUND_STATES = [
  'requested',
  'pending',
  'requires_action',
  'succeeded',
  'failed',
  'canceled',
  'rejected',
] as const;

export class RefundLegResponse {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8f' }) sellerId!: string;
  @ChoiceField(['planned', 'requested', 'done', 'owed', 'canceled'], {
    example: 'done',
    description: '`owed`: the seller had no balance to take it from; it is booked as the seller’s debt.',
  })
  state!: string;
  @AmountField({ min: 0, example: 6000, description: 'What the buyer gets of this seller’s part.' })
  buyerMinor!: bigint;
  @AmountField({ min: 0, example: 5400, description: 'What the seller gives up.' }) takeBackMinor!: bigint;
  @AmountField({ min: 0, example: 600, description: 'Commission that the platform gives up.' })
  commissionBackMinor!: bigint;
  @TextField({ nullable: true, example: 'trr_1PZ8kQ2eZvKYlo2C' }) stripeReversalId!: string | null;
  @TextField({ nullable: true, max: 2_000, example: 'Insufficient funds in the connected account.' })
  failureReason!: string | null;
}

export class RefundResponse {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8e' }) id!: string;
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d80' }) orderId!: string;
  @ChoiceField(REFUND_STATES, { example: 'succeeded' }) state!: string;
  @AmountField({ example: 10000 }) amountMinor!: bigint;
  @CurrencyField({ example: 'usd' }) currency!: string;
  @ChoiceField(['duplicate', 'fraudulent', 'requested_by_customer'], { example: 'requested_by_customer' })
  reason!: string;
  @ChoiceField(['return', 'keep'], { example: 'return' }) commissionPolicy!: string;
  @TextField({ nullable: true, example: 're_3PZ8kQ2eZvKYlo2C' }) stripeRefundId!: string | null;
  @TextField({ nullable: true, max: 2_000, example: 'expired_or_canceled_card' }) failureReason!: string | null;
  @ListField(() => RefundLegResponse) legs!: RefundLegResponse[];
  @InstantField({ example: '2026-11-22T12:00:00.000Z' }) createdAt!: Date;

  static from(refund: RefundEntity, legs: readonly RefundLegEntity[]): RefundResponse {
    return Object.assign(new RefundResponse(), refund, { legs });
  }
}
