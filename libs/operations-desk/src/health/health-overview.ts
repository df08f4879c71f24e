import { ChoiceField, InstantField, IntegerField, ListField, TextField } from '@guildhall/http';

export const QUEUE_NAMES = ['webhook_events', 'operations', 'domain_events'] as const;

export class QueueHealth {
  @ChoiceField(QUEUE_NAMES, { example: 'operations' }) queue!: (typeof QUEUE_NAMES)[number];
  @IntegerField({ example: 3, description: 'Not over yet, those that wait for a later attempt too.' }) waiting!: number;
  @IntegerField({ example: 1, description: 'Whose turn it is now.' }) due!: number;
  @InstantField({ example: '2026-03-01T12:00:00Z', nullable: true, description: 'Null: nothing is due.' })
  oldestDueAt!: Date | null;
  @IntegerField({ example: 0, description: 'Stuck operations and dead events: nobody tries any more.' })
  givenUp!: number;
}

/** What the tables tell about how the house is. */
export class HealthOverviewResponse {
  @ListField(() => QueueHealth) queues!: QueueHealth[];
  @TextField({ example: 'CheckoutTables1795305600002', description: 'The newest migration.' }) schemaVersion!: string;
  @IntegerField({ example: 50_000_000 }) databaseBytes!: number;
  @TextField({ example: '18.0' }) postgresVersion!: string;
  @TextField({ example: '2026-10-28.endive', description: 'Stripe’s API version that this process speaks.' })
  stripeApiVersion!: string;
  @InstantField({ example: '2026-03-01T12:00:00Z', description: 'When this was read.' }) at!: Date;
}
