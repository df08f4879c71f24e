import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who signs in: accounts, sessions, tokens, login throttling, the audit log. Locks: none on existing tables, it only creates. */
export class Identity1795305600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE user_account (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE CHECK (email = lower(email)),
        password_hash text NOT NULL,
        display_name text NOT NULL,
        roles text[] NOT NULL CHECK (roles <@ ARRAY['seller', 'buyer', 'operator']),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE user_session (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES user_account,
        token_hash text NOT NULL UNIQUE,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX user_session_user ON user_session (user_id);
      CREATE TABLE access_token (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES user_account,
        name text NOT NULL,
        token_hash text NOT NULL UNIQUE,
        roles text[] NOT NULL CHECK (roles <@ ARRAY['seller', 'buyer', 'operator']),
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX access_token_user ON access_token (user_id);
      CREATE TABLE login_throttle (
        subject_hash text PRIMARY KEY,
        failures integer NOT NULL,
        window_started_at timestamptz NOT NULL,
        blocked_until timestamptz
      );
      CREATE TABLE audit_record (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES user_account,
        action text NOT NULL,
        subject_id text NOT NULL,
        detail jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX audit_record_subject ON audit_record (subject_id, id);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
