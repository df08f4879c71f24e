import { CurrencyField, IntegerField, TextField } from '@guildhall/http';
import { currencyRule } from '@guildhall/money';
import { minimumPayoutMinor } from './payable.js';
import type { PayoutPreview } from './request-payout.use-case.js';

/** What a payout would come to if it was asked for now. */
export class PayoutPreviewResponse {
  @CurrencyField({ example: 'usd' }) currency!: string;
  @IntegerField({ example: 5000, description: 'What would be paid out, in minor units.' }) amountMinor!: number;
  @IntegerField({ example: 9000, description: 'The most that would work, in minor units; 0 when nothing would.' })
  payableMinor!: bigint;
  @IntegerField({ example: 0, description: 'Asked for before and not yet taken off Stripe’s balance.' })
  waitingMinor!: bigint;
  @IntegerField({ example: 100, description: 'The smallest payout in this currency, in minor units.' })
  smallestMinor!: bigint;
  @IntegerField({ example: 1, description: 'Payouts in this currency are multiples of this, in minor units.' })
  stepMinor!: bigint;
  @TextField({ nullable: true, example: 'payout_exceeds_balance', description: 'Null: this amount would work.' })
  refusalCode!: string | null;
  @TextField({ nullable: true, max: 2_000, example: 'At most 90.00 USD can be paid out now.' })
  refusal!: string | null;

  static of({ refusal, ...figures }: PayoutPreview): PayoutPreviewResponse {
    const why = { refusalCode: refusal?.code ?? null, refusal: refusal?.message ?? null };
    const { payoutStepMinor: stepMinor } = currencyRule(figures.currency);
    const bounds = { smallestMinor: minimumPayoutMinor(figures.currency), stepMinor };
    return Object.assign(new PayoutPreviewResponse(), figures, bounds, why);
  }
}
