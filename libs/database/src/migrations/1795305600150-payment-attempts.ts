import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every try to pay. No foreign key to `payment`: checking it would lock the payment's row without its order's, and
 * payments are never deleted.
 * Locks: none on existing tables, it only creates.
 */
export class PaymentAttempts1795305600150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payment_attempt (
        id uuid PRIMARY KEY,
        payment_id uuid NOT NULL,
        stripe_id text NOT NULL UNIQUE,
        stripe_charge_id text,
        method_type text,
        card_brand text,
        card_funding text,
        card_country text,
        outcome text NOT NULL CHECK (outcome IN ('pending', 'succeeded', 'failed')),
        failure_code text,
        decline_code text,
        message text,
        risk_level text,
        currency text NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        attempted_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX payment_attempt_payment ON payment_attempt (payment_id, attempted_at);
      CREATE INDEX payment_attempt_time ON payment_attempt (attempted_at)
        INCLUDE (currency, outcome, method_type, decline_code, failure_code);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
