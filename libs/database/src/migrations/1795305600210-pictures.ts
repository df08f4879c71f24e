import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Pictures of products, apart from them so that nobody who lists products reads bytes.
 * Locks: none that anybody waits for; the table is new.
 */
export class Pictures1795305600210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE picture (
        id uuid PRIMARY KEY,
        seller_id uuid NOT NULL REFERENCES seller (id),
        digest text NOT NULL,
        large bytea NOT NULL,
        small bytea NOT NULL,
        width integer NOT NULL CHECK (width > 0),
        height integer NOT NULL CHECK (height > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (seller_id, digest)
      );
      ALTER TABLE picture ALTER COLUMN large SET STORAGE EXTERNAL, ALTER COLUMN small SET STORAGE EXTERNAL;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
