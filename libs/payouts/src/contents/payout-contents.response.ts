import {
  ChoiceField,
  CurrencyField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  NestedField,
  TextField,
} from '@guildhall/http';
import { PayoutResponse } from '../payout.responses.js';

export const CONTENTS_BASES = ['payout', 'since_previous', 'unknown'] as const;

export class PayoutItemResponse {
  @TextField({ example: 'txn_1PZ8kQ2eZvKYlo2C' }) id!: string;
  @TextField({ example: 'payment', description: 'Stripe’s type of the balance transaction.' }) type!: string;
  @IdField({ nullable: true, example: '0199c2f4-6d2e-7000-8000-000000000005', description: 'Null: of no order.' })
  orderId!: string | null;
  @CurrencyField({ example: 'usd' }) currency!: string;
  @IntegerField({ min: Number.MIN_SAFE_INTEGER, example: 10000 }) amountMinor!: bigint;
  @IntegerField({ min: Number.MIN_SAFE_INTEGER, example: 1000, description: 'What was kept of it: commission, fees.' })
  feeMinor!: bigint;
  @IntegerField({ min: Number.MIN_SAFE_INTEGER, example: 9000, description: 'amount - fee.' }) netMinor!: bigint;
  @InstantField({ example: '2026-11-22T12:00:00.000Z' }) createdAt!: Date;
}

export class PayoutContentsResponse {
  @ChoiceField(CONTENTS_BASES, {
    example: 'payout',
    description:
      '`payout`: Stripe says what is in it. `since_previous`: it was made by hand, so Stripe does not; these moved since the one before. ' +
      '`unknown`: Stripe does not have it.',
  })
  basis!: (typeof CONTENTS_BASES)[number];
  @ListField(() => PayoutItemResponse, { max: 500, description: 'Newest first.' }) items!: PayoutItemResponse[];
  @FlagField({ example: true, description: 'False: there are more than these 500.' }) isComplete!: boolean;
}

export class PayoutDetailResponse extends PayoutResponse {
  @NestedField(() => PayoutContentsResponse) contents!: PayoutContentsResponse;
}
