import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An operator holds a seller's payouts for a reason of their own, which no replaced bank account lifts.
 * Locks: `seller` exclusively, for the moment that a column without a default takes.
 */
export class OperatorPayoutHold1795305600060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE seller ADD COLUMN operator_hold_reason text');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
