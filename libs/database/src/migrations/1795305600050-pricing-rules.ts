import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The flat shipping of an order, and the platform's default commission of 10%: without any rule nothing could be sold.
 * Locks: none on existing tables but one row inserted.
 */
export class PricingRules1795305600050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shipping_rule (
        id uuid PRIMARY KEY,
        currency text NOT NULL CHECK (currency ~ '^[a-z]{3}$'),
        flat_minor bigint NOT NULL CHECK (flat_minor >= 0),
        valid_from timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX shipping_rule_currency ON shipping_rule (currency, valid_from);
      INSERT INTO commission_rule (id, version, scope, scope_reference, percent_basis_points, fixed_minor, valid_from)
      VALUES ('01960000-0000-7000-8000-000000000001', 1, 'platform', NULL, 1000, 0, '2020-01-01T00:00:00Z');
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
