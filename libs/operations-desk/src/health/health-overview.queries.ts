import { STRIPE_API_VERSION } from '@guildhall/stripe';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { HealthOverviewResponse, QueueHealth } from './health-overview.js';
import { DATABASE, QUEUES } from './health-overview.sql.js';

interface QueueRow {
  readonly queue: QueueHealth['queue'];
  readonly waiting: string;
  readonly due: string;
  readonly oldest_due_at: Date | null;
  readonly given_up: string;
}

interface DatabaseRow {
  readonly schema_version: string;
  readonly database_bytes: string;
  readonly postgres_version: string;
}

/** How the house is, as far as its tables tell. */
@Injectable()
export class HealthOverviewQueries {
  constructor(private readonly dataSource: DataSource) {}

  async overview(): Promise<HealthOverviewResponse> {
    const queues = await this.dataSource.query<QueueRow[]>(QUEUES);
    const [database] = await this.dataSource.query<DatabaseRow[]>(DATABASE);
    return Object.assign(new HealthOverviewResponse(), {
      queues: queues.map(toQueueHealth),
      schemaVersion: database?.schema_version ?? '',
      databaseBytes: Number(database?.database_bytes ?? 0),
      postgresVersion: database?.postgres_version ?? '',
      stripeApiVersion: STRIPE_API_VERSION,
      at: new Date(),
    });
  }
}

function toQueueHealth({ queue, waiting, due, oldest_due_at: oldestDueAt, given_up: givenUp }: QueueRow): QueueHealth {
  const counts = { waiting: Number(waiting), due: Number(due), givenUp: Number(givenUp) };
  return Object.assign(new QueueHealth(), { queue, oldestDueAt, ...counts });
}
