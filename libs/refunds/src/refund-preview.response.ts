import { AmountField, ChoiceField, CurrencyField, IdField, IntegerField, ListField } from '@guildhall/http';
import type { PlannedRefund } from './request-refund.use-case.js';

export class RefundPreviewLegResponse {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8f' }) sellerId!: string;
  @AmountField({ min: 0, example: 6000, description: 'What the buyer gets of this seller’s part.' })
  buyerMinor!: bigint;
  @AmountField({ min: 0, example: 5400, description: 'What the seller gives up.' }) takeBackMinor!: bigint;
  @AmountField({ min: 0, example: 600, description: 'Commission that the platform gives up.' })
  commissionBackMinor!: bigint;
}

/** What a refund would do if it was asked for now. */
export class RefundPreviewResponse {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d80' }) orderId!: string;
  @AmountField({ example: 10000, description: 'What the buyer gets.' }) amountMinor!: bigint;
  @CurrencyField({ example: 'usd' }) currency!: string;
  @ChoiceField(['return', 'keep'], { example: 'return' }) commissionPolicy!: string;
  @IntegerField({
    min: Number.MIN_SAFE_INTEGER,
    example: 320,
    description: 'Stripe’s fees on the order as booked so far, in this currency: a refund does not bring them back.',
  })
  stripeFeesMinor!: bigint;
  @ListField(() => RefundPreviewLegResponse) legs!: RefundPreviewLegResponse[];

  static of({ refund, plan }: PlannedRefund, stripeFeesMinor: bigint): RefundPreviewResponse {
    const { orderId, amountMinor, currency, commissionPolicy } = refund;
    const facts = { orderId, amountMinor, currency, commissionPolicy, stripeFeesMinor };
    return Object.assign(new RefundPreviewResponse(), facts, { legs: plan });
  }
}
