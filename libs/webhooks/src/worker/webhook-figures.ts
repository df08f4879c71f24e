import { LAG_BUCKETS_SECONDS, Metrics } from '@guildhall/observability';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ClaimedEvent } from './claimed-event.js';

/** What the worker tells Prometheus. */
@Injectable()
export class WebhookFigures {
  private readonly events;
  private readonly delay;

  constructor(
    metrics: Metrics,
    private readonly dataSource: DataSource,
  ) {
    this.events = metrics.counter('guildhall_webhook_events_total', 'Events by what became of an attempt', ['outcome']);
    this.delay = metrics.histogram(
      'guildhall_webhook_applied_after_seconds',
      'From the arrival of an event to its being applied',
      LAG_BUCKETS_SECONDS,
    );
    metrics.observed('guildhall_webhook_pending', 'Events that wait to be applied', () =>
      this.read(`SELECT count(*) AS value FROM stripe_event WHERE state = 'pending'`),
    );
    metrics.observed('guildhall_webhook_dead', 'Events that were given up', () =>
      this.read(`SELECT count(*) AS value FROM stripe_event WHERE state = 'dead'`),
    );
    metrics.observed('guildhall_webhook_oldest_pending_seconds', 'Age of the oldest event that waits', () =>
      this.read(
        `SELECT coalesce(extract(epoch FROM now() - min(received_at)), 0) AS value FROM stripe_event WHERE state = 'pending'`,
      ),
    );
  }

  handled(outcome: 'processed' | 'ignored' | 'lost' | 'retried' | 'dead', event: ClaimedEvent): void {
    this.events.inc({ outcome });
    if (outcome === 'processed') this.delay.observe(Math.max(0, Date.now() - event.receivedAt.getTime()) / 1_000);
  }

  private async read(sql: string): Promise<number> {
    const [row] = await this.dataSource.query<{ value: string }[]>(sql);
    return Number(row?.value ?? 0);
  }
}
