import type { StripeOperationEntity, StripeOperationState } from '@guildhall/database';
import { ChoiceField, IdField, InstantField, IntegerField, JsonField, PageRequest, TextField } from '@guildhall/http';

export const OPERATION_STATES: StripeOperationState[] = [
  'pending',
  'sending',
  'ambiguous',
  'succeeded',
  'rejected',
  'stuck',
];

export class OperationQuery extends PageRequest {
  @ChoiceField(OPERATION_STATES, { example: 'stuck', optional: true }) state?: StripeOperationState;
  @TextField({ example: 'refund.create', optional: true, max: 100 }) kind?: string;
  @IdField({ example: '0199d3a0-7c00-7000-8000-000000000001', optional: true, description: 'What it is about.' })
  subjectId?: string;
}

export class ResolveOperationRequest {
  @TextField({ example: 'Refunded in the dashboard instead.', min: 5, max: 500, description: 'Why; kept for ever.' })
  note!: string;
}

export class OperationResponse {
  @IdField({ example: '0199d3a0-7c00-7000-8000-000000000001' }) id!: string;
  @TextField({ example: 'refund.create' }) kind!: string;
  @IdField({ example: '0199d3a0-7c00-7000-8000-000000000002', description: 'What it is about.' }) subjectId!: string;
  @TextField({ example: 'order:0199d3a0', description: 'Later operations of this key wait for it.' })
  serialKey!: string;
  @ChoiceField(OPERATION_STATES, { example: 'succeeded' }) state!: StripeOperationState;
  @JsonField({ example: { charge: 'ch_1', amount: 1050 }, description: 'Exactly what is sent to Stripe.' })
  params!: Record<string, unknown>;
  @TextField({ example: 'acct_1', nullable: true }) stripeAccount!: string | null;
  @TextField({ example: 'guildhall-0199d3a0', description: 'A suffix #2 tells of a fresh key after a look-up.' })
  idempotencyKey!: string;
  @IntegerField({ example: 1, min: 0, max: 1_000_000_000 }) attempts!: number;
  @InstantField({ example: '2026-03-01T12:00:00Z' }) nextAttemptAt!: Date;
  @InstantField({ example: '2026-03-01T12:00:00Z', nullable: true }) firstSentAt!: Date | null;
  @TextField({ example: 're_1', nullable: true }) resultId!: string | null;
  @TextField({ example: 'req_1', nullable: true }) stripeRequestId!: string | null;
  @JsonField({ example: { failure: 'misconfigured', message: 'No such charge' }, nullable: true })
  lastError!: Record<string, unknown> | null;
  @InstantField({ example: '2026-03-01T12:00:00Z' }) createdAt!: Date;
  @InstantField({ example: '2026-03-01T12:00:01Z', nullable: true }) settledAt!: Date | null;

  static from(operation: StripeOperationEntity): OperationResponse {
    return Object.assign(new OperationResponse(), operation);
  }
}
