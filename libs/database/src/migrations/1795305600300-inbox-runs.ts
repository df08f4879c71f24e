import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What operators set going in the inbox, so that they can watch it: many events replayed, or Stripe asked for missing ones.
 * Locks: new tables only.
 */
export class InboxRuns1795305600300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inbox_run (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('replay', 'backfill')),
        filter jsonb NOT NULL,
        total integer NOT NULL CHECK (total >= 0),
        requested_by_user_id uuid NOT NULL REFERENCES user_account,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE inbox_run_event (
        run_id uuid NOT NULL REFERENCES inbox_run,
        event_id bigint NOT NULL,
        PRIMARY KEY (run_id, event_id)
      );
      CREATE TABLE inbox_run_account (
        run_id uuid NOT NULL REFERENCES inbox_run,
        stripe_account text NOT NULL,
        asked_at timestamptz NOT NULL DEFAULT now(),
        done_at timestamptz,
        found integer NOT NULL DEFAULT 0,
        error text,
        PRIMARY KEY (run_id, stripe_account)
      );
      CREATE INDEX inbox_run_account_open ON inbox_run_account (stripe_account) WHERE done_at IS NULL;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
