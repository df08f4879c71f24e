import { ChoiceField, IdField, PageRequest } from '@guildhall/http';

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;
const STATES = ['requested', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled', 'rejected'] as const;

export class CreateRefundRequest {
  @ChoiceField([...REASONS], { default: 'requested_by_customer', example: 'requested_by_customer' })
  reason!: (typeof REASONS)[number];
  @ChoiceField(['return', 'keep'], {
    default: 'return',
    example: 'return',
    description: '`return`: the platform gives its commission back; `keep`: the seller bears it.',
  })
  commissionPolicy!: 'return' | 'keep';
}

export class ListRefundsRequest extends PageRequest {
  @ChoiceField([...STATES], { optional: true, example: 'failed' }) state?: (typeof STATES)[number];
  @IdField({ optional: true, example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d80' }) orderId?: string;
}
