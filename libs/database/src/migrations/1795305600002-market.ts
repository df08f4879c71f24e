import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is sold and who sells it: sellers, products, commission rules, buyers, saved payment methods. Locks: none on existing tables, it only creates. */
export class Market1795305600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE TABLE seller (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL UNIQUE REFERENCES user_account,
        display_name text NOT NULL,
        country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
        currency text NOT NULL CHECK (currency ~ '^[a-z]{3}$'),
        account_type text NOT NULL CHECK (account_type IN ('express', 'standard', 'custom')),
        service_agreement text NOT NULL CHECK (service_agreement IN ('full', 'recipient')),
        stripe_account_id text UNIQUE,
        details_submitted boolean NOT NULL DEFAULT false,
        charges_enabled boolean NOT NULL DEFAULT false,
        payouts_enabled boolean NOT NULL DEFAULT false,
        card_payments text NOT NULL DEFAULT 'unrequested',
        transfers text NOT NULL DEFAULT 'unrequested',
        requirements jsonb NOT NULL,
        disabled_reason text,
        payout_hold_reason text,
        deauthorized_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE product (
        id uuid PRIMARY KEY,
        seller_id uuid NOT NULL REFERENCES seller,
        title text NOT NULL,
        description text NOT NULL,
        category text,
        price_minor bigint NOT NULL CHECK (price_minor > 0),
        currency text NOT NULL CHECK (currency ~ '^[a-z]{3}$'),
        stock integer NOT NULL CHECK (stock >= 0),
        picture_url text,
        status text NOT NULL CHECK (status IN ('active', 'archived')),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX product_seller ON product (seller_id, id);
      CREATE INDEX product_active ON product (id) WHERE status = 'active';
      CREATE INDEX product_search ON product USING gin ((lower(title || ' ' || description)) gin_trgm_ops);
      CREATE TABLE commission_rule (
        id uuid PRIMARY KEY,
        version integer NOT NULL CHECK (version > 0),
        scope text NOT NULL CHECK (scope IN ('platform', 'seller', 'category', 'product')),
        scope_reference text,
        percent_basis_points integer NOT NULL CHECK (percent_basis_points BETWEEN 0 AND 10000),
        fixed_minor bigint NOT NULL CHECK (fixed_minor >= 0),
        minimum_minor bigint CHECK (minimum_minor >= 0),
        maximum_minor bigint CHECK (maximum_minor >= 0),
        valid_from timestamptz NOT NULL,
        valid_to timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((scope = 'platform') = (scope_reference IS NULL))
      );
      CREATE INDEX commission_rule_scope ON commission_rule (scope, scope_reference, valid_from);
      CREATE TABLE buyer (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL UNIQUE REFERENCES user_account,
        stripe_customer_id text UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE saved_payment_method (
        id uuid PRIMARY KEY,
        buyer_id uuid NOT NULL REFERENCES buyer,
        stripe_payment_method_id text NOT NULL UNIQUE,
        type text NOT NULL,
        brand text,
        last4 text,
        exp_month integer,
        exp_year integer,
        detached_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX saved_payment_method_buyer ON saved_payment_method (buyer_id, id);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
