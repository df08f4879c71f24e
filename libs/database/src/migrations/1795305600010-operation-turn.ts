import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets the relay walk open operations in the order of their turn, past those that wait for another one, without
 * sorting them all. Locks: writes to stripe_operation while the index is built (short: it holds open rows only).
 */
export class OperationTurn1795305600010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX stripe_operation_turn ON stripe_operation (priority, next_attempt_at, id)
      WHERE state IN ('pending', 'sending', 'ambiguous')`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
