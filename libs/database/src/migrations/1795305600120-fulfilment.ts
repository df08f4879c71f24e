import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where an order goes, and which of its sellers has shipped.
 * Locks: `marketplace_order` and `seller_share` exclusively for the moment that columns without a default take; then
 * `seller_share` against writes while the index is built.
 */
export class Fulfilment1795305600120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE marketplace_order ADD COLUMN shipping_address jsonb;
      ALTER TABLE seller_share
        ADD COLUMN shipped_at timestamptz,
        ADD COLUMN carrier text,
        ADD COLUMN tracking_number text;
      CREATE INDEX seller_share_to_ship ON seller_share (seller_id, order_id) WHERE shipped_at IS NULL;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
