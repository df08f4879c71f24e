import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reconciliation runs survive their worker (a lease, and an attempt that fences off a stalled one), Stripe's
 * transactions are compared in SQL (a staging table that may be lost: a run fills it anew), a difference is open once,
 * and an operator who resolves one is named. Locks: ACCESS EXCLUSIVE on two small tables, for an instant.
 */
export class ReconciliationProgress1795305600031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE reconciliation_run ADD COLUMN attempt integer NOT NULL DEFAULT 0;
      ALTER TABLE reconciliation_run ADD COLUMN lease_until timestamptz;
      CREATE INDEX reconciliation_run_waiting ON reconciliation_run (created_at) WHERE state IN ('queued', 'running');
      ALTER TABLE reconciliation_difference ADD COLUMN resolved_by_user_id uuid REFERENCES user_account;
      CREATE UNIQUE INDEX reconciliation_difference_open
        ON reconciliation_difference (stripe_account, currency, coalesce(balance_transaction_id, ''))
        WHERE resolved_at IS NULL;
      CREATE INDEX reconciliation_difference_transaction
        ON reconciliation_difference (stripe_account, balance_transaction_id);
      CREATE UNLOGGED TABLE reconciliation_transaction (
        run_id uuid NOT NULL,
        stripe_account text NOT NULL,
        balance_transaction_id text NOT NULL,
        currency text NOT NULL,
        net_minor bigint NOT NULL,
        PRIMARY KEY (run_id, stripe_account, balance_transaction_id)
      );
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
