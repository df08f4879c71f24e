import type { PayoutEntity } from '@guildhall/database';
import {
  AmountField,
  ChoiceField,
  CurrencyField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  TextField,
} from '@guildhall/http';

export const PAYOUT_STATES = ['requested', 'pending', 'in_transit', 'paid', 'failed', 'canceled', 'rejected'] as const;

export class PayoutResponse {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8e' }) id!: string;
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8f' }) sellerId!: string;
  @ChoiceField([...PAYOUT_STATES], { example: 'paid' }) state!: string;
  @AmountField({ example: 5000 }) amountMinor!: bigint;
  @CurrencyField({ example: 'usd' }) currency!: string;
  @FlagField({ example: false, description: 'Made by Stripe, by the account’s schedule.' }) automatic!: boolean;
  @ChoiceField(['standard', 'instant'], { example: 'standard' }) method!: string;
  @TextField({ nullable: true, example: 'po_1PZ8kQ2eZvKYlo2C' }) stripePayoutId!: string | null;
  @InstantField({ nullable: true, example: '2026-11-24T00:00:00.000Z' }) arrivesAt!: Date | null;
  @TextField({ nullable: true, example: 'account_closed' }) failureCode!: string | null;
  @TextField({ nullable: true, max: 2_000, example: 'The bank account has been closed.' }) failureReason!:
    string | null;
  @InstantField({ example: '2026-11-22T12:00:00.000Z' }) createdAt!: Date;

  static from(payout: PayoutEntity): PayoutResponse {
    return Object.assign(new PayoutResponse(), payout);
  }
}

export class PayoutHoldResponse {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8f' }) sellerId!: string;
  @TextField({
    nullable: true,
    max: 2_000,
    example: 'We are checking an unusual order.',
    description: 'Null: not held.',
  })
  payoutHoldReason!: string | null;
}

export class FundsResponse {
  @CurrencyField({ example: 'usd' }) currency!: string;
  @IntegerField({ min: Number.MIN_SAFE_INTEGER, example: 9000, description: 'Minor units that can be paid out.' })
  availableMinor!: bigint;
  @IntegerField({ min: Number.MIN_SAFE_INTEGER, example: 2500, description: 'Minor units that are still settling.' })
  pendingMinor!: bigint;
  @IntegerField({
    min: Number.MIN_SAFE_INTEGER,
    example: 11500,
    description: 'Minor units that the books say the seller is owed; negative is a debt.',
  })
  owedMinor!: bigint;
}

export class BalanceResponse {
  @ListField(() => FundsResponse) funds!: FundsResponse[];
  @TextField({ nullable: true, example: 'a payout failed', description: 'Why payouts are held, or null.' })
  payoutHoldReason!: string | null;
}
