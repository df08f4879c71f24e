import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A token that was asked for again (the first answer was lost) replaces the lost one instead of standing beside it.
 * Locks: ACCESS EXCLUSIVE on access_token for an instant, SHARE while the index is built; the table is small.
 */
export class AccessTokenRequest1795305600040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE access_token ADD COLUMN request_key text;
      CREATE UNIQUE INDEX access_token_request ON access_token (user_id, request_key);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
