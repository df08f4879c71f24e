import type { DomainEventEntity } from '@guildhall/database';
import { ChoiceField, IdField, InstantField, IntegerField, JsonField, PageRequest, TextField } from '@guildhall/http';

const STATES: DomainEventEntity['state'][] = ['pending', 'done', 'dead'];

export class DomainEventQuery extends PageRequest {
  @ChoiceField(STATES, { example: 'dead', optional: true }) state?: DomainEventEntity['state'];
  @TextField({ example: 'order.paid', optional: true, max: 100 }) type?: string;
}

export class DomainEventResponse {
  @IdField({ example: '0199d3a0-7c00-7000-8000-000000000003' }) id!: string;
  @TextField({ example: 'order.paid' }) type!: string;
  @TextField({
    example: 'CreateTransfersOnOrderPaid',
    description: '* is the event itself, before it was copied to its subscribers.',
  })
  subscriber!: string;
  @JsonField({ example: { orderId: '0199d3a0-7c00-7000-8000-000000000002' } }) payload!: Record<string, unknown>;
  @ChoiceField(STATES, { example: 'done' }) state!: DomainEventEntity['state'];
  @IntegerField({ example: 0, min: 0, max: 1_000_000_000 }) attempts!: number;
  @TextField({ example: 'the order is gone', nullable: true, max: 10_000 }) lastError!: string | null;
  @InstantField({ example: '2026-03-01T12:00:00Z' }) createdAt!: Date;
  @InstantField({ example: '2026-03-01T12:00:01Z', nullable: true }) doneAt!: Date | null;

  static from(event: DomainEventEntity): DomainEventResponse {
    return Object.assign(new DomainEventResponse(), event);
  }
}
