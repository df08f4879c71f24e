import type { RefundRequestEntity } from '@guildhall/database';
import {
  AmountField,
  ChoiceField,
  CurrencyField,
  IdField,
  InstantField,
  PageRequest,
  TextField,
} from '@guildhall/http';
import { REFUND_REQUEST_STATES, type RefundRequestState } from './refund-request.states.js';

const REASONS: RefundRequestEntity['reason'][] = [
  'not_received',
  'not_as_described',
  'damaged',
  'changed_mind',
  'other',
];

export class AskForRefundRequest {
  @ChoiceField(REASONS, { example: 'damaged' }) reason!: RefundRequestEntity['reason'];
  @TextField({ min: 0, max: 2_000, default: '', example: 'The handle was broken.' }) message!: string;
}

export class ApproveRefundRequestRequest {
  @ChoiceField(['return', 'keep'], {
    default: 'return',
    example: 'return',
    description: '`return`: the platform gives its commission back; `keep`: the seller bears it.',
  })
  commissionPolicy!: 'return' | 'keep';
  @TextField({ max: 2_000, optional: true, example: 'We are sorry.', description: 'The buyer sees it.' })
  answer?: string;
}

export class DeclineRefundRequestRequest {
  @TextField({ max: 2_000, example: 'The parcel was delivered yesterday.', description: 'Why; the buyer sees it.' })
  answer!: string;
}

export class ListRefundRequestsRequest extends PageRequest {
  @ChoiceField(REFUND_REQUEST_STATES, { optional: true, example: 'open' }) state?: RefundRequestState;
  @IdField({ optional: true, example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d80' }) orderId?: string;
}

/** As its buyer sees it. */
export class RefundRequestResponse {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8e' }) id!: string;
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d80' }) orderId!: string;
  @ChoiceField(REFUND_REQUEST_STATES, { example: 'open' }) state!: RefundRequestState;
  @ChoiceField(REASONS, { example: 'damaged' }) reason!: string;
  @TextField({ min: 0, max: 2_000, example: 'The handle was broken.' }) message!: string;
  @AmountField({ example: 10000, description: 'What the order was paid with.' }) amountMinor!: bigint;
  @CurrencyField({ example: 'usd' }) currency!: string;
  @TextField({ max: 2_000, nullable: true, example: 'We are sorry.', description: 'The marketplace’s words.' })
  answer!: string | null;
  @InstantField({ nullable: true, example: '2026-11-23T12:00:00.000Z' }) decidedAt!: Date | null;
  @InstantField({ example: '2026-11-22T12:00:00.000Z' }) createdAt!: Date;
}

export class RefundRequestFileResponse extends RefundRequestResponse {
  @IdField({ nullable: true, example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8c', description: 'Null: a guest asked.' })
  requestedByUserId!: string | null;
  @IdField({ nullable: true, example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8d' }) decidedByUserId!: string | null;
  @IdField({ nullable: true, example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8b' }) refundId!: string | null;
}
