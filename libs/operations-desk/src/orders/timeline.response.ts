import { ChoiceField, InstantField, IntegerField, TextField } from '@guildhall/http';
import { TIMELINE_SOURCES, type TimelineItem, type TimelineSource } from './timeline.queries.js';

export class OrderTimelineItemResponse {
  @ChoiceField(TIMELINE_SOURCES, {
    example: 'operation',
    description:
      '`operation`: what we asked of Stripe; `webhook_event`: what it told; `audit_record`: what an operator did.',
  })
  source!: TimelineSource;
  @TextField({ example: '0199c2f4-6d2e-7000-8000-000000000005' }) id!: string;
  @InstantField({ example: '2026-03-01T12:00:00Z' }) at!: Date;
  @TextField({ max: 1_000, example: 'payment_intent.create' }) what!: string;
  @TextField({ example: 'succeeded' }) state!: string;
  @TextField({
    nullable: true,
    example: 'req_123',
    description: 'At Stripe: of an operation its request, of an event its id, else the object.',
  })
  stripeId!: string | null;
  @TextField({ nullable: true, max: 20_000, example: 'Your card was declined.', description: 'What went wrong.' })
  note!: string | null;
  @IntegerField({ example: 1, description: 'Tries, where there can be several.' }) attempts!: number;
  @TextField({ nullable: true, example: '/v1/operations/0199c2f4-6d2e-7000-8000-000000000005' })
  href!: string | null;

  static from(item: TimelineItem): OrderTimelineItemResponse {
    const page = PAGES[item.source];
    return Object.assign(new OrderTimelineItemResponse(), item, { href: page === undefined ? null : page + item.id });
  }
}

/** The rest is shown with the order itself. */
const PAGES: Partial<Record<TimelineSource, string>> = {
  operation: '/v1/operations/',
  webhook_event: '/v1/webhook-events/',
  journal_entry: '/v1/ledger/entries/',
  refund: '/v1/refunds/',
};
