import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders, their lines, shares and payment; transfers, refunds and payouts. Locks: none on existing tables, it only creates. */
export class Orders1795305600003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE marketplace_order (
        id uuid PRIMARY KEY,
        user_id uuid REFERENCES user_account,
        guest_email text,
        guest_token_hash text,
        request_key text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('awaiting_payment', 'processing', 'paid', 'canceled', 'expired', 'refunding', 'refunded')),
        charge_mode text NOT NULL CHECK (charge_mode IN ('destination', 'separate')),
        currency text NOT NULL CHECK (currency ~ '^[a-z]{3}$'),
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        shipping_minor bigint NOT NULL CHECK (shipping_minor >= 0),
        transfer_group text NOT NULL UNIQUE,
        expires_at timestamptz NOT NULL,
        stock_returned_at timestamptz,
        paid_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((user_id IS NULL) = (guest_token_hash IS NOT NULL))
      );
      CREATE INDEX marketplace_order_user ON marketplace_order (user_id, id);
      CREATE INDEX marketplace_order_state ON marketplace_order (state, id);
      CREATE INDEX marketplace_order_unpaid ON marketplace_order (expires_at) WHERE state = 'awaiting_payment';
      CREATE TABLE order_line (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES marketplace_order,
        position integer NOT NULL,
        product_id uuid NOT NULL REFERENCES product,
        seller_id uuid NOT NULL REFERENCES seller,
        title text NOT NULL,
        quantity integer NOT NULL CHECK (quantity > 0),
        unit_price_minor bigint NOT NULL CHECK (unit_price_minor > 0),
        goods_minor bigint NOT NULL CHECK (goods_minor = unit_price_minor * quantity),
        shipping_minor bigint NOT NULL CHECK (shipping_minor >= 0),
        commission_minor bigint NOT NULL CHECK (commission_minor >= 0 AND commission_minor <= goods_minor + shipping_minor),
        commission_tax_minor bigint NOT NULL DEFAULT 0,
        commission_rule_id uuid NOT NULL REFERENCES commission_rule,
        commission_rule_version integer NOT NULL,
        commission_explanation text NOT NULL,
        UNIQUE (order_id, position)
      );
      CREATE TABLE seller_share (
        order_id uuid NOT NULL REFERENCES marketplace_order,
        seller_id uuid NOT NULL REFERENCES seller,
        position integer NOT NULL,
        stripe_account_id text NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        commission_minor bigint NOT NULL CHECK (commission_minor >= 0),
        transfer_minor bigint NOT NULL CHECK (transfer_minor = amount_minor - commission_minor),
        PRIMARY KEY (order_id, seller_id)
      );
      CREATE INDEX seller_share_seller ON seller_share (seller_id, order_id);
      CREATE TABLE payment (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL UNIQUE REFERENCES marketplace_order,
        stripe_payment_intent_id text UNIQUE,
        stripe_charge_id text UNIQUE,
        status text NOT NULL,
        currency text NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        application_fee_minor bigint NOT NULL CHECK (application_fee_minor >= 0),
        captured_minor bigint NOT NULL DEFAULT 0,
        refunded_minor bigint NOT NULL DEFAULT 0,
        last_error_code text,
        last_error_message text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK (captured_minor BETWEEN 0 AND amount_minor),
        CHECK (refunded_minor BETWEEN 0 AND captured_minor)
      );
      CREATE TABLE transfer (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES marketplace_order,
        seller_id uuid NOT NULL REFERENCES seller,
        stripe_account_id text NOT NULL,
        charge_mode text NOT NULL CHECK (charge_mode IN ('destination', 'separate')),
        state text NOT NULL CHECK (state IN ('waiting', 'requested', 'created', 'rejected', 'canceled', 'reversed')),
        currency text NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
        commission_minor bigint NOT NULL CHECK (commission_minor >= 0),
        reversed_minor bigint NOT NULL DEFAULT 0 CHECK (reversed_minor BETWEEN 0 AND amount_minor),
        stripe_transfer_id text UNIQUE,
        destination_payment_id text UNIQUE,
        failure_reason text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (order_id, seller_id)
      );
      CREATE INDEX transfer_seller ON transfer (seller_id, id);
      CREATE INDEX transfer_waiting ON transfer (seller_id) WHERE state = 'waiting';
      CREATE TABLE refund (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES marketplace_order,
        payment_id uuid NOT NULL REFERENCES payment,
        state text NOT NULL CHECK (state IN ('requested', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled', 'rejected')),
        currency text NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        reason text NOT NULL,
        commission_policy text NOT NULL CHECK (commission_policy IN ('return', 'keep')),
        stripe_refund_id text UNIQUE,
        failure_reason text,
        requested_by_user_id uuid REFERENCES user_account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX refund_order ON refund (order_id, id);
      CREATE TABLE refund_leg (
        id uuid PRIMARY KEY,
        refund_id uuid NOT NULL REFERENCES refund,
        seller_id uuid NOT NULL REFERENCES seller,
        transfer_id uuid REFERENCES transfer,
        means text NOT NULL CHECK (means IN ('with_refund', 'reversal', 'none')),
        state text NOT NULL CHECK (state IN ('planned', 'requested', 'done', 'owed', 'canceled')),
        currency text NOT NULL,
        buyer_minor bigint NOT NULL CHECK (buyer_minor >= 0),
        take_back_minor bigint NOT NULL CHECK (take_back_minor >= 0),
        commission_back_minor bigint NOT NULL CHECK (commission_back_minor >= 0),
        stripe_reversal_id text UNIQUE,
        failure_reason text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (refund_id, seller_id)
      );
      CREATE INDEX refund_leg_transfer ON refund_leg (transfer_id);
      CREATE TABLE payout (
        id uuid PRIMARY KEY,
        seller_id uuid NOT NULL REFERENCES seller,
        stripe_account_id text NOT NULL,
        state text NOT NULL CHECK (state IN ('requested', 'pending', 'in_transit', 'paid', 'failed', 'canceled', 'rejected')),
        currency text NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        automatic boolean NOT NULL,
        method text NOT NULL CHECK (method IN ('standard', 'instant')),
        stripe_payout_id text UNIQUE,
        arrives_at timestamptz,
        failure_code text,
        failure_reason text,
        requested_by_user_id uuid REFERENCES user_account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX payout_seller ON payout (seller_id, id);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
