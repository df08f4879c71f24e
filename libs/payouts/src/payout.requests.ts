import { AmountField, ChoiceField, CurrencyField, IdField, PageRequest, TextField } from '@guildhall/http';
import { PAYOUT_STATES } from './payout.responses.js';

export class CreatePayoutRequest {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8f' }) sellerId!: string;
  @AmountField({ example: 5000 }) amountMinor!: number;
  @CurrencyField({ example: 'usd' }) currency!: string;
}

export class PreviewPayoutRequest {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8f' }) sellerId!: string;
  @CurrencyField({ example: 'usd' }) currency!: string;
  @AmountField({ optional: true, example: 5000, description: 'As much as can be paid out when left out.' })
  amountMinor?: number;
}

export class HoldPayoutsRequest {
  @TextField({ min: 1, max: 500, example: 'We are checking an unusual order.', description: 'The seller sees it.' })
  reason!: string;
}

export class ReleasePayoutsRequest {
  @TextField({ min: 1, max: 500, example: 'The order was in order.', description: 'For the audit log.' })
  reason!: string;
}

export class ListPayoutsRequest extends PageRequest {
  @ChoiceField([...PAYOUT_STATES], { optional: true, example: 'failed' }) state?: (typeof PAYOUT_STATES)[number];
  @IdField({ optional: true, example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8f' }) sellerId?: string;
}
