import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sellers page through their own parts of refunds.
 * Locks: `CREATE INDEX` takes SHARE on `refund_leg` (reads go on, writes wait) while it reads the table once.
 */
export class SellerRefunds1795305600200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX refund_leg_seller ON refund_leg (seller_id, id)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
