import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Up to where Stripe has been asked for the events that never came, and the events of one connected account as a list.
 * Locks: `CREATE INDEX` takes SHARE on stripe_event (reads go on, inserts wait); at this version the table is small.
 */
export class WebhookBackfill1795305600020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stripe_event_cursor (
        stripe_account text PRIMARY KEY,
        seen_until timestamptz,
        next_run_at timestamptz NOT NULL DEFAULT now(),
        last_run_at timestamptz,
        last_found integer NOT NULL DEFAULT 0,
        last_error text
      );
      CREATE INDEX stripe_event_cursor_due ON stripe_event_cursor (next_run_at);
      CREATE INDEX stripe_event_account ON stripe_event (stripe_account, id) WHERE stripe_account <> '';
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
